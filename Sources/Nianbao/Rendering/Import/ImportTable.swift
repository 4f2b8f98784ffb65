/// The account of an import as a table: one row a report.
public struct ImportTable: TableSource {
  private let result: ImportResult

  /// The table of an import.
  public init(_ result: ImportResult) { self.result = result }

  /// The columns.
  public var headings: [TableHeading] {
    [
      .text("file", zh: "文件", en: "File"), .text("unit", zh: "单位", en: "Unit"),
      .text("unit_code", zh: "单位代码", en: "Unit code"), .number("year", zh: "年度", en: "Year"),
      .text("edition", zh: "表式", en: "Edition"), .text("encoding", zh: "编码", en: "Encoding"),
      .number("read", zh: "已读", en: "Read"), .number("blank", zh: "空白", en: "Blank"),
      .number("unreadable", zh: "无法识别", en: "Unreadable"),
      .number("missing", zh: "缺行", en: "Missing rows"),
      .number("unknown", zh: "未知行", en: "Unknown rows"),
      .number("near", zh: "近似匹配", en: "Near matches"),
      .number("recovered", zh: "推断", en: "Recovered"),
      .number("claims", zh: "正文数字", en: "Claims"),
      .text("format", zh: "格式", en: "Format"), .text("outcome", zh: "采用", en: "Outcome"),
    ]
  }

  /// Hands the reports to a sink in the order of the files.
  public func write(to sink: inout some RowSink) {
    for reading in result.readings {
      sink.text(reading.path)
      sink.text(reading.unitName)
      sink.text(reading.candidates.count == 1 ? reading.candidates[0].code : nil)
      sink.number(reading.year.map { Double($0.number) })
      sink.text(reading.edition?.name)
      sink.text(reading.encoding?.rawValue)
      sink.number(reading.read)
      sink.number(reading.blank)
      sink.number(reading.unreadable)
      sink.number(reading.absent)
      sink.number(reading.unknownRows)
      sink.number(reading.nearMatches)
      sink.number(reading.recovered)
      sink.number(reading.claims.count)
      sink.text(reading.format.rawValue)
      sink.text(reading.outcome.rawValue)
      sink.endRow()
    }
  }
}
