/// What a stream has behind a row's label: the row's cells, or the digits that are left of them.
enum RowZone: Sendable {
  /// As many cells as the row has columns.
  case cells([Document.Text])
  /// The borders of some cells are lost: what is left, in pieces that no cell crosses.
  case run(DigitRun)
  /// Cells, but not as many as the row has columns: what is printed.
  case mismatch([Document.Text])
  /// Nothing.
  case nothing
}

/// Digits of several cells without the borders between them.
struct DigitRun: Sendable, Hashable {
  /// The digits between borders that are left, in order; a sign or point is among them.
  let pieces: [[Unicode.Scalar]]
  /// Where they stand.
  let place: Place

  /// The number of signs.
  var length: Int { pieces.reduce(0) { $0 + $1.count } }

  /// As printed, borders shown as blanks.
  var text: String { pieces.map(\.text).joined(separator: " ") }
}

/// Reads the zones of rows.
struct RowZoneReader {
  let stream: TextStream
  let cells: CellReader
  /// The printed names of the units of measure.
  let measures: Set<String>

  /// The writing that may stand between a label and its figures: the note in brackets, the rest of a
  /// label that is broken over lines.
  private static let skipLimit = 70
  /// The same for a row whose columns' headings stand between the heading of the table and it.
  private static let headingSkipLimit = 250

  /// The zone behind a label.
  ///
  /// - Parameters:
  ///   - label: The label's range.
  ///   - end: Where the next line of the form begins.
  ///   - count: The number of the row's cells.
  /// - Complexity: Linear in the zone.
  func zone(behind label: Range<Int>, to end: Int, count: Int, isHorizontal: Bool) -> RowZone {
    if isHorizontal { return horizontalZone(from: label.upperBound, to: end, count: count) }
    let piece = stream.piece(at: label.upperBound - 1)
    if let found = rowCells(behind: piece, label: label, count: count) { return found }
    if let found = looseCells(behind: piece, label: label, to: end, count: count) { return found }
    return textZone(from: label.upperBound, to: end, count: count, skip: Self.skipLimit)
  }

  // MARK: Cells whose row is known

  private func rowCells(behind piece: Int, label: Range<Int>, count: Int) -> RowZone? {
    guard let row = stream.pieces[piece].row else { return nil }
    var cells: [Document.Text] = []
    var next = piece + 1
    while next < stream.pieces.count, stream.pieces[next].row == row {
      cells.append(stream.pieces[next].text)
      next += 1
    }
    guard !cells.isEmpty else { return nil }
    if cells.count == count + 1, let first = cells.first, isMeasure(first.text) {
      cells.removeFirst()
    }
    if cells.count == count { return .cells(cells) }
    // Columns of plain text are told by blanks, and some blanks are too narrow for that.
    if cells[0].place.line != nil { return nil }
    return cells.allSatisfy { PrintedTables.isBlank($0) } ? .nothing : .mismatch(cells)
  }

  // MARK: Cells one after the other

  private func looseCells(behind piece: Int, label: Range<Int>, to end: Int, count: Int)
    -> RowZone?
  {
    guard stream.pieces[piece].isCell, stream.pieces[piece].row == nil,
      stream.pieces[piece].range.upperBound == label.upperBound
    else { return nil }
    var cells: [Document.Text] = []
    var next = piece + 1
    while next < stream.pieces.count, stream.pieces[next].isCell,
      stream.pieces[next].range.lowerBound < end
        || stream.pieces[next].range.isEmpty && stream.pieces[next].range.lowerBound <= end
    {
      cells.append(stream.pieces[next].text)
      next += 1
    }
    if let first = cells.first, isMeasure(first.text) { cells.removeFirst() }
    let figures = cells.prefix { isFigureOrBlank($0.text) }
    if figures.count >= count, figures.count == count || figures[count...].allSatisfy(isBlank) {
      return .cells(Array(figures.prefix(count)))
    }
    return figures.contains { !isBlank($0) } ? .mismatch(Array(figures)) : .nothing
  }

  // MARK: Text

  /// The figures behind a label in running text: tokens between blanks and line ends.
  private func textZone(from start: Int, to end: Int, count: Int, skip: Int) -> RowZone {
    var position = start
    var skipped = 0
    var depth = 0
    while position < end {
      let sign = stream.signs[position]
      if sign == "(" { depth += 1 }
      if sign == ")" { depth -= 1 }
      if depth <= 0, beginsFigure(at: position, end) { break }
      if depth <= 0, isBlankToken(at: position, end) { break }
      // A note in brackets may be broken by the line that its figures stand in.
      if depth > 0, stream.hasBorder[position], beginsFigure(at: position, end),
        tokens(from: position, to: end).count == count
      {
        break
      }
      skipped += 1
      if skipped > skip { return .nothing }
      position += 1
    }
    var tokens = tokens(from: position, to: end)
    guard let first = tokens.first else { return .nothing }
    if tokens.count > count, let line = wholeLine(of: tokens, count: count) { tokens = line }
    if tokens.count == count, tokens.allSatisfy({ isFigureOrBlank($0.text.text) }) {
      return .cells(tokens.map(\.text))
    }
    let place = first.text.place
    let digits = tokens.map(\.signs)
    guard digits.joined().allSatisfy({ HalfWidth.digit($0) != nil || $0 == "." || $0 == "-" }),
      digits.joined().count <= Self.runLimit
    else { return .mismatch(tokens.map(\.text)) }
    return .run(DigitRun(pieces: digits, place: place))
  }

  /// The longest run of digits that is cut.
  private static let runLimit = 200

  private struct Token {
    let signs: [Unicode.Scalar]
    let text: Document.Text
  }

  /// Figures and blank signs from a position on, up to the first writing that is no unit of measure.
  private func tokens(from start: Int, to end: Int) -> [Token] {
    var tokens: [Token] = []
    var current: [Unicode.Scalar] = []
    var place = Place.unknown
    func finish() {
      guard !current.isEmpty else { return }
      tokens.append(Token(signs: current, text: Document.Text(current.text, place)))
      current = []
    }
    var position = start
    while position < end, tokens.count <= Document.columnLimit {
      let sign = stream.signs[position]
      if stream.hasBorder[position] { finish() }
      if current.isEmpty { place = stream.pieces[stream.piece(at: position)].text.place }
      if TextStream.isFigureSign(sign) || isBlankToken(at: position, end) {
        current.append(sign)
        position += 1
      } else if let measure = measure(at: position, end), !current.isEmpty {
        current += measure
        position += measure.count
        finish()
      } else {
        // The number in front of a label that no form has is no figure.
        if HalfWidth.isHan(sign), let last = current.last, last == "." || last == ",",
          current.count >= 2
        {
          current.removeLast(2)
        }
        break
      }
    }
    finish()
    return tokens
  }

  /// The tokens of the one line that has as many as the row has cells.
  private func wholeLine(of tokens: [Token], count: Int) -> [Token]? {
    let lines = Dictionary(grouping: tokens, by: \.text.place)
    let fitting = lines.values.filter { $0.count == count }
    return fitting.count == 1 ? fitting[0] : nil
  }

  private func horizontalZone(from start: Int, to end: Int, count: Int) -> RowZone {
    // In a table with rows it is the first row with that many cells, all of them figures.
    var position = start
    var lastRow: Int?
    while position < end {
      let piece = stream.piece(at: position)
      if let row = stream.pieces[piece].row, row != lastRow {
        lastRow = row
        let cells = rowPieces(around: piece, row: row)
        if cells.count == count, cells.contains(where: { !isBlank($0) }),
          cells.allSatisfy({ isFigureOrBlank($0.text) })
        {
          return .cells(cells)
        }
      }
      if stream.pieces[piece].row == nil, stream.pieces[piece].isCell,
        beginsFigure(at: position, end) || isBlankToken(at: position, end)
      {
        let cells = loosePieces(around: piece, to: end)
        if cells.count >= count, cells.prefix(count).allSatisfy({ isFigureOrBlank($0.text) }) {
          return .cells(Array(cells.prefix(count)))
        }
      }
      if beginsFigure(at: position, end) { break }
      position += 1
    }
    return textZone(from: start, to: end, count: count, skip: Self.headingSkipLimit)
  }

  private func rowPieces(around piece: Int, row: Int) -> [Document.Text] {
    var first = piece
    while first > 0, stream.pieces[first - 1].row == row { first -= 1 }
    return stream.pieces[first...].prefix { $0.row == row }.map(\.text)
  }

  /// The cells from the first blank or figure on.
  private func loosePieces(around piece: Int, to end: Int) -> [Document.Text] {
    var first = piece
    while first > 0, stream.pieces[first - 1].isCell,
      isFigureOrBlank(stream.pieces[first - 1].text.text)
    {
      first -= 1
    }
    return stream.pieces[first...].prefix { $0.isCell && isFigureOrBlank($0.text.text) }.map(\.text)
  }

  // MARK: Signs

  private func beginsFigure(at position: Int, _ end: Int) -> Bool {
    let sign = stream.signs[position]
    if HalfWidth.digit(sign) != nil { return !isNumbering(at: position, end) }
    return sign == "-" && position + 1 < end && HalfWidth.digit(stream.signs[position + 1]) != nil
      && !isPageNumber(at: position, end)
  }

  /// Whether a digit numbers a label: `2.其他`.
  private func isNumbering(at position: Int, _ end: Int) -> Bool {
    guard position + 2 < end else { return false }
    let next = stream.signs[position + 1]
    return (next == "." || next == ",") && HalfWidth.isHan(stream.signs[position + 2])
  }

  private func isPageNumber(at position: Int, _ end: Int) -> Bool {
    var next = position + 1
    while next < end, HalfWidth.digit(stream.signs[next]) != nil { next += 1 }
    return next < end && stream.signs[next] == "-"
  }

  /// Whether a sign that stands for nothing has borders on both sides.
  private func isBlankToken(at position: Int, _ end: Int) -> Bool {
    guard stream.hasBorder[position],
      position + 1 >= end || stream.hasBorder[position + 1]
    else { return false }
    let sign = stream.signs[position]
    return sign == "/" || sign == "\\" || sign == "-" || sign == "无"
  }

  private func measure(at position: Int, _ end: Int) -> [Unicode.Scalar]? {
    for length in [3, 2, 1] where position + length <= end {
      let signs = stream.signs[position..<(position + length)]
      if measures.contains(signs.text) { return Array(signs) }
    }
    return nil
  }

  private func isMeasure(_ text: String) -> Bool {
    text.utf8.count <= 24 && measures.contains(HalfWidth.trimmed(text).text)
  }

  private func isBlank(_ text: Document.Text) -> Bool { PrintedTables.isBlank(text) }

  private func isFigureOrBlank(_ text: String) -> Bool {
    if case .unreadable = cells.read(text) { false } else { true }
  }
}
