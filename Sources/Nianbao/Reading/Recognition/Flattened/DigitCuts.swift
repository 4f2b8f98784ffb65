/// The ways to cut a run of digits into a row's cells.
///
/// A number has no zero in front of other digits, a minus only at its beginning, and a point only
/// where the column's unit of measure has decimals. No number crosses a border that is left.
///
/// The ways are counted before any is made: from the end of the run on, the ways behind each position
/// are the sum of those behind the numbers that can stand there. `1112` has three cuts into two
/// cells: one behind each of `1`, `11` and `111`.
struct DigitCuts {
  /// The cuts above which a run is left alone.
  static let limit = 200_000

  /// The cuts of all runs of one report together; those with the fewest are made first.
  static let reportLimit = 400_000

  /// What a cell may hold.
  struct Column: Sendable, Hashable {
    /// Whether the unit of measure has decimals.
    let hasDecimals: Bool
    /// Whether figures below zero make sense.
    let isSigned: Bool
  }

  /// The number of cuts, at most one more than `limit`.
  let count: Int

  private let columns: [Column]
  /// For each kind of column and position the numbers that can begin there, by length less one.
  private let figures: [Column: [[Figure?]]]
  /// For each column and position the ways to cut what begins there into it and those behind it.
  private let ways: [[Int]]

  /// Counts the cuts of a run into one number a column.
  ///
  /// - Complexity: O(signs × columns); a number has at most some twenty signs.
  init(of run: DigitRun, into columns: [Column]) {
    self.columns = columns
    let signs = run.pieces.flatMap { $0 }
    var borders: Set<Int> = [signs.count]
    var position = 0
    for piece in run.pieces {
      position += piece.count
      borders.insert(position)
    }
    var figures: [Column: [[Figure?]]] = [:]
    for column in Set(columns) {
      figures[column] = signs.indices.map { start in
        let longest = min(signs.count, start + Self.lengthLimit)
        let end = (start + 1..<longest).first { borders.contains($0) } ?? longest
        return (start + 1..<max(end + 1, start + 1)).map { Self.figure(signs[start..<$0], column) }
      }
    }
    self.figures = figures
    var ways = [[Int]](
      repeating: [Int](repeating: 0, count: signs.count + 1), count: columns.count + 1)
    ways[columns.count][signs.count] = 1
    for column in columns.indices.reversed() {
      for start in signs.indices {
        for (length, figure) in (figures[columns[column]]?[start] ?? []).enumerated()
        where figure != nil {
          ways[column][start] = min(
            ways[column][start] + ways[column + 1][start + length + 1], Self.limit + 1)
        }
      }
    }
    self.ways = ways
    count = ways[0][0]
  }

  /// The cuts of runs in their order, empty where a run has none or is left alone.
  ///
  /// - Returns: At most `limit` cuts a run and `reportLimit` together.
  static func all(of runs: [DigitCuts]) -> [[[Figure]]] {
    var room = reportLimit
    var cuts = [[[Figure]]](repeating: [], count: runs.count)
    for position in runs.indices.sorted(by: { (runs[$0].count, $0) < (runs[$1].count, $1) }) {
      guard runs[position].count <= min(limit, room) else { break }
      room -= runs[position].count
      cuts[position] = runs[position].all()
    }
    return cuts
  }

  /// All cuts, each with one figure a column.
  ///
  /// - Complexity: O(cuts × columns), for no way is tried that leads nowhere.
  func all() -> [[Figure]] {
    var cuts: [[Figure]] = []
    cuts.reserveCapacity(count)
    var path: [Figure] = []
    func cut(from start: Int) {
      let column = path.count
      guard column < columns.count else {
        cuts.append(path)
        return
      }
      for (length, figure) in (figures[columns[column]]?[start] ?? []).enumerated() {
        guard let figure, ways[column + 1][start + length + 1] > 0 else { continue }
        path.append(figure)
        cut(from: start + length + 1)
        path.removeLast()
      }
    }
    if count > 0 { cut(from: 0) }
    return cuts
  }

  /// The longest number in signs: its digits, a minus and a point.
  private static let lengthLimit = Figure.digitLimit + 2

  private static func figure(_ signs: ArraySlice<Unicode.Scalar>, _ column: Column) -> Figure? {
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
