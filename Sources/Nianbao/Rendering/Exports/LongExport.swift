/// The panel with one row a cell: the shape that scripts rely on.
///
/// Every report has a row for each figure of its form, whatever its status; cells that its form does
/// not have are left out.
public struct LongExport: TableSource {
  private let excerpt: PanelExcerpt

  /// A long export of an excerpt.
  public init(_ excerpt: PanelExcerpt) { self.excerpt = excerpt }

  /// The columns.
  public var headings: [TableHeading] {
    [
      .text("unit", zh: "单位", en: "Unit"), .text("unit_code", zh: "单位代码", en: "Unit code"),
      .number("year", zh: "年度", en: "Year"), .text("edition", zh: "表式", en: "Edition"),
      .text("indicator", zh: "指标", en: "Indicator"), .text("label", zh: "指标名称", en: "Label"),
      .text("measure", zh: "计量单位", en: "Measure"), .number("value", zh: "数值", en: "Value"),
      .text("status", zh: "状态", en: "Status"), .text("file", zh: "文件", en: "File"),
      .text("line", zh: "行", en: "Line"),
    ]
  }

  /// Hands all cells to a sink, unit by unit, year by year, in the order of the form.
  public func write(to sink: inout some RowSink) {
    let panel = excerpt.panel
    for unit in panel.units.indices {
      let (name, code) = (panel.units[unit].name, panel.units[unit].code)
      for year in excerpt.years {
        guard let report = panel.reports.report(of: unit, in: year) else { continue }
        for indicator in excerpt.indicators {
          let column = panel.column(indicator, year)
          let mark = panel.mark(indicator, year, unit)
          guard mark.status != .notApplicable else { continue }
          let entry = panel.catalog[indicator]
          sink.text(name)
          sink.text(code)
          sink.number(year.number)
          sink.text(report.edition?.name ?? "")
          sink.text(entry.id.name)
          sink.text(entry.label)
          sink.text(entry.measure.name)
          sink.number(column?.value(unit), as: entry.style(mark))
          sink.text(mark.status.name)
          sink.text(report.file)
          sink.text(column?.place(unit).description ?? "")
          sink.endRow()
        }
      }
    }
  }
}
