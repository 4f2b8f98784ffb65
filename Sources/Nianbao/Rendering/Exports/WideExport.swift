/// The panel with one row a unit and year, one column an indicator.
public struct WideExport: PartedTableSource {
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

  /// Parts of the units.
  public var partCount: Int { excerpt.partCount }

  /// Hands the reports of a part to a sink, unit by unit, year by year.
  public func write(part: Int, to sink: inout some RowSink) {
    let panel = excerpt.panel
    let ids = excerpt.indicators.map { panel.catalog[$0].id.name }
    let units = excerpt.units(ofPart: part)
    let years = excerpt.years.indices.map { excerpt.cells(of: units, year: $0) }
    for (offset, position) in units.enumerated() {
      let unit = UnitIndex(position)
      let entry = panel.units[unit]
      let head = FixedCells([.text(entry.name), .text(entry.code)])
      for (number, year) in excerpt.years.enumerated() {
        guard let report = panel.reports.position(of: unit, in: year) else { continue }
        sink.cells(head)
        sink.number(year.number)
        sink.text(panel.reports.edition(report)?.name ?? "")
        var statuses = ""
        for column in ids.indices {
          let cell = offset * ids.count + column
          let mark = years[number].marks[cell]
          excerpt.write(
            years[number].values[cell], mark, of: excerpt.indicators[column], to: &sink)
          let status = mark.status
          if status != .reported, status != .absent, status != .notApplicable {
            statuses += "\(statuses.isEmpty ? "" : " ")\(ids[column])=\(status.name)"
          }
        }
        sink.text(statuses)
        sink.endRow()
      }
    }
  }
}

extension RowSink {
  /// Takes a figure as it was printed; NaN is null.
  mutating func figure(_ value: Double, decimals: Int) {
    if value.isNaN { null() } else { number(value, as: .printed(decimals: decimals)) }
  }
}
