/// A small system of linear inequalities over bounded variables: whether it can be satisfied, by what
/// numbers, and if not, which of its rows contradict each other.
///
/// The general simplex of Dutertre and de Moura (“A Fast Linear-Arithmetic Solver for DPLL(T)”, 2006):
/// every row gets a variable that equals it; bounds stand at the variables, rows only tie them. Bland's
/// rule makes it end. Dense, for a handful of columns and some dozens of rows.
struct Simplex {
  /// The numbers up to which a bound counts as kept.
  static let tolerance = 1e-7

  private(set) var columnCount: Int
  private(set) var rowCount = 0
  /// Row after row the coefficients of the nonbasic variables that each basic one equals.
  private var tableau: [Double] = []
  /// The variable of each row and of each column of the tableau: columns first, then rows.
  private var basic: [Int] = []
  private var nonbasic: [Int]
  private var low: [Double]
  private var high: [Double]
  private var value: [Double]
  /// The exchanges that are left before the search gives up: Bland's rule ends, rounding may not.
  private var remaining = 20_000
  /// Whether the search gave up.
  var isExhausted: Bool { remaining <= 0 }

  /// A system without rows.
  ///
  /// - Parameters:
  ///   - bounds: The least and greatest value of each column.
  ///   - start: Where to begin the search for numbers, column by column.
  init(bounds: [(low: Double, high: Double)], start: [Double]) {
    columnCount = bounds.count
    nonbasic = Array(bounds.indices)
    low = bounds.map(\.low)
    high = bounds.map(\.high)
    value = zip(bounds, start).map { bound, start in min(max(start, bound.low), bound.high) }
  }

  /// Why a system cannot be satisfied: these rows, each times a number, and the bounds of these
  /// columns add up to a contradiction (Farkas' lemma).
  struct Conflict {
    var rows: [(row: Int, factor: Double)] = []
    var columns: [(column: Int, factor: Double)] = []
  }

  /// The value of a column in the last solution.
  func value(ofColumn column: Int) -> Double { value[column] }

  /// Adds a row: the sum of `coefficients`, one a column, lies between two bounds.
  mutating func addRow(_ coefficients: [Double], from lower: Double, to upper: Double) {
    var row = [Double](repeating: 0, count: columnCount)
    var sum = 0.0
    for column in 0..<columnCount where coefficients[column] != 0 {
      sum += coefficients[column] * value[column]
      if let position = nonbasic.firstIndex(of: column) {
        row[position] += coefficients[column]
      } else if let position = basic.firstIndex(of: column) {
        for other in 0..<columnCount {
          row[other] += coefficients[column] * tableau[position * columnCount + other]
        }
      }
    }
    tableau += row
    basic.append(columnCount + rowCount)
    low.append(lower)
    high.append(upper)
    value.append(sum)
    rowCount += 1
  }

  /// Narrows the bounds of a column.
  ///
  /// - Returns: Whether any number is left.
  mutating func narrow(column: Int, from lower: Double = -.infinity, to upper: Double = .infinity)
    -> Bool
  {
    low[column] = max(low[column], lower)
    high[column] = min(high[column], upper)
    guard low[column] <= high[column] else { return false }
    if let position = nonbasic.firstIndex(of: column) {
      move(position, to: min(max(value[column], low[column]), high[column]))
    }
    return true
  }

  /// Looks for numbers that satisfy everything.
  ///
  /// - Returns: nil where there are some, now in `value`; else the contradiction.
  mutating func check() -> Conflict? {
    while true {
      var leaving = -1
      for row in 0..<rowCount where leaving < 0 || basic[row] < basic[leaving] {
        let variable = basic[row]
        let slack = Self.tolerance * max(1, abs(value[variable]))
        if value[variable] < low[variable] - slack || value[variable] > high[variable] + slack {
          leaving = row
        }
      }
      guard leaving >= 0, remaining > 0 else { return nil }
      let variable = basic[leaving]
      let rises = value[variable] < low[variable]
      guard let entering = column(for: leaving, rises: rises) else {
        return conflict(in: leaving, rises: rises)
      }
      pivot(leaving, entering)
      // The variable that left the basis is now where the other was.
      move(entering, to: rises ? low[variable] : high[variable])
    }
  }

  /// A nonbasic variable that can move a basic one up or down; of several the first (Bland).
  private func column(for row: Int, rises: Bool) -> Int? {
    var best: Int?
    for column in 0..<columnCount {
      let coefficient = tableau[row * columnCount + column]
      guard abs(coefficient) > 1e-11 else { continue }
      let variable = nonbasic[column]
      let canMove =
        (coefficient > 0) == rises
        ? value[variable] < high[variable] : value[variable] > low[variable]
      if canMove, best.map({ variable < nonbasic[$0] }) ?? true { best = column }
    }
    return best
  }

  private func conflict(in row: Int, rises: Bool) -> Conflict {
    var conflict = Conflict()
    func add(_ variable: Int, _ factor: Double) {
      if variable < columnCount {
        conflict.columns.append((variable, factor))
      } else {
        conflict.rows.append((variable - columnCount, factor))
      }
    }
    add(basic[row], 1)
    for column in 0..<columnCount {
      let coefficient = tableau[row * columnCount + column]
      if abs(coefficient) > 1e-11 { add(nonbasic[column], -coefficient) }
    }
    return conflict
  }

  /// Moves a nonbasic variable, and with it all basic ones.
  private mutating func move(_ position: Int, to target: Double) {
    let variable = nonbasic[position]
    let step = target - value[variable]
    guard step != 0 else { return }
    value[variable] = target
    for row in 0..<rowCount {
      value[basic[row]] += tableau[row * columnCount + position] * step
    }
  }

  /// Exchanges a basic and a nonbasic variable.
  private mutating func pivot(_ row: Int, _ column: Int) {
    remaining -= 1
    let width = columnCount
    let inverse = 1 / tableau[row * width + column]
    for other in 0..<width { tableau[row * width + other] *= other == column ? 0 : -inverse }
    tableau[row * width + column] = inverse
    for target in 0..<rowCount where target != row {
      let factor = tableau[target * width + column]
      guard factor != 0 else { continue }
      tableau[target * width + column] = 0
      for other in 0..<width {
        tableau[target * width + other] += factor * tableau[row * width + other]
      }
    }
    swap(&basic[row], &nonbasic[column])
  }

  /// The greatest value of a column (or the least, for a factor of −1) over all numbers that satisfy
  /// everything; infinite where there is no end. To be called on a satisfied system.
  mutating func extreme(ofColumn goal: Int, factor: Double) -> Double {
    while true {
      guard let (entering, direction) = improving(goal, factor), remaining > 0 else {
        return value[goal]
      }
      let variable = nonbasic[entering]
      var room =
        direction > 0 ? high[variable] - value[variable] : value[variable] - low[variable]
      var leaving = -1
      for row in 0..<rowCount {
        let rate = tableau[row * columnCount + entering] * direction
        guard abs(rate) > 1e-11 else { continue }
        let other = basic[row]
        let distance =
          rate > 0 ? (high[other] - value[other]) / rate : (low[other] - value[other]) / rate
        let step = max(0, distance)
        if step < room - 1e-12 || (step <= room && leaving >= 0 && other < basic[leaving]) {
          room = step
          leaving = row
        }
      }
      guard room.isFinite else { return factor * .infinity }
      remaining -= 1
      move(entering, to: value[variable] + direction * room)
      if leaving >= 0 { pivot(leaving, entering) }
    }
  }

  /// A nonbasic variable whose move betters a column, and which way it must move.
  private func improving(_ goal: Int, _ factor: Double) -> (column: Int, direction: Double)? {
    if let own = nonbasic.firstIndex(of: goal) {
      let canMove = factor > 0 ? value[goal] < high[goal] : value[goal] > low[goal]
      return canMove ? (own, factor) : nil
    }
    guard let row = basic.firstIndex(of: goal) else { return nil }
    var best: (column: Int, direction: Double)?
    for column in 0..<columnCount {
      let rate = tableau[row * columnCount + column] * factor
      guard abs(rate) > 1e-11 else { continue }
      let variable = nonbasic[column]
      let direction: Double = rate > 0 ? 1 : -1
      let canMove =
        direction > 0 ? value[variable] < high[variable] : value[variable] > low[variable]
      if canMove, best.map({ variable < nonbasic[$0.column] }) ?? true {
        best = (column, direction)
      }
    }
    return best
  }
}
