extension Selection {
  /// The years of a list such as `2014-2018,2021`.
  ///
  /// - Throws: `SelectionError.badYears` with the part that is no year or range.
  public static func years(_ text: String) throws(SelectionError) -> Set<Year> {
    var years: Set<Year> = []
    for part in text.split(whereSeparator: { $0 == "," || $0 == "，" || $0 == " " }) {
      let bounds = part.split(
        omittingEmptySubsequences: false, whereSeparator: { $0 == "-" || $0 == "–" || $0 == "—" })
      guard bounds.count <= 2, let first = year(bounds[0]),
        let last = year(bounds[bounds.count - 1]),
        first <= last
      else { throw .badYears(String(part)) }
      years.formUnion(first...last)
    }
    guard !years.isEmpty else { throw .badYears(text) }
    return years
  }

  private static func year(_ text: Substring) -> Year? {
    guard text.count == 4, let number = Int(text), (1900...2199).contains(number) else {
      return nil
    }
    return Year(number)
  }
}
