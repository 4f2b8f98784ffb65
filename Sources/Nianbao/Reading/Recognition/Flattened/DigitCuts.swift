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

  /// A relation between a row's own columns: some add up to one that stands behind them.
  struct Sum: Sendable, Hashable {
    /// The columns of the parts.
    let parts: [Int]
    /// The column of the total, behind all parts.
    let total: Int
  }

  /// All cuts of a run into one number a column.
  ///
  /// - Parameters:
  ///   - sums: Relations that a cut must satisfy; they make the search short.
  ///   - budget: The steps and cuts that are left for the report; what is used is taken off.
  /// - Returns: The cuts, each with one figure a column; nil where there are more than `limit`, or
  ///   where finding them takes more steps than are left.
  /// - Complexity: O(cuts × columns) without sums; bounded by the budget with them.
  static func all(
    of run: DigitRun, into columns: [Column], satisfying sums: [Sum], within budget: inout Budget
  ) -> [[Figure]]? {
    let signs = run.pieces.flatMap { $0 }
    guard signs.count >= columns.count else { return [] }
    var borders: Set<Int> = [0, signs.count]
    var position = 0
    for piece in run.pieces {
      position += piece.count
      borders.insert(position)
    }
    var search = CutSearch(
      signs: signs, borders: borders, columns: columns, sums: sums, budget: budget)
    search.cut(to: signs.count, remaining: columns.count)
    budget = search.budget
    return search.isExhausted ? nil : search.cuts
  }

  /// The steps and cuts that are left for the runs of one report.
  struct Budget: Sendable, Hashable {
    /// Steps of the search.
    var steps = 2_000_000
    /// Cuts.
    var cuts = 400_000
  }

  /// The digits of the longest number, far above any figure.
  static let digitLimit = 15
}

/// Depth-first search from the last column to the first, so that totals come before their parts.
private struct CutSearch {
  private let signs: [Unicode.Scalar]
  private let borders: Set<Int>
  private let columns: [DigitCuts.Column]
  private let sums: [DigitCuts.Sum]
  /// For each column the sum that it is a part of, or the total of; −1 for none.
  private let partOf: [Int]
  private let totalOf: [Int]
  /// For each sum what its parts still have to come to, and the parts that are left.
  private var rest: [Double]
  private var left: [Int]
  private(set) var cuts: [[Figure]] = []
  private(set) var isExhausted = false
  private(set) var budget: DigitCuts.Budget
  private var path: [Figure?]

  init(
    signs: [Unicode.Scalar], borders: Set<Int>, columns: [DigitCuts.Column],
    sums: [DigitCuts.Sum], budget: DigitCuts.Budget
  ) {
    self.budget = budget
    self.signs = signs
    self.borders = borders
    self.columns = columns
    // Bounds hold where no part is below zero, and a column is counted in one sum only.
    var partOf = [Int](repeating: -1, count: columns.count)
    var totalOf = partOf
    var used: [DigitCuts.Sum] = []
    for sum in sums
    where totalOf[sum.total] < 0
      && sum.parts.allSatisfy({ partOf[$0] < 0 && !columns[$0].isSigned && $0 < sum.total })
    {
      for part in sum.parts { partOf[part] = used.count }
      totalOf[sum.total] = used.count
      used.append(sum)
    }
    self.sums = used
    self.partOf = partOf
    self.totalOf = totalOf
    rest = Array(repeating: 0, count: used.count)
    left = used.map(\.parts.count)
    path = Array(repeating: nil, count: columns.count)
  }

  /// Cuts what stands before a position into the first columns.
  mutating func cut(to end: Int, remaining: Int) {
    budget.steps -= 1
    guard cuts.count < DigitCuts.limit, budget.cuts > 0, budget.steps > 0 else {
      isExhausted = true
      return
    }
    guard remaining > 0 else {
      if end == 0 {
        cuts.append(path.compactMap(\.self))
        budget.cuts -= 1
      }
      return
    }
    // Neither more signs than the columns can hold, nor fewer than they need.
    guard end >= remaining, end <= remaining * (DigitCuts.digitLimit + 2) else { return }
    let column = remaining - 1
    var start = end
    while start > column, !isExhausted {
      start -= 1
      if end - start > DigitCuts.digitLimit + 2 { break }
      if let figure = figure(signs[start..<end], columns[column]) {
        place(figure, in: column, from: start)
      }
      if borders.contains(start) { break }
    }
  }

  private mutating func place(_ figure: Figure, in column: Int, from start: Int) {
    let (part, total) = (partOf[column], totalOf[column])
    if part >= 0 {
      let rest = rest[part] - figure.value
      // The parts come to the total, amounts with decimals nearly.
      guard rest > -1e-6, left[part] > 1 || rest < 1e-6 else { return }
      self.rest[part] = rest
      left[part] -= 1
    }
    if total >= 0 { rest[total] = figure.value }
    path[column] = figure
    cut(to: start, remaining: column)
    path[column] = nil
    if part >= 0 {
      rest[part] += figure.value
      left[part] += 1
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
