/// What the product knows about the forms: editions, indicators, units of measure, label spellings.
///
/// A catalogue is read from data files and never changes afterwards. Its indicators have a dense
/// order, so that columns of a panel are found by position.
public struct Catalog: Sendable {
  /// The national issues of the form in the order of their years, then those of single provinces.
  public let editions: [Edition]
  /// All indicators of all editions; an `IndicatorIndex` is a position in here.
  public let indicators: [Indicator]
  /// The units of measure by printed name.
  public let measures: [String: Measure]
  /// Further spellings of labels, by the indicator they stand for.
  public let spellings: [IndicatorIndex: [String]]
  /// Further spellings of the headings of matrices, by the matrix's id.
  public let headingSpellings: [String: [String]]
  /// What stands for an indicator on the forms that do not print it.
  public internal(set) var crosswalk = Crosswalk()

  private let positions: [IndicatorID: IndicatorIndex]

  init(
    editions: [Edition], indicators: [Indicator], measures: [String: Measure],
    spellings: [IndicatorIndex: [String]], headingSpellings: [String: [String]] = [:]
  ) {
    self.headingSpellings = headingSpellings
    self.editions = editions
    self.indicators = indicators
    self.measures = measures
    self.spellings = spellings
    var positions: [IndicatorID: IndicatorIndex] = [:]
    for (position, indicator) in indicators.enumerated() {
      positions[indicator.id] = IndicatorIndex(position)
    }
    self.positions = positions
  }

  /// The same catalogue with further indicators behind its own; all else stays.
  ///
  /// - Parameters:
  ///   - all: The indicators of this catalogue in their order, then the further ones.
  ///   - spellings: The further spellings of all of them; nil for those of this catalogue.
  func extended(to all: [Indicator], spellings: [IndicatorIndex: [String]]? = nil) -> Catalog {
    var catalog = Catalog(
      editions: editions, indicators: all, measures: measures,
      spellings: spellings ?? self.spellings, headingSpellings: headingSpellings)
    catalog.crosswalk = crosswalk
    return catalog
  }

  /// The indicator at an index of this catalogue. O(1).
  public subscript(index: IndicatorIndex) -> Indicator { indicators[index.position] }

  /// The index of an indicator by its id, or nil where there is none. O(1).
  public func index(of id: IndicatorID) -> IndicatorIndex? { positions[id] }

  /// The edition with a name, or nil where there is none. O(editions).
  public func edition(_ id: EditionID) -> Edition? { editions.first { $0.id == id } }

  /// The national edition issued for a report year, or nil where there is none. O(editions).
  public func edition(for year: Year) -> Edition? {
    editions.first { $0.scope == nil && $0.years.contains(year) }
  }

  /// The figures that stand to a parent in a relation on an edition's form, in printed order: one
  /// group along the rows, and where the parent is a total column one along the columns.
  ///
  /// - Returns: The groups that are not empty; the figures of one group belong together.
  /// - Complexity: O(indicators of the edition).
  public func children(
    of parent: IndicatorIndex, _ relation: Indicator.Relation, in edition: Edition
  ) -> [[IndicatorIndex]] {
    let link = Indicator.Parent(indicator: parent, relation: relation)
    let row = self[parent].id.row
    let children = edition.indicators.filter {
      self[$0].parents[edition.id]?.contains(link) ?? false
    }
    // A cell of the parent's own row is a part along the columns, any other one along the rows.
    let isAlongColumns = { (child: IndicatorIndex) in row != nil && self[child].id.row == row }
    let groups = [children.filter { !isAlongColumns($0) }, children.filter(isAlongColumns)]
    return groups.filter { !$0.isEmpty }
  }
}
