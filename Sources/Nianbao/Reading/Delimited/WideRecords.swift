import Vectors

/// Records that each are one report, one column an indicator. An empty field says nothing.
struct WideRecords: DelimitedShape {
  private let columns: WideColumns
  private let vocabulary: DelimitedVocabulary
  /// The words of a few rows, row by row, on their way to the columns.
  private var tile: [UInt32]
  private let stride: Int
  private var tileRows = 0
  private var firstRow = 0

  static var sharesRows: Bool { false }

  init(_ columns: WideColumns, vocabulary: DelimitedVocabulary) {
    self.columns = columns
    self.vocabulary = vocabulary
    // The kernel writes up to sixteen words beyond the last one.
    stride = columns.indicators.count + 16
    tile = Array(repeating: 0, count: stride * SparseColumns.tileRows + 16)
  }

  func makeTable() -> CellTable {
    CellTable(columns.indicators, of: vocabulary.catalog, hasPlaces: false)
  }

  mutating func add(
    _ record: DelimitedRecord, in piece: borrowing SeparatedPiece, row: Int,
    to part: inout DelimitedPart
  ) -> DelimitedMistake? {
    if tileRows == SparseColumns.tileRows { flush(&part) }
    if tileRows == 0 { firstRow = row }
    let start = tileRows * stride
    tileRows += 1
    let found = pack(record, piece, at: start)
    if found.contains(.other) {
      for column in columns.indicators.indices where tile[start + column] == PackedDecimal.other {
        readCell(column, record, piece, row: row, at: start, &part)
      }
    }
    if found.contains(.filled) { part.rows.isFilled[row] = true }
    for (field, heading) in columns.unknown {
      readUnknown(heading, record.field(field, in: piece), record, piece, row: row, &part)
    }
    let derived = columns.derived.count { !record.field($0, in: piece).isEmpty }
    if derived > 0 { part.notes.append((row, .derivedFigures(derived, at: .line(record.line)))) }
    guard let status = columns.status else { return nil }
    let field = record.field(status, in: piece)
    return field.isEmpty
      ? nil : addStatuses(piece.text(field), line: record.line, row: row, at: start, &part)
  }

  mutating func finish(_ part: inout DelimitedPart) {
    flush(&part)
    part.rows.haveOwnPlaces = Array(repeating: true, count: part.rows.count)
  }

  private mutating func flush(_ part: inout DelimitedPart) {
    let rows = tileRows
    part.cells.words.store(
      tile.span, rows: rows, columns: columns.indicators.count, stride: stride, at: firstRow)
    tileRows = 0
  }

  /// Packs the plain numbers of a record into the tile; what is none is left as `other`.
  private mutating func pack(
    _ record: DelimitedRecord, _ piece: borrowing SeparatedPiece, at start: Int
  ) -> PackedFields {
    var found: PackedFields = []
    switch record.fields {
    case .marked(let first):
      let runs = columns.runs
      var words = tile.mutableSpan
      for run in runs {
        found.formUnion(
          piece.packDecimals(
            behindMark: first + run.field, count: run.count, into: &words, at: start + run.first))
      }
    case .listed(let fields):
      for run in columns.runs {
        for offset in 0..<run.count {
          let field = fields[run.field + offset]
          let word =
            field.hasDoubledQuotes ? PackedDecimal.other : piece.packedDecimal(field.range)
          tile[start + run.first + offset] = word
          if word == PackedDecimal.other { found.insert(.other) }
          if word != PackedDecimal.empty { found.insert(.filled) }
        }
      }
    }
    return found
  }

  /// The figure of a cell's text, and its status.
  private func read(_ field: DelimitedField, _ piece: borrowing SeparatedPiece)
    -> (text: String, figure: Figure?, status: CellStatus)
  {
    let text = piece.text(field)
    if let figure = piece.figure(field) { return (text, figure, .reported) }
    switch vocabulary.cells.read(text) {
    case .blank: return (text, nil, .blank)
    case .number(let printed) where printed.measure == nil: return (text, printed.figure, .reported)
    case .number, .unreadable: return (text, nil, .unreadable)
    }
  }

  private mutating func readCell(
    _ column: Int, _ record: DelimitedRecord, _ piece: borrowing SeparatedPiece, row: Int,
    at start: Int, _ part: inout DelimitedPart
  ) {
    guard let run = columns.runs.last(where: { $0.first <= column }) else { return }
    let field = record.field(run.field + column - run.first, in: piece)
    let (text, figure, status) = read(field, piece)
    tile[start + column] = part.cells.word(
      row: row, column: column, figure: figure,
      mark: CellMark(status, decimals: figure?.decimals ?? 0), text: text)
    guard status == .unreadable else { return }
    let heading = columns.headings[column]
    part.notes.append(
      (
        row,
        ReadingNote(
          kind: .unreadableCell, place: .line(record.line),
          message: LocalizedText(
            zh: "“\(heading)”一栏印为“\(text)”，不是数字，未读入；请更正。",
            en: "the column ‘\(heading)’ has ‘\(text)’, which is no number; it was not read; "
              + "correct it."))
      ))
  }

  private func readUnknown(
    _ heading: String, _ field: DelimitedField, _ record: DelimitedRecord,
    _ piece: borrowing SeparatedPiece, row: Int, _ part: inout DelimitedPart
  ) {
    guard !field.isEmpty else { return }
    let (text, figure, _) = read(field, piece)
    part.rows.isFilled[row] = true
    part.unrecognised.append(
      (
        row,
        ReadRow(
          label: heading, measure: "", text: text, value: figure?.value, place: .line(record.line))
      ))
  }

  // MARK: Statuses

  /// Takes the statuses that a record lists: `request.fee=blank request.closed=recovered`.
  private mutating func addStatuses(
    _ text: String, line: Int, row: Int, at start: Int, _ part: inout DelimitedPart
  ) -> DelimitedMistake? {
    for entry in text.split(separator: " ")
    where !entry.hasPrefix(Indicator.derivedPrefix) || entry.split(separator: "=").count != 2 {
      let parts = entry.split(separator: "=")
      guard parts.count == 2, let status = CellStatus(name: parts[1]),
        let indicator = vocabulary.indicator(id: String(parts[0]))
      else {
        return .badField(
          line, "status", found: String(entry), zh: "“指标编号=状态”，如 request.fee=blank",
          en: "an indicator's id and status, such as request.fee=blank")
      }
      add(status, of: indicator, row: row, at: start, &part)
    }
    return nil
  }

  private mutating func add(
    _ status: CellStatus, of indicator: IndicatorIndex, row: Int, at start: Int,
    _ part: inout DelimitedPart
  ) {
    let known = part.cells.column(of: indicator)
    let inTile = known.map { $0 < columns.indicators.count } ?? false
    let word =
      known.map { inTile ? tile[start + $0] : part.cells.words.word($0, row) }
      ?? PackedDecimal.empty
    if word == PackedDecimal.empty {
      guard !status.hasValue else { return }
      let column = known ?? part.cells.makeColumn(of: indicator)
      let made = part.cells.word(
        row: row, column: column, figure: nil, mark: CellMark(status), text: "")
      if inTile {
        tile[start + column] = made
      } else {
        part.cells.words.set(column, row, made)
      }
      part.rows.isFilled[row] = true
      return
    }
    // A cell that is no number stays unreadable, whatever its status says.
    guard let known, status.hasValue else { return }
    let cell = part.cells.cell(indicator, word, at: .unknown)
    guard cell.value != nil, cell.mark.status != status else { return }
    let made = part.cells.keep(
      row: row, column: known, value: cell.value,
      mark: CellMark(status, decimals: cell.mark.decimals), text: cell.text)
    if inTile { tile[start + known] = made } else { part.cells.words.set(known, row, made) }
  }
}
