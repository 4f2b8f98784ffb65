import Vectors

/// Puts readings of reports together into a panel.
///
/// Where two readings speak of one unit and year, both stay in the import's account and one fills
/// the panel: one that says it is a correction before one that does not, then the one with more
/// figures, of equals the one added later.
///
/// Reports come one by one, or many at once in a batch; the panel is the same.
public struct PanelBuilder: Sendable {
  let catalog: Catalog
  let regions: RegionTree
  let workers: Workers
  var contributions: [Contribution] = []
  private var addedCount = 0

  /// One report or many, and the position of the first among all that were added.
  struct Contribution: Sendable {
    let reports: Reports
    let position: Int

    enum Reports: Sendable {
      case report(ReportReading, unit: Unit, year: Year)
      case batch(ReportBatch)
    }
  }

  /// A builder of a panel with the columns of a catalogue.
  public init(catalog: Catalog, regions: RegionTree) {
    self.init(catalog: catalog, regions: regions, workers: .available)
  }

  /// A builder that uses some threads.
  init(catalog: Catalog, regions: RegionTree, workers: Workers) {
    self.catalog = catalog
    self.regions = regions
    self.workers = workers
  }

  /// What became of a reading that was added.
  public enum Outcome: Sendable, Hashable {
    /// It will fill its unit and year, unless a fuller one follows.
    case kept
    /// It has no unit or no year, so it has no place in a panel.
    case withoutPlace
  }

  /// Adds a reading. A unit that the region tree does not know is kept under its bare name.
  ///
  /// - Complexity: O(1).
  @discardableResult
  public mutating func add(_ reading: ReportReading) -> Outcome {
    defer { addedCount += 1 }
    guard let year = reading.year, let unit = reading.unit else { return .withoutPlace }
    contributions.append(
      Contribution(reports: .report(reading, unit: unit, year: year), position: addedCount))
    return .kept
  }

  /// Adds all reports of a batch; each has a unit and a year.
  ///
  /// - Complexity: O(1).
  mutating func add(_ batch: ReportBatch) {
    contributions.append(Contribution(reports: .batch(batch), position: addedCount))
    addedCount += batch.count
  }

  /// The panel of all readings added, with the readings that another one took the place of.
  ///
  /// - Complexity: Linear in the cells read plus the size of the columns.
  public func build() -> (panel: Panel, superseded: [SupersededReading]) {
    let slots = ReportSlots(contributions, catalog: catalog)
    // Most batches have nothing beside their cells, so that their reports are not looked at here.
    let hasMore = contributions.map(\.hasMoreThanCells)
    let withMore = slots.filled.filter { hasMore[$0.report.contribution] }
    let catalog = catalog.adding(
      withMore.flatMap { entry in
        contributions[entry.report.contribution].localIndicators(of: entry.report.report)
      })
    let columns = ColumnAssembly(contributions, slots: slots, catalog: catalog, workers: workers)
    var unrecognised: [UnrecognisedRow] = []
    var claims: [ClaimTable.Entry] = []
    for (slot, chosen) in withMore {
      let (unit, year) = slots.place(slot)
      for row in contributions[chosen.contribution].unrecognised(of: chosen.report) {
        unrecognised.append(
          UnrecognisedRow(
            unit: unit, year: year, label: row.label, measure: row.measure, text: row.text,
            value: row.value, place: row.place))
      }
      if case .report(let reading, _, _) = contributions[chosen.contribution].reports {
        claims += reading.claims.map { ClaimTable.Entry(unit: unit, year: year, claim: $0) }
      }
    }
    let panel = Panel(
      catalog: catalog, regions: regions, units: slots.units, years: slots.years,
      reports: slots.reportTable(contributions), unrecognised: unrecognised,
      claims: ClaimTable(claims), columns: columns.columns)
    return (panel, slots.superseded(contributions))
  }
}

extension PanelBuilder.Contribution {
  /// Whether a report may have claims or rows that no form has.
  var hasMoreThanCells: Bool {
    switch reports {
    case .report: true
    case .batch(let batch): !batch.unrecognised.isEmpty
    }
  }

  /// A report of a batch, or the only one.
  func reading(_ report: Int) -> ReportReading {
    switch reports {
    case .report(let reading, _, _): reading
    case .batch(let batch): batch.reading(report)
    }
  }

  /// The printed rows of a report that no form has.
  func unrecognised(of report: Int) -> [ReadRow] {
    switch reports {
    case .report(let reading, _, _): reading.unrecognised
    case .batch(let batch): batch.unrecognised[Int32(report)] ?? []
    }
  }

  /// The indicators of the rows of a report on a known form that the form does not have.
  func localIndicators(of report: Int) -> [LocalIndicator] {
    localCells(of: report).map(\.indicator)
  }

  /// The rows of a report on a known form that the form does not have; of one label the first.
  func localCells(of report: Int) -> [LocalCell] {
    let rows = unrecognised(of: report)
    guard !rows.isEmpty else { return [] }
    let hasForm =
      switch reports {
      case .report(let reading, _, _): reading.edition != nil
      case .batch(let batch): batch.edition(report) != nil
      }
    guard hasForm else { return [] }
    var seen: Set<IndicatorID> = []
    return rows.compactMap { row in
      guard row.value != nil, let local = LocalIndicator(label: row.label, measure: row.measure),
        seen.insert(local.id).inserted
      else { return nil }
      return LocalCell(indicator: local, row: row)
    }
  }
}

/// A row beside the form's as a cell of its own indicator.
struct LocalCell {
  let indicator: LocalIndicator
  let row: ReadRow

  func cell(at index: IndicatorIndex) -> ReadCell {
    let decimals = row.text.firstIndex(of: ".").map { point in
      row.text[row.text.index(after: point)...].prefix(while: \.isNumber).count
    }
    return ReadCell(
      indicator: index, value: row.value, mark: CellMark(.reported, decimals: decimals ?? 0),
      place: row.place, text: row.text)
  }
}
