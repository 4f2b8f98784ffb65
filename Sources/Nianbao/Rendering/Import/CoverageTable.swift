/// Which units have a report for which year: one row a unit, one column a year with the number of
/// figures read.
public struct CoverageTable: TableSource {
  private let panel: Panel

  /// The coverage of a panel.
  public init(_ panel: Panel) { self.panel = panel }

  /// The columns.
  public var headings: [TableHeading] {
    [.text("unit", zh: "单位", en: "Unit"), .text("unit_code", zh: "单位代码", en: "Unit code")]
      + panel.years.map { .number("\($0)", zh: "\($0)年", en: "\($0)").emphasised(.gap) }
  }

  /// Hands the units to a sink in the order of the panel; an empty cell is a missing report.
  public func write(to sink: inout some RowSink) {
    let indicators = panel.presentIndicators
    for unit in panel.units.indices {
      sink.text(panel.units[unit].name)
      sink.text(panel.units[unit].code)
      for year in panel.years {
        guard panel.reports.position(of: unit, in: year) != nil else {
          sink.null()
          continue
        }
        sink.number(indicators.count { panel.value($0, year, unit) != nil })
      }
      sink.endRow()
    }
  }
}
