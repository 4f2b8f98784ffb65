/// The printed rows of a file by the places of their cells.
struct PrintedRowTexts: Sendable {
  private var rows: [Place: String] = [:]
  private var tableRows: [Place: String] = [:]
  /// The text of an exported panel, and where its lines begin.
  private var text: [UInt8] = []
  private var starts: [Int] = []

  /// No rows.
  init() {}

  /// The lines of an exported panel, one record each: the line itself is the evidence.
  ///
  /// - Complexity: One look at the bytes; a line is only made into text when it is asked for.
  init(lines text: [UInt8]) {
    self.text = text
    for line in TextLines(text) { starts.append(line.range.lowerBound) }
  }

  /// The most bytes of a line that is quoted.
  static let mostBytesOfLine = 4096

  private func line(_ number: Int) -> String? {
    guard number >= 1, number <= starts.count else { return nil }
    let end = number < starts.count ? starts[number] : text.count
    guard end - starts[number - 1] <= Self.mostBytesOfLine else { return nil }
    let line = String(decoding: text[starts[number - 1]..<end], as: UTF8.self)
    return line.split(whereSeparator: \.isNewline).first.map(String.init)
  }

  var isEmpty: Bool { rows.isEmpty }

  /// The row at a place: `label | measure | value`, and for a matrix the whole row of the table.
  func row(at place: Place, ofMatrix: Bool) -> String? {
    if let number = place.line, !starts.isEmpty { return line(number) }
    return ofMatrix ? tableRows[place] : rows[place]
  }

  mutating func add(_ text: String, at place: Place) {
    rows[place] = text
    tableRows[place] = text
  }

  mutating func add(_ row: PrintedRow) {
    rows[row.value?.place ?? row.measure?.place ?? row.label.place] = row.evidence
    for further in row.further { rows[further.cell.place] = row.evidence }
  }

  mutating func add(_ row: Document.Row) {
    let text = row.filter { !$0.isCovered }.map { cell in
      cell.text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }.joined(separator: " | ")
    for cell in row where !cell.isCovered { tableRows[cell.place] = text }
  }
}
