/// What stands for an indicator on the forms that do not print it.
///
/// An indicator with counterparts on other forms is a *series*: it is asked for by its own id, and the
/// figure of each report comes through the counterpart of the report's edition. A form that prints the
/// indicator itself needs no counterpart; one that has neither leaves a gap.
public struct Crosswalk: Sendable {
  /// How a counterpart stands to the indicator it is one of.
  public enum Grade: String, CaseIterable, Comparable, Sendable {
    /// One figure of the form that means the same.
    case exact
    /// It follows from several figures of the form.
    case derived
    /// The form counts less than the indicator means.
    case narrower
    /// The form counts more than the indicator means.
    case broader
    /// Figures on either side cannot be compared.
    case notComparable = "not-comparable"

    /// Better before worse.
    public static func < (left: Grade, right: Grade) -> Bool { left.order < right.order }

    private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  /// The figures of one edition that stand for an indicator.
  public struct Counterpart: Sendable {
    /// The indicator.
    public let indicator: IndicatorIndex
    /// The edition; nil for reports of the years before the first national form.
    public let edition: EditionID?
    /// The figures, added up with coefficients.
    public let form: LinearForm
    /// The same as written.
    public let expression: String
    /// How they stand to the indicator.
    public let grade: Grade
    /// Why the grade is not exact; empty where it is.
    public let reason: LocalizedText

    /// The indicator whose figures these are as they stand; nil for a formula.
    public var figure: IndicatorIndex? {
      guard form.constant == 0, form.terms.count == 1, form.terms[0].coefficient == 1 else {
        return nil
      }
      return form.terms[0].cell.indicator
    }
  }

  /// The counterparts in the order of the data file.
  public let counterparts: [Counterpart]
  private let positions: [Key: Int]
  /// The indicators that have a counterpart on some form, in the order of the catalogue.
  public let series: [IndicatorIndex]

  private struct Key: Hashable {
    let indicator: IndicatorIndex
    let edition: EditionID?
  }

  /// A crosswalk of counterparts, one for each indicator and edition.
  init(_ counterparts: [Counterpart] = []) {
    self.counterparts = counterparts
    positions = Dictionary(
      counterparts.enumerated().map { position, counterpart in
        (Key(indicator: counterpart.indicator, edition: counterpart.edition), position)
      }, uniquingKeysWith: { first, _ in first })
    series = Set(counterparts.map(\.indicator)).sorted()
  }

  /// What stands for an indicator on an edition, or nil where the crosswalk has nothing. O(1).
  ///
  /// - Parameter edition: nil for reports of the years before the first national form.
  public func counterpart(of indicator: IndicatorIndex, on edition: EditionID?) -> Counterpart? {
    positions[Key(indicator: indicator, edition: edition)].map { counterparts[$0] }
  }
}
