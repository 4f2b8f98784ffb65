/// The panel with one row a unit and year, one column an indicator.
public struct WideExport: TableSource {
  private let excerpt: PanelExcerpt

  /// A wide export of an excerpt.
  public init(_ excerpt: PanelExcerpt) { self.excerpt = excerpt }

  /// The columns: unit, code, year, edition, and the indicators by id.
  public var headings: [TableHeading] {
    [
      .text("unit", zh: "单位", en: "Unit"), .text("unit_code", zh: "单位代码", en: "Unit code"),
      .number("year", zh: "年度", en: "Year"), .text("edition", zh: "表式", en: "Edition"),
    ]
      + excerpt.indicators.map { indicator in
        let entry = excerpt.panel.catalog[indicator]
        // Labels that several rows have need the id beside them.
        let isUnique = excerpt.panel.catalog.indicators.count { $0.label == entry.label } == 1
        return .number(
          entry.id.name, zh: isUnique ? entry.label : "\(entry.label)（\(entry.id.name)）",
          en: entry.id.name)
      } + [.text("status", zh: "状态", en: "Status")]
  }

  /// Hands all reports to a sink, unit by unit, year by year.
  public func write(to sink: inout some RowSink) {
    let panel = excerpt.panel
    for unit in panel.units.indices {
      for year in excerpt.years {
        guard let report = panel.reports.report(of: unit, in: year) else { continue }
        sink.text(panel.units[unit].name)
        sink.text(panel.units[unit].code)
        sink.number(year.number)
        sink.text(report.edition?.name ?? "")
        var statuses: [String] = []
        for indicator in excerpt.indicators {
          let column = panel.column(indicator, year)
          sink.number(
            column?.value(unit),
            as: panel.catalog[indicator].style(column?.mark(unit) ?? .absent))
          let status = column?.mark(unit).status ?? .absent
          if status != .reported, status != .absent, status != .notApplicable {
            statuses.append("\(panel.catalog[indicator].id)=\(status.name)")
          }
        }
        sink.text(statuses.joined(separator: " "))
        sink.endRow()
      }
    }
  }
}
