/// A small system of linear inequalities over bounded variables: whether it can be satisfied, by what
/// numbers, and if not, which of its rows contradict each other.
///
/// The general simplex of Dutertre and de Moura (“A Fast Linear-Arithmetic Solver for DPLL(T)”, 2006):
/// every row gets a variable that equals it; bounds stand at the variables, rows only tie them. Where a
/// bound is broken, the variable that breaks it is exchanged for one of its row that can still move.
/// Where none can, row and bounds are a contradiction: with x ≤ 3, y ≤ 4 and x + y ≥ 8 the row says
/// that 8 is at most 3 + 4. Bland's rule makes the exchanges end.
struct Simplex {
  /// The numbers up to which a bound counts as kept.
  static let tolerance = 1e-7
  /// The part of a number's size that is added to the tolerance: doubles have 16 digits.
  static let relativeTolerance = 1e-13
  /// Coefficients below this are rounding.
  private static let negligible = 1e-11

  /// The most exchanges.
  private static let exchanges = 20_000

  let columnCount: Int
  private(set) var rowCount = 0
  /// Row after row the coefficients of the nonbasic variables that each basic one equals.
  private var tableau: [Double] = []
  /// The variable of each row and of each column of the tableau: columns first, then rows.
  private var basic: [Int] = []
  private var nonbasic: [Int]
  /// Where each variable stands: a column of the tableau, or −1 less its row.
  private var place: [Int]
  private var low: [Double]
  private var high: [Double]
  private var value: [Double]
  private var slack: [Double]
  /// The columns of the row that is exchanged which are not 0.
  private var filled: [Int] = []
  /// The exchanges that are left before the search gives up: Bland's rule ends, rounding may not.
  private var remaining = Self.exchanges
  /// Whether the search gave up.
  var isExhausted: Bool { remaining <= 0 }
  /// Whether so many exchanges were made that they may go round in circles.
  private var isCareful: Bool { remaining < Self.exchanges - 500 }

  /// A system without rows.
  ///
  /// - Parameters:
  ///   - low: The least value of each column.
  ///   - high: The greatest value of each column.
  ///   - start: Where to begin the search for numbers, column by column.
  ///   - rowCapacity: How many rows there will be at least.
  init(low: [Double], high: [Double], start: [Double], rowCapacity: Int) {
    tableau.reserveCapacity(rowCapacity * low.count)
    columnCount = low.count
    nonbasic = Array(low.indices)
    place = nonbasic
    self.low = low
    self.high = high
    value = low.indices.map { min(max(start[$0], low[$0]), high[$0]) }
    slack = [Double](repeating: Self.tolerance, count: low.count)
  }

  /// The rows of a contradiction, each times a number: from what they say together and the bounds of
  /// the columns follows that a number is less than itself (Farkas' lemma). Of a row with a number
  /// above 0 the lower bound counts, else the upper one.
  typealias Conflict = [(row: Int, factor: Double)]

  /// The value of a column in the last solution.
  func value(ofColumn column: Int) -> Double { value[column] }

  /// Adds a row: the sum of columns times coefficients lies between two bounds.
  ///
  /// - Parameter slack: The number up to which its bounds count as kept.
  mutating func addRow(
    _ terms: [(column: Int, coefficient: Double)], from lower: Double, to upper: Double,
    slack: Double
  ) {
    let start = tableau.count
    tableau.append(contentsOf: repeatElement(0, count: columnCount))
    var sum = 0.0
    for (column, coefficient) in terms {
      sum += coefficient * value[column]
      let position = place[column]
      if position >= 0 {
        tableau[start + position] += coefficient
      } else {
        let source = (-1 - position) * columnCount
        for other in 0..<columnCount {
          tableau[start + other] += coefficient * tableau[source + other]
        }
      }
    }
    basic.append(columnCount + rowCount)
    place.append(-1 - rowCount)
    low.append(lower)
    high.append(upper)
    value.append(sum)
    self.slack.append(slack)
    rowCount += 1
  }

  /// Narrows the bounds of a column, which must leave a number.
  mutating func narrow(column: Int, from lower: Double, to upper: Double) {
    low[column] = lower
    high[column] = upper
    if place[column] >= 0 {
      move(place[column], to: min(max(value[column], lower), upper))
    }
  }

  /// Looks for numbers that satisfy everything.
  ///
  /// - Returns: nil where there are some, now in `value`, or where the search gave up; else the
  ///   contradiction.
  mutating func check() -> Conflict? {
    while true {
      guard let leaving = broken(), remaining > 0 else { return nil }
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

  /// The row whose variable is farthest beyond its bounds; after many exchanges that of the first such
  /// variable (Bland).
  private func broken() -> Int? {
    var worst = -1
    var distance = 0.0
    for row in 0..<rowCount {
      let variable = basic[row]
      let number = value[variable]
      let gap = max(low[variable] - number, number - high[variable])
      guard gap > slack[variable] + Self.relativeTolerance * abs(number) else { continue }
      if worst < 0 || (isCareful ? variable < basic[worst] : gap > distance) {
        worst = row
        distance = gap
      }
    }
    return worst < 0 ? nil : worst
  }

  /// A nonbasic variable that can move a basic one up or down; of several the first (Bland).
  private func column(for row: Int, rises: Bool) -> Int? {
    var best: Int?
    for column in 0..<columnCount {
      let coefficient = tableau[row * columnCount + column]
      guard abs(coefficient) > Self.negligible else { continue }
      let variable = nonbasic[column]
      let canMove =
        (coefficient > 0) == rises
        ? value[variable] < high[variable] : value[variable] > low[variable]
      if canMove, best.map({ variable < nonbasic[$0] }) ?? true { best = column }
    }
    return best
  }

  private func conflict(in row: Int, rises: Bool) -> Conflict {
    var conflict: Conflict = []
    let sign: Double = rises ? 1 : -1
    if basic[row] >= columnCount { conflict.append((basic[row] - columnCount, sign)) }
    for column in 0..<columnCount where nonbasic[column] >= columnCount {
      let coefficient = tableau[row * columnCount + column]
      if abs(coefficient) > Self.negligible {
        conflict.append((nonbasic[column] - columnCount, -sign * coefficient))
      }
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
      let coefficient = tableau[row * columnCount + position]
      if coefficient != 0 { value[basic[row]] += coefficient * step }
    }
  }

  /// Exchanges a basic and a nonbasic variable.
  private mutating func pivot(_ row: Int, _ column: Int) {
    remaining -= 1
    let width = columnCount
    let source = row * width
    let inverse = 1 / tableau[source + column]
    filled.removeAll(keepingCapacity: true)
    for other in 0..<width where tableau[source + other] != 0 {
      tableau[source + other] *= -inverse
      filled.append(other)
    }
    tableau[source + column] = inverse
    for target in 0..<rowCount where target != row {
      let start = target * width
      let factor = tableau[start + column]
      guard factor != 0 else { continue }
      tableau[start + column] = 0
      for other in filled { tableau[start + other] += factor * tableau[source + other] }
    }
    swap(&basic[row], &nonbasic[column])
    place[basic[row]] = -1 - row
    place[nonbasic[column]] = column
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
        guard abs(rate) > Self.negligible else { continue }
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
    if place[goal] >= 0 {
      let canMove = factor > 0 ? value[goal] < high[goal] : value[goal] > low[goal]
      return canMove ? (place[goal], factor) : nil
    }
    let row = -1 - place[goal]
    var best: (column: Int, direction: Double)?
    for column in 0..<columnCount {
      let rate = tableau[row * columnCount + column] * factor
      guard abs(rate) > Self.negligible else { continue }
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
