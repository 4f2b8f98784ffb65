import Vectors

/// The fields of a record that say which report it is of.
struct KeyFields {
  let unit, year: DelimitedField
  let code, edition, file: DelimitedField?
}

/// Finds the row of the report that a record is of; each text is looked up once in a part.
struct ReportKeys {
  private let vocabulary: DelimitedVocabulary
  /// Whether records of one report share a row.
  private let sharesRows: Bool

  private var nameTexts: [String] = []
  private var codeTexts: [String] = []
  private var names = FieldMemo<Int32>()
  private var codes = FieldMemo<Int32>()
  private var years = FieldMemo<Int32?>()
  private var editions = FieldMemo<Int32>()
  private var files = FieldMemo<Int32>()
  /// The subject of a name and a code; −1 where the code is none.
  private var subjects: [UInt64: Int32] = [:]
  private var lastPair: (key: UInt64, subject: Int32) = (.max, -1)
  private var units: [Unit.Key: Int32] = [:]
  private var rows: [RowKey: Int] = [:]

  private struct RowKey: Hashable {
    let unit, year, file: Int32
  }

  init(_ vocabulary: DelimitedVocabulary, sharesRows: Bool) {
    self.vocabulary = vocabulary
    self.sharesRows = sharesRows
  }

  /// The row of a record's report, made where it has none yet.
  ///
  /// - Throws: What is wrong with its unit or year.
  /// - Complexity: O(length) for texts that were met before.
  mutating func row(
    _ fields: KeyFields, in piece: borrowing SeparatedPiece, line: Int, of part: inout DelimitedPart
  ) throws(KeyMistake) -> Int {
    let year = years.value(fields.year, in: piece) { text in
      Int(text).flatMap { YearText.range.contains($0) ? Int32($0) : nil }
    }
    guard let year else {
      throw .badYear(piece.text(fields.year).trimmingBlanks)
    }
    let name = Self.number(fields.unit, &names, &nameTexts, piece)
    guard !nameTexts[Int(name)].isEmpty else { throw .noName }
    let code = fields.code.map { Self.number($0, &codes, &codeTexts, piece) } ?? -1
    let subject = subject(name, code, of: &part)
    guard subject >= 0 else { throw .badCode(codeTexts[Int(code)]) }
    let row = DelimitedPart.Row(
      subject: subject, year: year,
      edition: fields.edition.map { Self.number($0, &editions, &part.editions, piece) } ?? -1,
      file: fields.file.map { Self.number($0, &files, &part.files, piece) } ?? -1, line: line)
    guard sharesRows else {
      part.rows.append(row)
      return part.rows.count - 1
    }
    // Without a column of files, or with nothing in it, a report is of the panel's own file.
    let file = row.file >= 0 && !part.files[Int(row.file)].isEmpty ? row.file : -1
    let key = RowKey(unit: part.subjects[Int(subject)].unit, year: year, file: file)
    if let known = rows[key] { return known }
    rows[key] = part.rows.count
    part.rows.append(row)
    return part.rows.count - 1
  }

  /// What is wrong with the unit or year of a record.
  enum KeyMistake: Error {
    case badYear(String)
    case noName
    case badCode(String)

    /// The mistake as it is told.
    func mistake(_ line: Int) -> DelimitedMistake {
      switch self {
      case .badYear(let text):
        .badField(line, "year", found: text, zh: "年份，如 2017", en: "a year such as 2017")
      case .noName: .badField(line, "unit", found: "", zh: "单位名称", en: "a unit's name")
      case .badCode(let text):
        .badField(
          line, "unit_code", found: text, zh: "区划代码，如 110118111 或 110118/民政局",
          en: "a region's code such as 110118111 or 110118/民政局")
      }
    }
  }

  /// The number of a field's text among the texts of its column.
  private static func number(
    _ field: DelimitedField, _ memo: inout FieldMemo<Int32>, _ texts: inout [String],
    _ piece: borrowing SeparatedPiece
  ) -> Int32 {
    memo.value(field, in: piece) { text in
      // Few different texts, but the same one with blanks around it, or without its quotes, is one.
      texts.append(text)
      return Int32(texts.count - 1)
    }
  }

  private mutating func subject(_ name: Int32, _ code: Int32, of part: inout DelimitedPart)
    -> Int32
  {
    let pair = UInt64(UInt32(bitPattern: name)) << 32 | UInt64(UInt32(bitPattern: code))
    if pair == lastPair.key { return lastPair.subject }
    if let known = subjects[pair] {
      lastPair = (pair, known)
      return known
    }
    let text = nameTexts[Int(name)]
    var number: Int32 = -1
    if let subject = vocabulary.subject(text, code: code < 0 ? "" : codeTexts[Int(code)]) {
      let unit = subject.unit(named: text)
      let unitNumber = units[unit.key] ?? Int32(part.units.count)
      if Int(unitNumber) == part.units.count {
        units[unit.key] = unitNumber
        part.units.append(unit)
      }
      number = Int32(part.subjects.count)
      part.subjects.append((subject, unitNumber))
    }
    subjects[pair] = number
    lastPair = (pair, number)
    return number
  }
}
