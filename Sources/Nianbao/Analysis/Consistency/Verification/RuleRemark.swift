/// Something about a rule of a set that its author should know.
public struct RuleRemark: Sendable {
  /// What is the matter with a rule.
  public enum Kind: String, Sendable, CaseIterable {
    /// No figures satisfy it together with others, or none do once its premise holds.
    case contradictory
    /// Its premise can never hold.
    case neverFires = "never-fires"
    /// No figures break it.
    case neverFails = "never-fails"
    /// It says the same as another.
    case duplicate
    /// What breaks it breaks others too.
    case redundant
  }

  /// The rule's position in its set.
  public let rule: Int
  /// What is the matter.
  public let kind: Kind
  /// How much it matters: a contradiction is an error; what a form says twice by nature, such as sums
  /// along rows and along columns, is for information.
  public let severity: Rule.Severity
  /// The rules that it rests on, as positions in the set; none of them can be left out.
  public let because: [Int]
}

extension RuleRemark {
  /// The remark in words.
  ///
  /// - Parameter rules: The set that the positions are of.
  public func text(_ rules: RuleSet) -> LocalizedText {
    let ids = because.map { rules.rules[$0].id.name }
    let (chinese, english) = (Self.list(ids, "、"), Self.list(ids, ", "))
    let isAlone = ids.isEmpty
    switch kind {
    case .contradictory where isAlone:
      return LocalizedText(
        zh: "自相矛盾：没有数字能满足它", en: "contradicts itself: no figures satisfy it")
    case .contradictory:
      return LocalizedText(
        zh: "与 \(chinese) 矛盾：没有数字能同时满足",
        en: "contradicts \(english): no figures satisfy all of them")
    case .neverFires where isAlone:
      return LocalizedText(zh: "前提永不成立", en: "its premise can never hold")
    case .neverFires:
      return LocalizedText(
        zh: "因为 \(chinese)，前提永不成立", en: "its premise can never hold, because of \(english)")
    case .neverFails:
      return LocalizedText(zh: "任何数字都满足它", en: "no figures can break it")
    case .duplicate:
      return LocalizedText(zh: "与 \(chinese) 相同", en: "says the same as \(english)")
    case .redundant:
      return LocalizedText(zh: "由 \(chinese) 推出", en: "follows from \(english)")
    }
  }

  /// Names one behind the other, of many the first.
  private static func list(_ names: [String], _ separator: String) -> String {
    let shown = names.prefix(6).joined(separator: separator)
    return names.count > 6 ? "\(shown)\(separator)… (\(names.count))" : shown
  }
}
