import Vectors

/// The figures of many units over several years: unit × year × indicator.
///
/// A panel is columnar and chunked: for each (indicator, year) that occurs there is one contiguous
/// vector over the units. A roll-up is a segmented reduction of a column, a change the difference of
/// two columns, a rule a linear combination of columns, a ranking a sort of one. Chunks that do not
/// occur cost nothing. A panel never changes; operations make results or new panels.
public struct Panel: Sendable {
  /// What the columns mean.
  public let catalog: Catalog
  /// The regions that units lie in.
  public let regions: RegionTree
  /// The units, in the order of every column.
  public let units: UnitTable
  /// The years with at least one report, ascending.
  public let years: [Year]
  /// The reports that the figures come from.
  public let reports: ReportTable
  /// Printed rows with a figure that no edition has.
  public let unrecognised: [UnrecognisedRow]
  /// The figures that reports state in their prose.
  public let claims: ClaimTable
  /// What corrected cells had before.
  public let corrections: CorrectionTable
  /// The regions that lie elsewhere than their codes say, in some years or in all.
  public let parents: RegionParents
  /// The year whose boundaries all figures are on; nil for bodies as they reported.
  public let boundaryYear: Year?

  /// The chunks, indicator by indicator, within one indicator year by year.
  private let columns: [Column?]
  /// What must be said beside figures, as bits of `FigureNotes`, by the position of the chunk; empty
  /// for a panel of figures as reported.
  let notes: [Int: Vector<UInt16>]
  /// Indicators with figures by the crosswalk alone: found where they are asked for, not listed.
  let unlisted: Set<IndicatorIndex>

  /// A panel of columns.
  ///
  /// - Parameter columns: One entry for each indicator of the catalogue and year of `years`, years
  ///   running fastest; nil where no unit has the cell. Each as long as `units`.
  /// - Parameters:
  ///   - notes: The bits of `FigureNotes` beside the figures of some columns, by the column's position.
  ///   - unlisted: Indicators that are not among the present ones although they have a column.
  ///   - parents: The regions that lie elsewhere than their codes say.
  ///   - boundaryYear: The year whose boundaries all figures are on.
  package init(
    catalog: Catalog, regions: RegionTree, units: UnitTable, years: [Year], reports: ReportTable,
    unrecognised: [UnrecognisedRow], claims: ClaimTable = ClaimTable(),
    corrections: CorrectionTable = CorrectionTable(), columns: [Column?],
    notes: [Int: Vector<UInt16>] = [:], unlisted: Set<IndicatorIndex> = [],
    parents: RegionParents = RegionParents(), boundaryYear: Year? = nil
  ) {
    self.claims = claims
    self.corrections = corrections
    self.catalog = catalog
    self.regions = regions
    self.units = units
    self.years = years
    self.reports = reports
    self.unrecognised = unrecognised
    self.columns = columns
    self.notes = notes
    self.unlisted = unlisted
    self.parents = parents
    self.boundaryYear = boundaryYear
    checkInvariants()
  }

  /// The column of an indicator in a year, or nil where no unit has the cell. O(log years).
  public func column(_ indicator: IndicatorIndex, _ year: Year) -> Column? {
    guard let year = position(of: year) else { return nil }
    return columns[indicator.position * years.count + year]
  }

  /// What must be said beside an indicator's figures of a year, as bits of `FigureNotes`; nil where all
  /// are as reported. O(log years).
  public func notes(_ indicator: IndicatorIndex, _ year: Year) -> Vector<UInt16>? {
    guard hasNotes, let year = position(of: year) else { return nil }
    return notes[indicator.position * years.count + year]
  }

  /// Whether something must be said beside some figure. O(1).
  public var hasNotes: Bool { !notes.isEmpty }

  /// A column of an indicator in a year, and what must be said beside its figures.
  struct Chunk {
    let indicator: IndicatorIndex
    let year: Year
    let column: Column?
    let notes: Vector<UInt16>?
  }

  /// This panel with other columns for some (indicator, year), and what must be said beside them.
  ///
  /// - Complexity: Linear in the number of columns; no figure is copied.
  func replacing(_ chunks: [Chunk], unlisted further: Set<IndicatorIndex> = []) -> Panel {
    var (columns, notes) = (columns, notes)
    for chunk in chunks {
      guard let year = position(of: chunk.year) else { continue }
      let position = chunk.indicator.position * years.count + year
      columns[position] = chunk.column
      notes[position] = chunk.notes
    }
    return Panel(
      catalog: catalog, regions: regions, units: units, years: years, reports: reports,
      unrecognised: unrecognised, claims: claims, corrections: corrections, columns: columns,
      notes: notes, unlisted: unlisted.union(further), parents: parents,
      boundaryYear: boundaryYear)
  }

  /// The region of a level that a unit is or lies in, in a year; nil where it stands above the level or
  /// no region is known.
  public func region(of unit: UnitIndex, at level: RegionCode.Level, in year: Year) -> RegionCode? {
    units.region(of: unit).flatMap { parents.region($0, at: level, in: year) }
  }

  /// The position of a year in `years`, or nil where it has no report. O(log years).
  public func position(of year: Year) -> Int? {
    var low = 0
    var high = years.count
    while low < high {
      let middle = (low + high) / 2
      if years[middle] < year { low = middle + 1 } else { high = middle }
    }
    return low < years.count && years[low] == year ? low : nil
  }

  /// The figure of one cell, or nil where it is null. O(log years).
  public func value(_ indicator: IndicatorIndex, _ year: Year, _ unit: UnitIndex) -> Double? {
    column(indicator, year)?.value(unit)
  }

  /// Status and printed decimals of one cell. O(log years).
  ///
  /// A cell of a report whose form does not have the row is `notApplicable`.
  public func mark(_ indicator: IndicatorIndex, _ year: Year, _ unit: UnitIndex) -> CellMark {
    let mark = column(indicator, year)?.mark(unit) ?? .absent
    guard mark.status == .absent, let report = reports.report(of: unit, in: year) else {
      return mark
    }
    return isOnForm(indicator, of: report, unit: unit) ? mark : CellMark(.notApplicable)
  }

  /// Where a figure was read. O(log years).
  public func place(_ indicator: IndicatorIndex, _ year: Year, _ unit: UnitIndex) -> Place {
    column(indicator, year)?.place(unit) ?? .unknown
  }

  /// Whether the form of a report has a row: its edition prints it, and the unit is in its scope.
  public func isOnForm(_ indicator: IndicatorIndex, of report: Report, unit: UnitIndex) -> Bool {
    guard let edition = report.edition, let form = catalog.edition(edition),
      form.contains(indicator)
    else { return false }
    guard let scope = catalog[indicator].scope else { return true }
    return units[unit].region.map(scope.contains) ?? false
  }

  /// The indicators with a column in some year, in the order of the catalogue; without those that only
  /// the crosswalk gives figures.
  public var presentIndicators: [IndicatorIndex] {
    catalog.indicators.indices.lazy.map { IndicatorIndex($0) }.filter { indicator in
      !unlisted.contains(indicator)
        && years.indices.contains { columns[indicator.position * years.count + $0] != nil }
    }
  }
}
