/// The figures that the prose of an import's reports states, one row a claim.
public struct ClaimsTable: TableSource {
  private let result: ImportResult

  /// The table of an import's claims.
  public init(_ result: ImportResult) { self.result = result }

  /// The columns.
  public var headings: [TableHeading] {
    [
      .text("file", zh: "文件", en: "File"), .text("line", zh: "行", en: "Line"),
      .text("unit", zh: "单位", en: "Unit"), .number("year", zh: "年度", en: "Year"),
      .text("indicator", zh: "指标", en: "Indicator"), .text("label", zh: "指标名称", en: "Label"),
      .text("measure", zh: "计量单位", en: "Measure"), .number("value", zh: "正文数字", en: "Value"),
      .text("precision", zh: "精确程度", en: "Precision"),
      .number("cell", zh: "表中数字", en: "Table"), .text("text", zh: "原文", en: "Text"),
    ]
  }

  /// Hands the claims to a sink in the order of the files.
  public func write(to sink: inout some RowSink) {
    let panel = result.panel
    for reading in result.readings {
      let unit = Self.unit(of: reading, in: panel)
      for claim in reading.claims {
        let indicator = panel.catalog[claim.indicator]
        sink.text(reading.path)
        sink.text(claim.place.description)
        sink.text(reading.unitName)
        sink.number(reading.year.map { Double($0.number) })
        sink.text(indicator.id.name)
        sink.text(indicator.label)
        sink.text(claim.isShare ? "%" : indicator.measure.name)
        sink.number(claim.value)
        sink.text(claim.precision.name)
        sink.number(
          unit.flatMap { unit in
            reading.year.flatMap { panel.value(claim.indicator, $0, unit) }
          })
        sink.text(claim.text)
        sink.endRow()
      }
    }
  }

  private static func unit(of reading: ReadingSummary, in panel: Panel) -> UnitIndex? {
    guard reading.isPlaced, let name = reading.unitName else { return nil }
    let unit =
      reading.candidates.count == 1 ? reading.candidates[0] : Unit(name: name, region: nil)
    return panel.units.index(of: unit.key)
  }
}
