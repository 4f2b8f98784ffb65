/// The statistical checks of a panel.
public enum AnomalyCheck: String, Sendable, Hashable, CaseIterable, Comparable {
  /// A figure far from those of its peers in the same year.
  case peers = "outlier.peers"
  /// A figure far from those of the same unit in other years.
  case history = "outlier.history"
  /// A change from the year before that is far from the peers' change.
  case jump = "outlier.jump"
  /// A report whose main figures do not go together as those of its peers do.
  case multivariate = "outlier.multivariate"
  /// A report that repeats the one of the year before.
  case lastYear = "duplicate.last-year"
  /// A report that repeats another unit's of the same year.
  case otherUnit = "duplicate.unit"
  /// Figures whose last digits are not as evenly spread as those of counts are.
  case lastDigits = "digits.last"
  /// Figures whose first digits do not follow Benford's law where those of the panel do.
  case firstDigits = "digits.first"

  /// The kind of its findings.
  public var kind: Rule.Kind {
    switch self {
    case .lastYear, .otherUnit: .duplicate
    case .peers, .history, .jump, .multivariate, .lastDigits, .firstDigits: .outlier
    }
  }

  /// The order of declaration.
  public static func < (left: AnomalyCheck, right: AnomalyCheck) -> Bool {
    left.order < right.order
  }

  private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
