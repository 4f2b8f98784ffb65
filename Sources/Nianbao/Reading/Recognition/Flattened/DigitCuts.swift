/// The ways to cut a run of digits into a row's cells.
///
/// A number has no zero in front of other digits, a minus only at its beginning, and a point only
/// where the column's unit of measure has decimals. No number crosses a border that is left.
enum DigitCuts {
  /// The cuts above which a run is left alone.
  static let limit = 200_000

  /// What a cell may hold.
  struct Column: Sendable, Hashable {
    /// Whether the unit of measure has decimals.
    let hasDecimals: Bool
    /// Whether figures below zero make sense.
    let isSigned: Bool
  }

  /// All cuts of a run into one number a column.
  ///
  /// - Returns: The cuts, each with one figure a column; nil where there are more than `limit`.
  /// - Complexity: O(cuts × columns).
  static func all(of run: DigitRun, into columns: [Column]) -> [[Figure]]? {
    let signs = run.pieces.flatMap { $0 }
    guard signs.count >= columns.count else { return [] }
    var borders: Set<Int> = [0, signs.count]
    var position = 0
    for piece in run.pieces {
      position += piece.count
      borders.insert(position)
    }
    var search = CutSearch(signs: signs, borders: borders, columns: columns)
    search.cut(from: 0)
    return search.isExhausted ? nil : search.cuts
  }
}

private struct CutSearch {
  let signs: [Unicode.Scalar]
  let borders: Set<Int>
  let columns: [DigitCuts.Column]
  var cuts: [[Figure]] = []
  var isExhausted = false
  private var path: [Figure] = []
  private var steps = 0

  init(signs: [Unicode.Scalar], borders: Set<Int>, columns: [DigitCuts.Column]) {
    self.signs = signs
    self.borders = borders
    self.columns = columns
  }

  mutating func cut(from start: Int) {
    steps += 1
    guard cuts.count < DigitCuts.limit, steps < 10 * DigitCuts.limit else {
      isExhausted = true
      return
    }
    guard path.count < columns.count else {
      if start == signs.count { cuts.append(path) }
      return
    }
    let remaining = columns.count - path.count - 1
    let column = columns[path.count]
    var end = start
    while end < signs.count, signs.count - end - 1 >= remaining, !isExhausted {
      end += 1
      if let figure = figure(signs[start..<end], column) {
        path.append(figure)
        cut(from: end)
        path.removeLast()
      }
      if borders.contains(end) { break }
    }
  }

  private func figure(_ signs: ArraySlice<Unicode.Scalar>, _ column: DigitCuts.Column) -> Figure? {
    guard let last = signs.last, HalfWidth.digit(last) != nil,
      signs.first != "-" || column.isSigned && signs.dropFirst().first != "0",
      column.hasDecimals || !signs.contains(".")
    else { return nil }
    let digits = signs.first == "-" ? signs.dropFirst() : signs
    guard let first = digits.first, HalfWidth.digit(first) != nil else { return nil }
    if first == "0", digits.count > 1, digits.dropFirst().first != "." { return nil }
    return CellReader.figure(signs)
  }
}
