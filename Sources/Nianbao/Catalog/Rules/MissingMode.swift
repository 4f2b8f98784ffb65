/// What missing figures mean to a rule.
///
/// A figure is *missing* where its report does not have the row, or where there is no report, no claim
/// in the prose, no unit below; it is *null* where the row is there without a number that can be read.
/// `bounds` is the product's own; the other six are the modes of `check_hierarchy` of the Validation
/// and Transformation Language 2.1 (SDMX Technical Working Group), in which a missing figure is a
/// missing data point and a null one a data point whose measure is NULL.
public enum MissingMode: String, Sendable, CaseIterable {
  /// A figure that is missing or null can be anything that makes sense; the rule is broken where it
  /// is for every such number, satisfied where it is for every one, else not assessable.
  case bounds
  /// Only where all figures are there: else the rule says nothing.
  case nonNull = "non_null"
  /// Missing figures are 0; where all are 0 the rule says nothing.
  case nonZero = "non_zero"
  /// Missing figures are null; where all are missing the rule says nothing.
  case partialNull = "partial_null"
  /// Missing figures are 0; where all are missing the rule says nothing.
  case partialZero = "partial_zero"
  /// Missing figures are null.
  case alwaysNull = "always_null"
  /// Missing figures are 0.
  case alwaysZero = "always_zero"

  /// Whether a missing figure is taken as 0.
  public var takesMissingAsZero: Bool {
    switch self {
    case .nonZero, .partialZero, .alwaysZero: true
    case .bounds, .nonNull, .partialNull, .alwaysNull: false
    }
  }
}
