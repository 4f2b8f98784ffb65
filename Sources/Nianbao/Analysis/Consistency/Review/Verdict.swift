/// What a person decided about a finding.
public struct Verdict: Sendable, Hashable {
  /// The decisions there are.
  public enum Decision: String, Sendable, CaseIterable {
    /// The figures are right, or right enough; nothing is to be done.
    case accepted
    /// The unit has explained the figures.
    case explained
    /// The report goes back to the unit.
    case `return`

    /// The name for a reader, which a file of verdicts may use as well.
    public var title: LocalizedText {
      switch self {
      case .accepted: LocalizedText(zh: "接受", en: "accepted")
      case .explained: LocalizedText(zh: "已说明", en: "explained")
      case .return: LocalizedText(zh: "退回", en: "return")
      }
    }

    /// Whether the finding needs no more attention.
    public var settles: Bool { self != .return }

    /// A decision as a file writes it, in either language; nil where the word is none.
    init?(word: some StringProtocol) {
      let word = word.lowercased()
      guard
        let decision = Self.allCases.first(where: {
          $0.title.chinese == word || $0.title.english == word
        })
      else { return nil }
      self = decision
    }
  }

  /// The decision.
  public let decision: Decision
  /// Why; often empty.
  public let note: String

  /// A verdict.
  public init(_ decision: Decision, note: String = "") {
    self.decision = decision
    self.note = note
  }
}
