/// Reads the bytes of one file into readings: one for a report, many for an exported panel.
struct ReportReader: Sendable {
  let catalog: Catalog
  private let headings: HeadingWords
  let subjects: SubjectRecogniser
  private let tables: TableRecogniser
  private let outlines: OutlineRecogniser
  private let claims: ClaimReader
  private let delimited: DelimitedReader
  private let corrections: CorrectionWords
  private let measures: Set<String>

  /// A reader with the vocabulary that ships in the binary.
  ///
  /// - Throws: `CatalogError` where a data file has a mistake.
  init(catalog: Catalog, regions: RegionTree, history: RegionHistory) throws(CatalogError) {
    self.catalog = catalog
    headings = try HeadingWords(file: .required("reading/headings.tsv"))
    subjects = try SubjectRecogniser(
      patterns: .required("reading/subjects.tsv"),
      names: BodyNames(file: .required("reading/names.tsv")),
      regions: RegionNames(tree: regions, history: history))
    tables = TableRecogniser(catalog: catalog)
    outlines = OutlineRecogniser(catalog: catalog, tables: tables)
    delimited = DelimitedReader(
      catalog: catalog, history: history, cells: tables.reader, subjects: subjects)
    claims = ClaimReader(
      patterns: try ClaimPatterns(file: .required("reading/claims.tsv"), catalog: catalog),
      catalog: catalog)
    corrections = try CorrectionWords(file: .required("reading/corrections.tsv"))
    measures = Set(catalog.measures.keys)
  }

  /// What one file holds.
  struct FileReading: Sendable {
    /// The reports in the file, those of exported panels in batches.
    var contents: [Content]
    /// The format of the file, before it was converted.
    var format = ReportFormat.text
    /// How the bytes stand for text; nil for formats that say so themselves.
    var encoding: TextEncoding?
    /// Lines that could not be read.
    var failures: [ReadingError]

    enum Content: Sendable {
      case report(ReportReading)
      case batch(ReportBatch)
    }

    init(_ contents: [Content], encoding: TextEncoding? = nil, failures: [ReadingError] = []) {
      self.contents = contents
      self.encoding = encoding
      self.failures = failures
    }

    /// What a file holds that is an exported panel.
    init(_ panel: DelimitedReader.Panel, encoding: TextEncoding?) {
      self.init([.batch(panel.batch)], encoding: encoding, failures: panel.failures)
    }

    /// Adds a note in front of those of the first report.
    mutating func prepend(_ note: ReadingNote) {
      guard let first = contents.first else { return }
      switch first {
      case .report(var reading):
        reading.notes.insert(note, at: 0)
        contents[0] = .report(reading)
      case .batch(var batch) where batch.count > 0:
        batch.notes[0, default: []].insert(note, at: 0)
        contents[0] = .batch(batch)
      case .batch: break
      }
    }

    /// All reports in the file with everything that was read of them.
    var readings: [ReportReading] {
      contents.flatMap { content in
        switch content {
        case .report(let reading): [reading]
        case .batch(let batch): batch.readings
        }
      }
    }
  }

  /// Reads a file that is an exported panel without taking it into memory; nil where it is none, or
  /// its bytes must be looked at as a whole.
  ///
  /// - Throws: Where its heading cannot be used.
  func readPanel(path: String, lineLimit: Int) throws(ReadingError) -> FileReading? {
    try delimited.read(file: path, lineLimit: lineLimit).map { FileReading($0, encoding: .utf8) }
  }

  /// Reads a file's bytes.
  ///
  /// - Parameter format: The format of the bytes; a PDF or an older Office file must have been
  ///   converted before.
  /// - Parameter stated: What a person says of the file and its sheets.
  /// - Throws: Where nothing of the file can be read.
  func read(
    _ bytes: [UInt8], path: String, lineLimit: Int, format: ReportFormat = .text,
    stated: ResolvedStatements = .init()
  ) throws(ReadingError) -> FileReading {
    switch format {
    case .docx:
      return try read(WordDocument.read(bytes, path: path), path: path, stated)
    case .xlsx:
      return try read(WorkbookDocument.read(bytes, path: path), path: path, stated)
    case .text, .html, .pdf, .doc, .office:
      let isPage = format == .html
      let text = try DecodedText(bytes, path: path, lineLimit: lineLimit, isPage: isPage)
      var result: FileReading
      if !isPage, let exported = try delimited.read(text, path: path) {
        result = FileReading(exported, encoding: text.encoding)
      } else {
        result =
          isPage
          ? try read(WebPage.read(text.bytes, path: path), path: path, stated)
          : FileReading([.report(recognise(TextDocument.read(text), path: path, stated: stated))])
        result.encoding = text.encoding
      }
      if !text.undecodableLines.isEmpty {
        result.prepend(.undecodable(text.undecodableLines, encoding: text.encoding))
      }
      return result
    }
  }

  /// Reads a document: an exported panel where its first table is one, else a report.
  private func read(_ document: Document, path: String, _ stated: ResolvedStatements)
    throws(ReadingError) -> FileReading
  {
    for case .table(let rows) in document.blocks {
      if let exported = try delimited.read(rows, path: path) {
        return FileReading(exported, encoding: nil)
      }
      break
    }
    return FileReading([.report(recognise(document, path: path, stated: stated))])
  }

  /// Reads a workbook: each sheet with a form of its own is a report, or all sheets are one.
  private func read(
    _ sheets: [WorkbookDocument.Sheet], path: String, _ stated: ResolvedStatements
  ) throws(ReadingError) -> FileReading {
    var result = FileReading([])
    for sheet in sheets {
      for case .table(let rows) in sheet.document.blocks {
        guard let exported = try delimited.read(rows, path: path) else { continue }
        if exported.batch.count > 0 { result.contents.append(.batch(exported.batch)) }
        result.failures += exported.failures
      }
    }
    if !result.contents.isEmpty || !result.failures.isEmpty { return result }
    let separate = sheets.map {
      recognise($0.document, path: path, part: $0.name, stated: stated)
    }
    .filter { $0.edition != nil }
    if separate.count > 1 {
      result.contents = separate.map { .report($0) }
    } else {
      let whole = Document(
        blocks: sheets.flatMap { $0.document.blocks }, notes: sheets.flatMap { $0.document.notes })
      result.contents = [
        .report(
          recognise(
            whole, path: path, part: sheets.count == 1 ? sheets[0].name : "", stated: stated))
      ]
    }
    return result
  }

  /// The document that a file's bytes make.
  func document(
    _ bytes: [UInt8], path: String, format: ReportFormat,
    lineLimit: Int = DecodedText.lineLimit
  ) throws(ReadingError) -> Document {
    switch format {
    case .docx: return try WordDocument.read(bytes, path: path)
    case .xlsx:
      let sheets = try WorkbookDocument.read(bytes, path: path)
      return Document(blocks: sheets.flatMap { $0.document.blocks })
    case .html:
      let text = try DecodedText(bytes, path: path, lineLimit: lineLimit, isPage: true)
      return try WebPage.read(text.bytes, path: path)
    case .text, .pdf, .doc, .office:
      return TextDocument.read(try DecodedText(bytes, path: path, lineLimit: lineLimit))
    }
  }

  /// The reading of a document.
  ///
  /// - Parameter part: The name of the part of the file that the document is, such as a sheet's.
  func recognise(
    _ document: Document, path: String, part: String = "", stated: ResolvedStatements = .init()
  ) -> ReportReading {
    var reading = ReportReading(file: path)
    reading.part = part
    reading.notes = document.notes
    let printed = printedTables(document)
    reading.isCorrection = corrections.isCorrection(printed.texts, path: path)
    subjects.recognise(
      printed.texts, path: part.isEmpty ? path : "\(path)/\(part)",
      stated: stated.statement(for: path, sheet: part), into: &reading)
    if !tables.recognise(printed.rows, into: &reading),
      !outlines.recognise(document, into: &reading)
    {
      tables.keepAll(printed.rows, in: &reading)
    }
    reading.claims = claims.claims(
      in: printed.texts, year: reading.year, edition: reading.edition)
    fillFreeForm(&reading)
    noteForm(into: &reading)
    reading.sortByPlace()
    return reading
  }

  /// Cuts what the years beside a report settle of its flattened tables.
  func settleAcrossYears(_ readings: inout [ReportReading]) {
    CarriedFigures(catalog: catalog, relations: outlines.relations).settle(&readings)
  }

  /// The rows of a document's tables, and the text around them.
  func printedTables(_ document: Document) -> PrintedTables {
    let forms = tables.forms
    return PrintedTables(document, headings: headings, measures: measures) { text in
      guard text.utf8.count <= 1600 else { return false }
      let key = LabelKey(text)
      return forms.contains { $0.labels.contains(key) }
    }
  }

  /// Before the first national form the text alone states most figures: exact claims fill the cells
  /// that the form of 2014 has for them.
  private func fillFreeForm(_ reading: inout ReportReading) {
    guard let year = reading.year, let first = catalog.editions.first, year < first.years.lowerBound
    else { return }
    var filled = Set(reading.cells.map(\.indicator))
    for claim in reading.claims
    where claim.precision == .exact && !claim.isShare && filled.insert(claim.indicator).inserted {
      reading.cells.append(
        ReadCell(
          indicator: claim.indicator, value: claim.value, mark: CellMark(.fromText),
          place: claim.place, text: claim.text))
    }
    reading.cells.sort { $0.indicator < $1.indicator }
  }

  /// Says where no form was found, or one of other years.
  private func noteForm(into reading: inout ReportReading) {
    guard let id = reading.edition, let edition = catalog.edition(id) else {
      if !reading.cells.isEmpty { return }
      let years = catalog.editions.map(\.id.name).joined(separator: "、")
      reading.notes.append(
        ReadingNote(
          kind: .unclearSubject, place: .unknown,
          message: LocalizedText(
            zh: "没有找到已知版式(\(years))的统计表；请检查文件中有没有表格、表格行是否完整。",
            en: "no statistics table of a known edition (\(years)) was found; check that the file "
              + "has the table, with whole rows.")))
      return
    }
    guard let year = reading.year, !edition.years.contains(year) else { return }
    let range = "\(edition.years.lowerBound)–\(edition.years.upperBound)"
    reading.notes.append(
      ReadingNote(
        kind: .contradiction, place: .unknown,
        message: LocalizedText(
          zh: "报告年份是 \(year)，表格却是 \(id) 年版(用于 \(range) 年)；请核对年份。",
          en:
            "the report's year is \(year), but its table is of edition \(id), issued for \(range); "
            + "check the year.")))
  }
}

extension ReadingNote {
  /// Lines with bytes that stand for nothing.
  fileprivate static func undecodable(_ lines: [Int], encoding: TextEncoding) -> ReadingNote {
    let listed = lines.prefix(5).map(String.init).joined(separator: ", ")
    let more = lines.count > 5
    return ReadingNote(
      kind: .encoding, place: .line(lines[0]),
      message: LocalizedText(
        zh: "按 \(encoding.rawValue) 读取，第 \(listed) \(more ? "等 \(lines.count) " : "")行有无法解码的字节，"
          + "以“\u{FFFD}”代替；请用原编码重新保存。",
        en:
          "read as \(encoding.rawValue); \(lines.count) lines (\(listed)\(more ? ", …" : "")) have "
          + "bytes that stand for nothing, shown as ‘\u{FFFD}’; save the file again."))
  }
}
