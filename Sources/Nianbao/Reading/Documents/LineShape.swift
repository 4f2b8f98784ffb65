/// What a line of plain text looks like, before anything is known of its meaning.
enum LineShape {
  /// Nothing but blanks.
  case empty
  /// Has a bar: `|`, `｜` or `│`.
  case bars
  /// Has a tab between other signs or at its end.
  case tabs
  /// Has two half-width commas or more.
  case commas
  /// Has runs of blanks between columns, the last ones short.
  case columns
  /// Running text.
  case prose

  /// The shape of a line. O(n).
  init(_ line: String) {
    var commas = 0
    var hasBar = false
    var hasTab = false
    var hasText = false
    var hasRun = false
    var blanks = 0
    var previousWasSpace = true
    for scalar in line.unicodeScalars {
      switch scalar {
      case "|", "｜", "│", "┃": hasBar = true
      case "\t": hasTab = hasTab || hasText
      case ",": commas += 1
      default: break
      }
      let isSpace = HalfWidth.isSpace(HalfWidth.of(scalar)) || HalfWidth.isInvisible(scalar)
      if isSpace {
        if scalar == "\u{3000}" { hasRun = hasRun || hasText }
        if previousWasSpace { hasRun = hasRun || hasText }
        blanks += 1
      } else {
        hasText = true
      }
      previousWasSpace = isSpace
    }
    if hasBar {
      self = .bars
    } else if !hasText {
      self = .empty
    } else if hasTab {
      self = .tabs
    } else if commas >= 2 {
      self = .commas
    } else if hasRun || blanks >= 2, Self.columns(of: line).count >= 2 {
      self = .columns
    } else {
      self = .prose
    }
  }

  static func isBar(_ character: Character) -> Bool {
    character == "|" || character == "｜" || character == "│" || character == "┃"
  }

  // MARK: Bars

  /// Whether a line closes one cell, or closes blank cells only.
  static func closesOneCell(_ line: String) -> Bool {
    let pieces = line.split(omittingEmptySubsequences: false, whereSeparator: isBar)
    guard let last = pieces.last, HalfWidth.trimmed(last).isEmpty else { return false }
    let filled = pieces.indices.filter { !HalfWidth.trimmed(pieces[$0]).isEmpty }
    return filled.isEmpty || filled == [0] && pieces.count == 2
  }

  /// The cells of `| a | b |` or `a | b`.
  static func cells(betweenBars line: String) -> [String] {
    var pieces = line.split(omittingEmptySubsequences: false, whereSeparator: isBar)
      .map(\.trimmingBlanks)
    // A bar at the line's beginning is a border, and then so is the one at its end; a line that
    // only ends in a bar closes its last cell with it.
    let hasBorder = pieces.first?.isEmpty == true
    if pieces.count > 1, pieces.last?.isEmpty == true { pieces.removeLast() }
    if hasBorder, pieces.count > 1 { pieces.removeFirst() }
    return pieces
  }

  /// Whether a line is the ruler below a heading: `|---|:-:|`.
  static func isRuler(_ line: String) -> Bool {
    line.contains("--") && line.allSatisfy { isBar($0) || "-:+ \t═─┼├┤".contains($0) }
  }

  // MARK: Commas

  /// Whether a line ends like a row of a table: a number or nothing behind a short field.
  static func endsLikeRow(_ line: String) -> Bool {
    let fields = line.split(separator: ",", omittingEmptySubsequences: false)
    guard fields.count >= 2, let last = fields.last else { return false }
    let figure = HalfWidth.trimmed(last)
    let before = HalfWidth.trimmed(fields[fields.count - 2])
    return figure.count <= 12 && before.count <= 6
  }

  /// Whether a line begins with a quote that another line closes.
  static func opensQuote(_ line: String) -> Bool {
    line.utf8.first == UInt8(ascii: "\"") && line.utf8.count { $0 == UInt8(ascii: "\"") } % 2 == 1
  }

  // MARK: Columns

  /// The columns of a line that are parted by two blanks or more or a full-width one; and single
  /// blanks where the line ends in a short word and a number: `收到申请数 件 3`.
  static func columns(of line: String) -> [String] {
    var columns: [[Unicode.Scalar]] = [[]]
    var blanks = 0
    for scalar in line.unicodeScalars where !HalfWidth.isInvisible(scalar) {
      if HalfWidth.isSpace(HalfWidth.of(scalar)) {
        blanks += scalar == "\u{3000}" ? 2 : 1
        continue
      }
      if blanks >= 2, columns != [[]] {
        columns.append([])
      } else if blanks == 1 {
        columns[columns.count - 1].append(" ")
      }
      blanks = 0
      columns[columns.count - 1].append(scalar)
    }
    if columns.count == 1 { columns = singleBlankColumns(columns[0]) }
    guard columns.count >= 2, columns.dropFirst().allSatisfy({ $0.count <= 24 }) else {
      return [line.trimmingBlanks]
    }
    return columns.map(\.text)
  }

  private static func singleBlankColumns(_ scalars: [Unicode.Scalar]) -> [[Unicode.Scalar]] {
    let words = scalars.split(separator: " ")
    guard words.count >= 3, let last = words.last, last.count <= 16,
      words[words.count - 2].count <= 2,
      words[words.count - 2].allSatisfy({ HalfWidth.isHan($0) }),
      let first = last.first.map(HalfWidth.of), HalfWidth.digit(first) != nil || first == "-"
    else { return [scalars] }
    let label = scalars[..<words[words.count - 2].startIndex]
    return [Array(HalfWidth.trimmed(label)), Array(words[words.count - 2]), Array(last)]
  }
}
