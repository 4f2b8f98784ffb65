/// In how many places of a report a slip of each kind can happen: a slip that can happen anywhere is
/// unlikely in any one place, and one that only few places give occasion for is likelier there.
struct SlipPlaces: Sendable {
  /// Figures other than 0.
  var figures = 1.0
  /// Those of two digits and more.
  var long = 1.0
  /// Figures that differ from those of the year before, where that has one.
  var copied = 1.0
  /// Totals with a part above 0, each as often as it is one.
  var totals = 1.0
  /// The parts above 0 of such totals.
  var parts = 1.0
  /// Neighbouring rows with different figures.
  var neighbours = 1.0

  /// How often, of the times that a slip happens, it happens in a certain place.
  func share(of slip: Slip) -> Double {
    switch slip {
    case .digitsSwapped, .digitDropped: 1 / long
    case .digitAdded, .digitMistyped, .factor, .sign, .notFilledIn, .unexplained: 1 / figures
    case .lastYear: 1 / copied
    case .totalNotUpdated: 1 / totals
    case .partCountedTwice, .partLeftOut: 1 / parts
    case .rowsSwapped: 1 / neighbours
    // Runs of three to eight rows, in both directions, that have figures to shift.
    case .rowsShifted: 1 / (12 * figures)
    case .tableAlone, .textAlone, .textToo: 1
    }
  }
}

/// The report of a unit for a year.
struct RecordReport: Hashable {
  let unit: UnitIndex
  let year: Year

  /// A figure of its table.
  func cell(_ indicator: IndicatorIndex) -> RecordCell {
    RecordCell(unit: unit, indicator: indicator, year: year)
  }
}

extension RecordCell {
  /// The report that the figure is of.
  var report: RecordReport { RecordReport(unit: unit, year: year) }
}

extension LocalisationContext {
  /// The places of a report. O(figures of the form).
  func slipPlaces(_ report: RecordReport) -> SlipPlaces {
    var places = SlipPlaces()
    guard let form = form(of: report) else { return places }
    func figure(_ indicator: IndicatorIndex, _ year: Year) -> Double? {
      value(RecordCell(unit: report.unit, indicator: indicator, year: year))
    }
    func isPositive(_ cell: RecordCell) -> Bool { value(cell) ?? 0 > 0 }
    var (figures, long, copied, totals, parts, neighbours) = (0, 0, 0, 0, 0, 0)
    for indicator in form.indicators {
      guard let own = figure(indicator, report.year) else { continue }
      if own != 0 { figures += 1 }
      if abs(own) >= 10 { long += 1 }
      if let before = figure(indicator, report.year.previous), before != 0, before != own {
        copied += 1
      }
      for group in groupsOfParts(report.cell(indicator)) {
        let counted = group.count(where: isPositive)
        totals += counted > 0 ? 1 : 0
        parts += counted
      }
    }
    for run in form.sequences.runs {
      var last: Double?
      for indicator in run {
        let own = figure(indicator, report.year)
        if let last, let own, last != own { neighbours += 1 }
        last = own
      }
    }
    places.figures = max(1, Double(figures))
    places.long = max(1, Double(long))
    places.copied = max(1, Double(copied))
    places.totals = max(1, Double(totals))
    places.parts = max(1, Double(parts))
    places.neighbours = max(1, Double(neighbours))
    return places
  }

  /// The figures that add up to one, group by group: those of the form, and those of the units below
  /// where a rule adds them up.
  func groupsOfParts(_ cell: RecordCell) -> [[RecordCell]] {
    var groups: [[RecordCell]] = []
    if reliability.isTotal(cell.indicator), let form = form(of: cell.report) {
      groups = form.parts(of: cell.indicator).map { parts in parts.map(cell.report.cell) }
    }
    if isSummedBelow(cell.indicator), let below = figures.unitsBelow {
      let units = below.units(below: cell.unit)
      if !units.isEmpty { groups.append(units.map { cell.of($0) }) }
    }
    return groups
  }
}
