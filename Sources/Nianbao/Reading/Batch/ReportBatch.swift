/// Many reports as read, column by column: what an exported panel says.
///
/// A `ReportReading` has everything of one report; a country has half a million of them. A batch has the
/// same in columns, and makes the reading of a report when it is asked for.
struct ReportBatch: Sendable {
  /// The file of the panel, by the path it was given by.
  let path: String
  /// What each report is of, in the order of first appearance.
  var reports = Reports()
  /// The cells, in the order of the file.
  var parts: [Part] = []
  /// Who reports, and the number of the unit that is.
  var subjects: [ReportReading.Subject] = []
  var unitOfSubject: [Int32] = []
  /// The units, each once, as they are first named.
  var units: [Unit] = []
  var editions: [String] = []
  var files: [String] = []
  /// What there is to know of some reports, by the report's number.
  var notes: [Int32: [ReadingNote]] = [:]
  /// Printed rows that no form has, by the report's number.
  var unrecognised: [Int32: [ReadRow]] = [:]

  /// The parts of reports, column by column, as numbers of texts; −1 where there is none.
  struct Reports: Sendable {
    var subjects: [Int32] = []
    var years: [Int32] = []
    var editions: [Int32] = []
    var files: [Int32] = []
    /// The part and row with the report's first cells.
    var parts: [Int32] = []
    var rows: [Int32] = []
    /// Further parts and rows with cells of a report.
    var further: [Int32: [(part: Int32, row: Int32)]] = [:]

    var count: Int { subjects.count }
  }

  /// Cells of some reports that stand together in the file.
  struct Part: Sendable {
    var cells: CellTable
    /// For each row the number of its report, −1 where it counts for none.
    var reports: [Int32]
    /// For each row its line in the file.
    var lines: [Int32]
    /// For each row what the places of its cells count from.
    var placeBases: [Int32]
  }

  /// The number of reports.
  var count: Int { reports.count }

  /// The year of a report. O(1).
  func year(_ report: Int) -> Year { Year(Int(reports.years[report])) }

  /// The number of a report's unit. O(1).
  func unit(_ report: Int) -> Int { Int(unitOfSubject[Int(reports.subjects[report])]) }

  /// The issue of a report's form. O(1).
  func edition(_ report: Int) -> EditionID? {
    let edition = reports.editions[report]
    guard edition >= 0, !editions[Int(edition)].isEmpty else { return nil }
    return EditionID(editions[Int(edition)])
  }

  /// The file that a report was read from. O(1).
  func file(_ report: Int) -> String {
    let file = reports.files[report]
    return file < 0 || files[Int(file)].isEmpty ? path : files[Int(file)]
  }

  /// The rows with cells of a report. O(1).
  func rows(of report: Int) -> [(part: Int, row: Int)] {
    let further = reports.further[Int32(report)] ?? []
    return [(Int(reports.parts[report]), Int(reports.rows[report]))]
      + further.map { (Int($0.part), Int($0.row)) }
  }

  /// The cells of a report. O(columns).
  func cells(of report: Int) -> [ReadCell] {
    rows(of: report).flatMap { part, row in
      parts[part].cells.indicators.indices.compactMap { column in
        let place = parts[part].place(column, row)
        return parts[part].cells.cell(column, row, at: place)
      }
    }
  }

  /// One report with everything that was read of it. O(columns).
  func reading(_ report: Int) -> ReportReading {
    var reading = ReportReading(file: file(report))
    reading.year = year(report)
    reading.edition = edition(report)
    reading.subject = subjects[Int(reports.subjects[report])]
    reading.cells = cells(of: report)
    reading.unrecognised = unrecognised[Int32(report)] ?? []
    reading.notes = notes[Int32(report)] ?? []
    return reading
  }

  /// All reports with everything that was read of them. O(reports × columns).
  var readings: [ReportReading] { (0..<count).map(reading) }
}

extension ReportBatch.Part {
  /// The place of a cell. O(1).
  func place(_ column: Int, _ row: Int) -> Place {
    guard let places = cells.places else { return .line(Int(lines[row])) }
    let packed = places.word(column, row)
    return packed == 0 ? .unknown : Place(packed: packed &+ UInt32(bitPattern: placeBases[row]))
  }
}
