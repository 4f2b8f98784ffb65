import Vectors

/// Puts readings of reports together into a panel.
///
/// Where two readings speak of one unit and year, both stay in the import's account and one fills
/// the panel: one that says it is a correction before one that does not, then the one with more
/// figures, of equals the one added later.
public struct PanelBuilder: Sendable {
  private let catalog: Catalog
  private let regions: RegionTree
  private var readings: [(unit: Unit, year: Year, reading: ReportReading, position: Int)] = []
  private var addedCount = 0

  /// A builder of a panel with the columns of a catalogue.
  public init(catalog: Catalog, regions: RegionTree) {
    self.catalog = catalog
    self.regions = regions
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
  public mutating func add(_ reading: ReportReading) -> Outcome {
    defer { addedCount += 1 }
    guard let year = reading.year, let unit = reading.unit else { return .withoutPlace }
    readings.append((unit, year, reading, addedCount))
    return .kept
  }

  /// The panel of all readings added, with the readings that another one took the place of.
  ///
  /// - Complexity: Linear in the cells read plus the size of the columns.
  public func build() -> (panel: Panel, superseded: [SupersededReading]) {
    let table = UnitTable(readings.lazy.map(\.unit))
    let (chosen, superseded) = chooseReadings(table)
    let years = Set(chosen.map(\.year)).sorted()
    let catalog = catalog.adding(
      chosen.flatMap { entry in Self.localCells(of: entry.reading).map(\.indicator) })
    var columns = [ColumnBuilder?](repeating: nil, count: catalog.indicators.count * years.count)
    var reports: [Report] = []
    var positions: [Year: [Int32]] = [:]
    var unrecognised: [UnrecognisedRow] = []
    var claims: [ClaimTable.Entry] = []
    for (unit, year, reading) in chosen {
      // Both are in the tables made from these very readings.
      guard let yearPosition = years.firstIndex(of: year) else { continue }
      positions[year, default: Array(repeating: -1, count: table.count)][unit.position] =
        Int32(reports.count)
      reports.append(
        Report(
          file: reading.file, edition: reading.edition,
          unitName: reading.subject.name ?? table[unit].name))
      let locals = Self.localCells(of: reading).compactMap { local in
        catalog.index(of: local.indicator.id).map { local.cell(at: $0) }
      }
      for cell in reading.cells + locals {
        let chunk = cell.indicator.position * years.count + yearPosition
        if columns[chunk] == nil { columns[chunk] = ColumnBuilder(count: table.count) }
        columns[chunk]?.set(cell, at: unit.position)
      }
      claims += reading.claims.map { ClaimTable.Entry(unit: unit, year: year, claim: $0) }
      unrecognised += reading.unrecognised.map { row in
        UnrecognisedRow(
          unit: unit, year: year, label: row.label, measure: row.measure, text: row.text,
          value: row.value, place: row.place)
      }
    }
    let panel = Panel(
      catalog: catalog, regions: regions, units: table, years: years,
      reports: ReportTable(
        reports: reports, unitCount: table.count, positions: positions.mapValues { Vector($0) }),
      unrecognised: unrecognised, claims: ClaimTable(claims), columns: columns.map { $0?.column })
    return (panel, superseded)
  }

  /// A row beside the form's as a cell of its own indicator.
  private struct LocalCell {
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

  /// The rows of a report on a known form that the form does not have; of one label the first.
  private static func localCells(of reading: ReportReading) -> [LocalCell] {
    guard reading.edition != nil else { return [] }
    var seen: Set<IndicatorID> = []
    return reading.unrecognised.compactMap { row in
      guard row.value != nil, let local = LocalIndicator(label: row.label, measure: row.measure),
        seen.insert(local.id).inserted
      else { return nil }
      return LocalCell(indicator: local, row: row)
    }
  }

  private struct Slot: Hashable {
    let unit: UnitIndex
    let year: Year
  }

  private func chooseReadings(_ table: UnitTable) -> (
    chosen: [(unit: UnitIndex, year: Year, reading: ReportReading)], superseded: [SupersededReading]
  ) {
    var slots: [Slot: Int] = [:]
    var losers: [(loser: Int, slot: Slot)] = []
    for (position, entry) in readings.enumerated() {
      guard let unit = table.index(of: entry.unit.key) else { continue }
      let slot = Slot(unit: unit, year: entry.year)
      guard let holder = slots[slot] else {
        slots[slot] = position
        continue
      }
      let isBetter = Self.rank(entry.reading) >= Self.rank(readings[holder].reading)
      slots[slot] = isBetter ? position : holder
      losers.append((isBetter ? holder : position, slot))
    }
    let superseded = losers.compactMap { loser, slot in
      slots[slot].map { winner in
        SupersededReading(
          (readings[loser].reading, readings[loser].position),
          by: (readings[winner].reading, readings[winner].position), unit: slot.unit,
          year: slot.year)
      }
    }
    let chosen = slots.map { slot, position in (slot.unit, slot.year, readings[position].reading) }
      .sorted { ($0.1, $0.0) < ($1.1, $1.0) }
    return (chosen, superseded)
  }

  /// What decides between two readings of one unit and year: a correction, then the figures.
  private static func rank(_ reading: ReportReading) -> (Int, Int) {
    (reading.isCorrection ? 1 : 0, reading.figureCount)
  }
}

/// A column that is being filled cell by cell.
private struct ColumnBuilder {
  private var values: [Double]
  private var marks: [UInt8]
  private var places: [UInt32]

  init(count: Int) {
    values = Array(repeating: .nan, count: count)
    marks = Array(repeating: CellMark.absent.byte, count: count)
    places = Array(repeating: Place.unknown.packed, count: count)
  }

  mutating func set(_ cell: ReadCell, at position: Int) {
    values[position] = cell.mark.status.hasValue ? cell.value ?? .nan : .nan
    marks[position] = cell.mark.byte
    places[position] = cell.place.packed
  }

  var column: Column {
    Column(
      values: Vector(values), marks: Vector(marks),
      places: places.contains { $0 != Place.unknown.packed } ? Vector(places) : nil)
  }
}
