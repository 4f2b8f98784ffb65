import Vectors

/// Records that each are one cell: `indicator,label,measure,value,status,line` behind unit and year.
struct LongRecords: DelimitedShape {
  private let columns: LongColumns
  private let vocabulary: DelimitedVocabulary
  /// The column of an indicator that is named by its id, and by its label; −1 where there is none.
  private var ids = FieldMemo<Int32>()
  private var labels = FieldMemo<Int32>()
  private var statuses = FieldMemo<StatedStatus>()
  /// For each row whether its cells were read in the panel's own file; nil as long as it has none.
  private var areOwn: [Bool?] = []
  /// For each row with figures of derived indicators their number and the line of the first.
  private var derived: [Int: (count: Int, line: Int)] = [:]

  static var sharesRows: Bool { true }

  /// What a status column says.
  private enum StatedStatus: Sendable {
    case nothing, unknown
    case status(CellStatus)
  }

  init(_ columns: LongColumns, vocabulary: DelimitedVocabulary) {
    self.columns = columns
    self.vocabulary = vocabulary
  }

  /// An empty table for the records of a part.
  func makeTable() -> CellTable { CellTable([], of: vocabulary.catalog, hasPlaces: true) }

  mutating func add(
    _ record: DelimitedRecord, in piece: borrowing SeparatedPiece, row: Int,
    to part: inout DelimitedPart
  ) -> DelimitedMistake? {
    let value = record.field(columns.value, in: piece)
    var word = value.hasDoubledQuotes ? PackedDecimal.other : piece.packedDecimal(value.range)
    var figure: Figure?
    var text = ""
    if word == PackedDecimal.other {
      figure = piece.figure(value)
      text = figure == nil ? piece.text(value).trimmingBlanks : piece.text(value)
      if figure == nil, !text.isEmpty { figure = PlainNumber.figure(text.utf8) }
      if figure == nil, !text.isEmpty {
        return .badField(
          record.line, "value", found: text, zh: "不带分隔符的数字，如 1234.5",
          en: "a number without separators, such as 1234.5", file: file(of: row, part))
      }
    }
    let hasFigure = figure != nil || PackedDecimal.hasNumber(word)
    var status: CellStatus? = hasFigure ? .reported : .blank
    if let column = columns.status {
      let field = record.field(column, in: piece)
      if !field.isEmpty {
        let stated = statuses.value(field, in: piece) { text in
          text.isEmpty ? .nothing : CellStatus(name: text).map { .status($0) } ?? .unknown
        }
        switch stated {
        case .nothing: break
        case .unknown: status = nil
        case .status(let known): status = known
        }
      }
    }
    guard let status, status.hasValue == hasFigure else {
      let names = CellStatus.allCases.map(\.name).joined(separator: ", ")
      return .badField(
        record.line, "status", found: trimmed(columns.status, record, piece),
        zh: "\(names) 之一，并与 value 一致", en: "one of \(names), in agreement with the value",
        file: file(of: row, part))
    }
    let place = place(record, piece, row: row, &part)
    let column = column(record, piece, &part)
    if column < 0 || status != .reported || !PackedDecimal.hasNumber(word) {
      // The word speaks for most cells; the others are made from what it stands for.
      if PackedDecimal.hasNumber(word) {
        figure = Figure(digits: PackedDecimal.digits(word), decimals: PackedDecimal.decimals(word))
        text = piece.text(value)
      }
      if column < 0 {
        if isDerived(record, piece, status) {
          derived[row, default: (0, record.line)].count += 1
          return nil
        }
        let label = trimmed(columns.label, record, piece)
        part.unrecognised.append(
          (
            row,
            ReadRow(
              label: label.isEmpty ? trimmed(columns.indicator, record, piece) : label,
              measure: trimmed(columns.measure, record, piece), text: text, value: figure?.value,
              place: place)
          ))
        return nil
      }
      // Both say that there is no cell; the panel finds them out again by itself.
      if status == .absent || status == .notApplicable { return nil }
      word = part.cells.word(
        row: row, column: column, figure: figure,
        mark: CellMark(status, decimals: figure?.decimals ?? 0), text: text)
    }
    keep(word, column, row, place, in: &part)
    return nil
  }

  mutating func finish(_ part: inout DelimitedPart) {
    part.rows.haveOwnPlaces = (0..<part.rows.count).map { row in
      row < areOwn.count ? areOwn[row] ?? true : true
    }
    for (row, found) in derived.sorted(by: { $0.key < $1.key }) {
      // The line is one of this file, and says nothing of another that cells were read in.
      let place = part.rows.haveOwnPlaces[row] ? Place.line(found.line) : .unknown
      part.notes.append((row, .derivedFigures(found.count, at: place)))
    }
  }

  /// Whether a cell that no row of a form has is one of a derived indicator.
  private func isDerived(
    _ record: DelimitedRecord, _ piece: borrowing SeparatedPiece, _ status: CellStatus
  ) -> Bool {
    let id = trimmed(columns.indicator, record, piece)
    return id.hasPrefix(Indicator.derivedPrefix) || id.isEmpty && status == .derived
  }

  private func keep(
    _ word: UInt32, _ column: Int, _ row: Int, _ place: Place, in part: inout DelimitedPart
  ) {
    if part.cells.words.word(column, row) == 0 {
      part.cells.words.set(column, row, word)
      part.cells.places?.set(column, row, place.packed)
      return
    }
    // The first of several cells counts; the last one is only told.
    part.repeated.append((row, part.cells.cell(part.cells.indicators[column], word, at: place)))
  }

  private func trimmed(
    _ column: Int?, _ record: DelimitedRecord, _ piece: borrowing SeparatedPiece
  ) -> String {
    guard let column else { return "" }
    return FormulaGuard.unguarded(piece.text(record.field(column, in: piece)).trimmingBlanks)
  }

  /// The file that the cells of a row were read in; nil for the panel's own.
  private func file(of row: Int, _ part: borrowing DelimitedPart) -> String? {
    let file = part.rows.files[row]
    guard file >= 0, !part.files[Int(file)].isEmpty else { return nil }
    return part.files[Int(file)]
  }

  /// Where the cell was read: without a file of its own, in this line.
  private mutating func place(
    _ record: DelimitedRecord, _ piece: borrowing SeparatedPiece, row: Int,
    _ part: inout DelimitedPart
  ) -> Place {
    let isOwn = columns.file.map { record.field($0, in: piece).isEmpty } ?? true
    while areOwn.count <= row { areOwn.append(nil) }
    if let other = areOwn[row], other != isOwn { part.hasMixedPlaces = true }
    areOwn[row] = isOwn
    if isOwn { return .line(record.line) }
    guard let column = columns.line else { return .unknown }
    let field = record.field(column, in: piece)
    let word = field.hasDoubledQuotes ? PackedDecimal.other : piece.packedDecimal(field.range)
    if PackedDecimal.hasNumber(word), PackedDecimal.decimals(word) == 0,
      PackedDecimal.digits(word) > 0
    {
      return .line(Int(PackedDecimal.digits(word)))
    }
    return Place(text: piece.text(field).trimmingBlanks) ?? .unknown
  }

  /// The column of the indicator by its id, else by its label; −1 where no indicator has it.
  private mutating func column(
    _ record: DelimitedRecord, _ piece: borrowing SeparatedPiece, _ part: inout DelimitedPart
  ) -> Int {
    let vocabulary = vocabulary
    let id = record.field(columns.indicator, in: piece)
    if !id.isEmpty {
      return Int(
        ids.value(id, in: piece) { text in
          vocabulary.indicator(id: text).map { Int32(part.cells.makeColumn(of: $0)) } ?? -1
        })
    }
    guard let column = columns.label else { return -1 }
    return Int(
      labels.value(record.field(column, in: piece), in: piece) { text in
        vocabulary.indicator(label: text).map { Int32(part.cells.makeColumn(of: $0)) } ?? -1
      })
  }
}

extension ReadingNote {
  /// That figures of derived indicators stand in an exported panel.
  static func derivedFigures(_ count: Int, at place: Place) -> ReadingNote {
    ReadingNote(
      kind: .derivedFigure, place: place,
      message: LocalizedText(
        zh: "有 \(count) 个派生指标的数值，未读入：派生指标由表中数字重新计算。",
        en: EnglishCount.text(count, "figure")
          + " of derived indicators: not read; they are computed "
          + "anew from the figures of the form."))
  }
}

extension Place {
  /// A place from its written form: `193` or `T3R5C7`; nil for anything else.
  public init?(text: some StringProtocol) {
    if let line = Int(text), line > 0 {
      self = .line(line)
      return
    }
    guard text.utf8.first == UInt8(ascii: "T") else { return nil }
    let numbers = text.dropFirst().split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "R" || $0 == "C" }
    ).compactMap { Int($0) }
    guard numbers.count == 3, numbers.allSatisfy({ $0 > 0 }) else { return nil }
    self = .cell(table: numbers[0], row: numbers[1], column: numbers[2])
  }
}
