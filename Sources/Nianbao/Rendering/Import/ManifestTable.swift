/// The reports of an import whose unit or year a person should state, in the form of a manifest: fill
/// in `unit` and `year`, and hand it to the next import.
public struct ManifestTable: TableSource {
  private let result: ImportResult

  /// The manifest to fill in for an import.
  public init(_ result: ImportResult) { self.result = result }

  /// The columns.
  public var headings: [TableHeading] {
    [
      .text("file", zh: "文件", en: "File"), .text("unit", zh: "单位", en: "Unit"),
      .number("year", zh: "年度", en: "Year"),
      .text("printed", zh: "识别的名称", en: "Printed name"),
      .text("candidates", zh: "可能的单位", en: "Candidates"),
    ]
  }

  /// Hands the reports that need a statement to a sink, in the order of the files.
  public func write(to sink: inout some RowSink) {
    for reading in result.readings where reading.needsStatement {
      sink.text(reading.path)
      sink.text("")
      sink.number(reading.year.map { Double($0.number) })
      sink.text(reading.unitName)
      let named = reading.candidates.map { candidate in
        let path = candidate.region.map { result.panel.regions.path(to: $0).joined() } ?? ""
        return "\(candidate.code) \(path)\(candidate.kind == .department ? candidate.name : "")"
      }
      sink.text(named.joined(separator: "; "))
      sink.endRow()
    }
  }
}
