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
        sink.text(reading.path)
        sink.text(note.place.description)
        sink.text(note.kind.rawValue)
        sink.text(note.message[language])
        sink.endRow()
      }
    }
  }
}
