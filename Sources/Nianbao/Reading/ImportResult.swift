/// What an import made of some files: the panel, and an account of everything on the way to it.
public struct ImportResult: Sendable {
  /// The figures of all reports that have a unit and a year.
  public let panel: Panel
  /// One entry a report, in the order of the files.
  public let readings: ReadingSummaries
  /// Files and lines that could not be read, in the order of the files.
  public let failures: [ReadingError]
  /// Reports whose unit and year another report fills.
  public let superseded: [SupersededReading]
  /// Files in folders that were passed over because of their name's end.
  public let skipped: [String]
}

extension ImportResult {
  /// What a user should know before trusting results: how many reports lack rows or have cells that
  /// were not read as printed; nil where there is nothing to say.
  public var remarks: LocalizedText? {
    let concerns = readings.concerns
    let parts: [(count: Int, text: LocalizedText)] = [
      (concerns.unclear, LocalizedText(zh: "单位不明确", en: "have an ambiguous unit")),
      (concerns.lackingRows, LocalizedText(zh: "缺行", en: "lack rows")),
      (concerns.unreadable, LocalizedText(zh: "有无法识别的数字", en: "have unreadable cells")),
      (concerns.unknownRows, LocalizedText(zh: "有未知行", en: "have unknown rows")),
      (concerns.nearMatches, LocalizedText(zh: "有近似匹配的行", en: "have near matches")),
      (superseded.count, LocalizedText(zh: "重复", en: "are duplicates")),
    ].filter { $0.count > 0 }
    guard !parts.isEmpty else { return nil }
    let zh = parts.map { "\($0.count) 份\($0.text.chinese)" }.joined(separator: "，")
    let en = parts.map { "\($0.count) \($0.text.english)" }.joined(separator: ", ")
    return LocalizedText(
      zh: "nianbao: 报告中 \(zh)；用 nianbao import … --account notes 查看",
      en: "nianbao: of the reports \(en); nianbao import … --account notes tells more")
  }
}

/// What was read from one report, in figures.
public struct ReadingSummary: Sendable, Hashable {
  /// The file, by the path it was given by.
  public let file: String
  /// The part of the file, such as a workbook's sheet; empty for all of it.
  public let part: String
  /// The format of the file.
  public let format: ReportFormat
  /// The unit's name as recognised; nil where none was found.
  public let unitName: String?
  /// The units it can be; one where it is certain.
  public let candidates: [Unit]
  /// The year; nil where none was found.
  public let year: Year?
  /// The issue of the form; nil where no table of a known one was found.
  public let edition: EditionID?
  /// How the file's bytes stand for text; nil for formats that say so themselves.
  public let encoding: TextEncoding?
  /// Cells with a figure.
  public let read: Int
  /// Cells among them whose borders were lost and that the form's relations gave back.
  public let recovered: Int
  /// Cells that are printed blank.
  public let blank: Int
  /// Cells whose text is no number.
  public let unreadable: Int
  /// Rows of the form that the report lacks; a province's own rows count where it prints any.
  public let absent: Int
  /// Rows matched although their label differs.
  public let nearMatches: Int
  /// Printed figures that no form has a row for.
  public let unknownRows: Int
  /// The figures that the prose states.
  public let claims: [Claim]
  /// Whether the report has the unit and year that a place in the panel needs.
  public let isPlaced: Bool
  /// Whether another report of the unit and year stands in the panel.
  public internal(set) var isSuperseded = false
  /// What else there is to know, in the file's order.
  public internal(set) var notes: [ReadingNote]

  /// The file, with `/` and the sheet where it is one of a workbook: the path for a manifest.
  public var path: String { part.isEmpty ? file : "\(file)/\(part)" }

  /// What became of the report.
  public enum Outcome: String, Sendable, CaseIterable {
    /// Its figures stand in the panel.
    case used
    /// Another report of its unit and year stands in the panel.
    case superseded
    /// It has no unit or no year.
    case unplaced
  }

  /// What became of the report.
  public var outcome: Outcome {
    guard isPlaced else { return .unplaced }
    return isSuperseded ? .superseded : .used
  }

  /// Whether a person should say which unit or year is meant: none was found, or the name may mean
  /// several units.
  public var needsStatement: Bool { !isPlaced || candidates.count > 1 }

  /// The account of a reading.
  init(
    _ reading: ReportReading, format: ReportFormat, encoding: TextEncoding?, catalog: Catalog,
    isPlaced: Bool
  ) {
    file = reading.file
    part = reading.part
    self.format = format
    claims = reading.claims
    recovered = reading.cells.count { $0.mark.status == .recovered }
    unitName = reading.subject.name
    candidates = reading.subject.candidates
    year = reading.year
    edition = reading.edition
    self.encoding = encoding
    read = reading.cells.count { $0.mark.status.hasValue }
    blank = reading.cells.count { $0.mark.status == .blank }
    unreadable = reading.cells.count { $0.mark.status == .unreadable }
    var isFound = [Bool](repeating: false, count: catalog.indicators.count)
    var scopes: Set<RegionCode> = []
    for cell in reading.cells {
      isFound[cell.indicator.position] = true
      if let scope = catalog[cell.indicator].scope { scopes.insert(scope) }
    }
    absent =
      reading.edition.flatMap { catalog.edition($0) }?.indicators.count { indicator in
        !isFound[indicator.position] && (catalog[indicator].scope.map(scopes.contains) ?? true)
      } ?? 0
    nearMatches = reading.notes.count { $0.kind == .nearMatch }
    unknownRows = reading.unrecognised.count
    self.isPlaced = isPlaced
    notes = reading.notes
  }

  /// The account of a report of a batch.
  init(
    _ batch: ReportBatch, _ report: Int, _ tally: BatchTally, encoding: TextEncoding?,
    format: ReportFormat
  ) {
    let subject = batch.subjects[Int(batch.reports.subjects[report])]
    file = batch.file(report)
    part = ""
    self.format = format
    unitName = subject.name
    candidates = subject.candidates
    year = batch.year(report)
    edition = batch.edition(report)
    self.encoding = encoding
    read = Int(tally.read[report])
    recovered = Int(tally.recovered[report])
    blank = Int(tally.blank[report])
    unreadable = Int(tally.unreadable[report])
    absent = Int(tally.absent[report])
    nearMatches = 0
    unknownRows = batch.unrecognised[Int32(report)]?.count ?? 0
    claims = []
    isPlaced = true
    notes = batch.notes[Int32(report)] ?? []
  }
}
