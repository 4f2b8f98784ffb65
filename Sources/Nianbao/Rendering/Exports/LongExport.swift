/// The panel with one row a cell: the shape that scripts rely on.
///
/// Every report has a row for each figure of its form, whatever its status; cells that its form does
/// not have are left out.
public struct LongExport: PartedTableSource {
  private let excerpt: PanelExcerpt
  /// For each indicator its id, label and unit of measure.
  private let names: [FixedCells]

  /// A long export of an excerpt.
  public init(_ excerpt: PanelExcerpt) {
    self.excerpt = excerpt
    names = excerpt.indicators.map { indicator in
      let entry = excerpt.panel.catalog[indicator]
      return FixedCells([.text(entry.id.name), .text(entry.label), .text(entry.measure.name)])
    }
  }

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

  /// Parts of the units.
  public var partCount: Int { excerpt.partCount }

  /// Hands the cells of a part to a sink, unit by unit, year by year, in the order of the form.
  public func write(part: Int, to sink: inout some RowSink) {
    let panel = excerpt.panel
    let units = excerpt.units(ofPart: part)
    let years = excerpt.years.indices.map { excerpt.cells(of: units, year: $0) }
    for (offset, place) in units.enumerated() {
      let unit = UnitIndex(place)
      let entry = panel.units[unit]
      for (number, year) in excerpt.years.enumerated() {
        guard let report = panel.reports.report(of: unit, in: year) else { continue }
        let head = FixedCells([
          .text(entry.name), .text(entry.code), .number(year.number),
          .text(report.edition?.name ?? ""),
        ])
        // The statuses of the cells with the report's file, each made when it is first met.
        var tails = [FixedCells?](repeating: nil, count: CellStatus.allCases.count)
        for (position, indicator) in excerpt.indicators.enumerated() {
          let cell = offset * excerpt.indicators.count + position
          var mark = years[number].marks[cell]
          if mark.status == .absent { mark = panel.mark(indicator, year, unit) }
          guard mark.status != .notApplicable else { continue }
          sink.cells(head)
          sink.cells(names[position])
          excerpt.write(years[number].values[cell], mark, of: indicator, to: &sink)
          let status = Int(mark.status.rawValue)
          let tail =
            tails[status] ?? FixedCells([.text(mark.status.name), .text(report.file)])
          tails[status] = tail
          sink.cells(tail)
          sink.text(panel.place(indicator, year, unit).description)
          sink.endRow()
        }
      }
    }
  }
}
