/// The part of a record that a set of changed variables touches: can its edits be satisfied while all
/// other variables stay as recorded, and by what values?
///
/// Changed and missing variables are columns of a linear system, recorded ones constants; amounts,
/// which stand for every number that rounds to them, are columns within those numbers. Missing
/// variables bring in their other edits, and those further missing ones.
struct Subsystem {
  /// The most columns that a subsystem may have.
  static let columnLimit = 160
  /// The most branches on whole numbers and alternatives.
  static let branchLimit = 400

  private struct Row {
    /// The coefficient of each column.
    var coefficients: [Double]
    let low: Double
    let high: Double
    /// The recorded variables of the row, which make its constant.
    var fixed: [LinearEdit.Term]
  }

  private struct Choice {
    let alternatives: [[Row]]
  }

  private var columns: [Int] = []
  private var bounds: [(low: Double, high: Double)] = []
  private var starts: [Double] = []
  private var isWhole: [Bool] = []
  /// Whether a column's bounds are those of what is recorded, so that they speak against it.
  private var isRecorded: [Bool] = []
  private var rows: [Row] = []
  private var choices: [Choice] = []
  private var branches = 0
  /// Whether a bound of the work was hit, so that what was found is not sure.
  private(set) var isExhausted = false

  /// The part of a system around some changed variables.
  ///
  /// - Parameters:
  ///   - changed: The variables that may be anything that their domains allow.
  ///   - replaced: Variables that get a certain value.
  ///   - required: Edits that are looked at in any case.
  ///   - ignored: Edits that need not be satisfied.
  init(
    of system: inout some EditSystem, changed: [Int], replaced: [Int: Double] = [:],
    required: [Int], ignoring ignored: Set<Int>
  ) {
    var positions: [Int: Int] = [:]
    var seen = ignored
    var pending: [Int] = []
    func require(_ edits: [Int]) {
      for edit in edits where seen.insert(edit).inserted { pending.append(edit) }
    }
    for variable in changed {
      let entry = system.variable(variable)
      positions[variable] = addColumn(variable, entry, entry.domain, isRecorded: false)
      require(system.edits(of: variable))
    }
    for variable in replaced.keys.sorted() { require(system.edits(of: variable)) }
    require(required)
    var next = 0
    var parts: [[[LinearEdit]]] = []
    while next < pending.count {
      let edit = system.edit(pending[next])
      next += 1
      parts.append(edit.alternatives)
      for linear in edit.alternatives.joined() {
        for term in linear.terms
        where positions[term.variable] == nil && replaced[term.variable] == nil {
          let entry = system.variable(term.variable)
          guard let recorded = entry.recorded else {
            guard columns.count < Self.columnLimit else {
              isExhausted = true
              continue
            }
            positions[term.variable] = addColumn(
              term.variable, entry, entry.domain, isRecorded: false)
            require(system.edits(of: term.variable))
            continue
          }
          if recorded.lowerBound < recorded.upperBound {
            positions[term.variable] = addColumn(
              term.variable, entry, recorded, isRecorded: true)
          }
        }
      }
    }
    for alternatives in parts {
      let made = alternatives.map { alternative in
        alternative.map { row($0, positions, replaced, &system) }
      }
      if made.count == 1 { rows += made[0] } else { choices.append(Choice(alternatives: made)) }
    }
  }

  private mutating func addColumn(
    _ variable: Int, _ entry: EditVariable, _ range: ClosedRange<Double>, isRecorded recorded: Bool
  ) -> Int {
    columns.append(variable)
    bounds.append((range.lowerBound, range.upperBound))
    starts.append(entry.recorded.map { ($0.lowerBound + $0.upperBound) / 2 } ?? 0)
    isWhole.append(entry.isWhole && !recorded)
    isRecorded.append(recorded)
    return columns.count - 1
  }

  private func row(
    _ linear: LinearEdit, _ positions: [Int: Int], _ replaced: [Int: Double],
    _ system: inout some EditSystem
  ) -> Row {
    var coefficients = [Double](repeating: 0, count: columns.count)
    var constant = 0.0
    var fixed: [LinearEdit.Term] = []
    for term in linear.terms {
      if let column = positions[term.variable] {
        coefficients[column] += term.coefficient
      } else {
        let value = replaced[term.variable] ?? system.variable(term.variable).recorded?.lowerBound
        constant += term.coefficient * (value ?? 0)
        fixed.append(term)
      }
    }
    return Row(
      coefficients: coefficients, low: linear.low - constant, high: linear.high - constant,
      fixed: fixed)
  }

  /// What came of looking for numbers.
  enum Answer {
    /// There are numbers: one for each column.
    case satisfied([Double])
    /// There are none; one of these recorded variables must change.
    case refuted(Set<Int>)
  }

  /// Looks for numbers that satisfy everything.
  mutating func solve() -> Answer {
    branches = 0
    var simplex = Simplex(bounds: bounds, start: starts)
    for row in rows { simplex.addRow(row.coefficients, from: row.low, to: row.high) }
    return solve(simplex, rows, unsettled: Array(choices.indices))
  }

  private mutating func solve(_ start: Simplex, _ rows: [Row], unsettled: [Int]) -> Answer {
    var simplex = start
    if let conflict = simplex.check() { return .refuted(support(of: conflict, rows)) }
    branches += 1
    if branches > Self.branchLimit || simplex.isExhausted {
      isExhausted = true
      return .satisfied(columns.indices.map { simplex.value(ofColumn: $0) })
    }
    if let (column, value) = fraction(simplex) {
      var support: Set<Int> = []
      for isBelow in [true, false] {
        var half = simplex
        let isPossible =
          isBelow
          ? half.narrow(column: column, to: value.rounded(.down))
          : half.narrow(column: column, from: value.rounded(.up))
        guard isPossible else { continue }
        switch solve(half, rows, unsettled: unsettled) {
        case .satisfied(let values): return .satisfied(values)
        case .refuted(let part): support.formUnion(part)
        }
      }
      return .refuted(support)
    }
    guard let position = unsettled.firstIndex(where: { !isSettled(choices[$0], simplex) }) else {
      return .satisfied(columns.indices.map { simplex.value(ofColumn: $0) })
    }
    var rest = unsettled
    let choice = choices[rest.remove(at: position)]
    var support: Set<Int> = []
    for alternative in choice.alternatives {
      var branch = simplex
      for row in alternative { branch.addRow(row.coefficients, from: row.low, to: row.high) }
      switch solve(branch, rows + alternative, unsettled: rest) {
      case .satisfied(let values): return .satisfied(values)
      case .refuted(let part): support.formUnion(part)
      }
    }
    return .refuted(support)
  }

  /// The first column that must be whole and is not.
  private func fraction(_ simplex: Simplex) -> (column: Int, value: Double)? {
    for column in columns.indices where isWhole[column] {
      let value = simplex.value(ofColumn: column)
      if abs(value - value.rounded()) > 1e-6 { return (column, value) }
    }
    return nil
  }

  private func isSettled(_ choice: Choice, _ simplex: Simplex) -> Bool {
    choice.alternatives.contains { rows in
      rows.allSatisfy { row in
        var sum = 0.0
        for column in columns.indices where row.coefficients[column] != 0 {
          sum += row.coefficients[column] * simplex.value(ofColumn: column)
        }
        let slack = Simplex.tolerance * max(1, abs(sum))
        return sum >= row.low - slack && sum <= row.high + slack
      }
    }
  }

  /// The recorded variables that a contradiction rests on: those that do not cancel out of it.
  private func support(of conflict: Simplex.Conflict, _ rows: [Row]) -> Set<Int> {
    var sums: [Int: Double] = [:]
    for (row, factor) in conflict.rows {
      for term in rows[row].fixed { sums[term.variable, default: 0] += factor * term.coefficient }
    }
    var support = Set(sums.lazy.filter { abs($0.value) > 1e-9 }.map(\.key))
    for (column, _) in conflict.columns where isRecorded[column] { support.insert(columns[column]) }
    return support
  }

  /// The least and greatest value that a changed variable may have.
  ///
  /// - Returns: nil where nothing satisfies everything.
  mutating func range(of variable: Int) -> ClosedRange<Double>? {
    guard let column = columns.firstIndex(of: variable) else { return nil }
    var simplex = Simplex(bounds: bounds, start: starts)
    for row in rows { simplex.addRow(row.coefficients, from: row.low, to: row.high) }
    var ends: [Double] = []
    for factor in [-1.0, 1] {
      branches = 0
      guard
        let end = extreme(column, factor, simplex, unsettled: Array(choices.indices), beyond: nil)
      else { return nil }
      ends.append(end)
    }
    return ends[0] <= ends[1] ? ends[0]...ends[1] : ends[0]...ends[0]
  }

  /// The greatest value of a column times `factor`, back in the column's own terms; nil where nothing
  /// satisfies everything, or nothing goes beyond what was found.
  private mutating func extreme(
    _ column: Int, _ factor: Double, _ start: Simplex, unsettled: [Int], beyond best: Double?
  ) -> Double? {
    var simplex = start
    guard simplex.check() == nil else { return nil }
    branches += 1
    let end = simplex.extreme(ofColumn: column, factor: factor)
    if let best, end * factor <= best * factor { return nil }
    if branches > Self.branchLimit || simplex.isExhausted {
      isExhausted = true
      return end
    }
    var found: Double?
    if end.isFinite, let (fractional, value) = fraction(simplex) {
      for isBelow in [true, false] {
        var half = simplex
        let isPossible =
          isBelow
          ? half.narrow(column: fractional, to: value.rounded(.down))
          : half.narrow(column: fractional, from: value.rounded(.up))
        guard isPossible else { continue }
        found =
          extreme(column, factor, half, unsettled: unsettled, beyond: found ?? best) ?? found
      }
      return found
    }
    // Where there is no end, what holds here may not hold further out: every choice is made.
    let open =
      end.isFinite
      ? unsettled.firstIndex { !isSettled(choices[$0], simplex) } : unsettled.indices.first
    guard let position = open else {
      return isWhole[column] && end.isFinite ? end.rounded() : end
    }
    var rest = unsettled
    let choice = choices[rest.remove(at: position)]
    for alternative in choice.alternatives {
      var branch = simplex
      for row in alternative { branch.addRow(row.coefficients, from: row.low, to: row.high) }
      found = extreme(column, factor, branch, unsettled: rest, beyond: found ?? best) ?? found
    }
    return found
  }
}
