/// Numbers of things in English, where one thing is called otherwise than several: the one place that
/// knows.
package enum EnglishCount {
  /// `1 report`, `0 reports`, `1 identity`, `2 identities`.
  ///
  /// - Parameter one: The noun, one or several words, whose last takes the ending.
  package static func text(_ count: Int, _ one: String) -> String {
    "\(count) \(count == 1 ? one : plural(one))"
  }

  /// `1 check holds`, `2 checks hold`.
  ///
  /// - Parameter verb: The verb as several things do it; `be` for `is` and `are`.
  package static func text(_ count: Int, _ one: String, _ verb: String) -> String {
    "\(text(count, one)) \(self.verb(verb, count))"
  }

  /// `goes` for one, `go` for several.
  package static func verb(_ verb: String, _ count: Int) -> String {
    switch (verb, count) {
    case ("be", 1): "is"
    case ("be", _): "are"
    case (_, 1): verb.hasSuffix("o") ? verb + "es" : verb + "s"
    default: verb
    }
  }

  private static func plural(_ one: String) -> String {
    if one.hasSuffix("y"), !["a", "e", "o", "u"].contains(one.dropLast().last ?? "a") {
      return one.dropLast() + "ies"
    }
    return one + (one.hasSuffix("s") || one.hasSuffix("x") || one.hasSuffix("ch") ? "es" : "s")
  }
}
