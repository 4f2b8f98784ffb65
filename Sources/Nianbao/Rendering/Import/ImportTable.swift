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
    ]
  }

  /// Hands the reports to a sink in the order of the files.
  public func write(to sink: inout some RowSink) {
    for reading in result.readings {
      sink.text(reading.file)
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
      sink.endRow()
    }
  }
}

/// What a reader should know about the files of an import, one row a note.
public struct ImportNotesTable: TableSource {
  private let result: ImportResult
  private let language: Language

  /// The table of an import's notes in a language.
  public init(_ result: ImportResult, language: Language) {
    self.result = result
    self.language = language
  }

  /// The columns.
  public var headings: [TableHeading] {
    [
      .text("file", zh: "文件", en: "File"), .text("line", zh: "行", en: "Line"),
      .text("kind", zh: "类别", en: "Kind"), .text("message", zh: "说明", en: "Message"),
    ]
  }

  /// Hands the notes to a sink in the order of the files.
  public func write(to sink: inout some RowSink) {
    for reading in result.readings {
      for note in reading.notes {
        sink.text(reading.file)
        sink.text(note.place.description)
        sink.text(note.kind.rawValue)
        sink.text(note.message[language])
        sink.endRow()
      }
    }
  }
}

/// Which units have a report for which year: one row a unit, one column a year with the number of
/// figures read.
public struct CoverageTable: TableSource {
  private let panel: Panel

  /// The coverage of a panel.
  public init(_ panel: Panel) { self.panel = panel }

  /// The columns.
  public var headings: [TableHeading] {
    [.text("unit", zh: "单位", en: "Unit"), .text("unit_code", zh: "单位代码", en: "Unit code")]
      + panel.years.map { .number("\($0)", zh: "\($0)年", en: "\($0)") }
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
