/// The part of a record that a set of changed variables touches: can its edits be satisfied while all
/// other variables stay as recorded?
///
/// Changed and missing variables are columns of a linear system, recorded ones constants; amounts,
/// which stand for every number that rounds to them, are columns within those numbers. The exact answer
/// needs the other edits of missing variables and amounts too, and those of further ones there
/// (`Reach.whole`); without them (`Reach.near`) a refutation holds all the same, since fewer edits are
/// easier to satisfy.
///
/// One is made for a search and gathers one set of variables after the other in the same memory.
struct Subsystem {
  /// Which edits are looked at.
  enum Reach {
    /// Those of the changed variables.
    case near
    /// Also those of missing variables and amounts that the others speak of.
    case whole
  }

  /// Where a bound of a column comes from: a row that speaks of no other column, or one of these.
  enum Reason {
    /// Its domain, or the numbers that round to what is recorded.
    static let given = -1
    /// A branch, by its level.
    static func branch(_ level: Int) -> Int { -2 - level }
  }

  /// The most columns that a subsystem may have.
  static let columnLimit = 400

  /// The variable of each column.
  private(set) var columns: [Int] = []
  /// The edits that were looked at.
  private(set) var edits: [Int] = []
  /// The edits that speak of its columns but were excluded.
  private(set) var passedOver: [Int] = []
  /// Whether a wider reach would bring in nothing more.
  private(set) var isClosed = true

  var low: [Double] = [], high: [Double] = []
  var lowReason: [Int] = [], highReason: [Int] = []
  /// The rows that speak of several columns and must hold.
  private(set) var coupled: [Int] = []
  /// The edits that leave a choice.
  private(set) var choices: [Int] = []

  /// Whether rounding or a bound of the work left something in doubt.
  var isDoubtful = false
  /// The branches that were looked at.
  var branches = 0

  private var changedCount = 0
  private var place: [Int] = []
  private var marks: [Int] = []
  private var round = 0
  /// Sums of coefficients while a contradiction is added up, all 0 in between.
  var sums: [Double] = []
  var summed: [Int] = []

  /// Gathers the edits around some changed variables.
  ///
  /// - Parameters:
  ///   - changed: The variables that may be anything that their domains allow.
  ///   - required: Edits that are looked at in any case.
  ///   - excluded: For each edit whether it is left out; edits beyond its end are not.
  /// - Returns: Whether there are no more columns than the limit.
  mutating func gather(
    _ changed: [Int], required: [Int], excluded: [Bool] = [], reach: Reach,
    in model: inout Neighbourhood, from system: inout some EditSystem
  ) -> Bool {
    reset()
    changedCount = changed.count
    for variable in changed { addColumn(variable, model) }
    for edit in required { look(at: edit, excluded) }
    for variable in changed {
      for edit in model.edits(of: variable, from: &system) { look(at: edit, excluded) }
    }
    var next = 0
    while next < edits.count {
      let edit = model.edits[edits[next]]
      next += 1
      for row in edit.rows {
        for index in model.rows[row].terms {
          let variable = model.terms[index].variable
          guard model.variables[variable].kind != .fixed, column(of: variable) == nil else {
            continue
          }
          guard columns.count < Self.columnLimit else { return false }
          addColumn(variable, model)
          guard reach == .whole else {
            isClosed = false
            continue
          }
          for edit in model.edits(of: variable, from: &system) { look(at: edit, excluded) }
        }
      }
    }
    growSums(to: model.variables.count)
    return true
  }

  private mutating func reset() {
    for variable in columns { place[variable] = -1 }
    columns.removeAll(keepingCapacity: true)
    edits.removeAll(keepingCapacity: true)
    passedOver.removeAll(keepingCapacity: true)
    isClosed = true
    isDoubtful = false
    branches = 0
    round += 1
  }

  private mutating func look(at edit: Int, _ excluded: [Bool]) {
    while marks.count <= edit { marks.append(0) }
    guard marks[edit] != round else { return }
    marks[edit] = round
    if edit < excluded.count, excluded[edit] { passedOver.append(edit) } else { edits.append(edit) }
  }

  private mutating func addColumn(_ variable: Int, _ model: Neighbourhood) {
    while place.count < model.variables.count { place.append(-1) }
    guard place[variable] < 0 else { return }
    place[variable] = columns.count
    columns.append(variable)
  }

  private mutating func growSums(to count: Int) {
    while sums.count < count { sums.append(0) }
  }

  /// The column of a variable; nil where it stays as recorded.
  func column(of variable: Int) -> Int? {
    variable < place.count && place[variable] >= 0 ? place[variable] : nil
  }

  /// Whether a column may be anything that its domain allows, so that nothing speaks against it.
  func isFree(_ column: Int, _ model: Neighbourhood) -> Bool {
    column < changedCount || model.variables[columns[column]].kind == .missing
  }

  /// Narrows columns by the rows that speak of no other column, and puts aside those that speak of
  /// several.
  ///
  /// - Returns: A contradiction, where that is enough for one.
  mutating func propagate(_ model: Neighbourhood) -> Refutation? {
    begin(model)
    for number in edits {
      let edit = model.edits[number]
      guard edit.isConjunction else {
        choices.append(number)
        continue
      }
      for row in edit.rows {
        let (constant, scale, only, count) = constant(of: row, model)
        let slack = Self.slack(scale)
        switch count {
        case 0:
          if constant < model.rows[row].low - slack {
            return refutation([Share(row: row, factor: 1)], model)
          }
          if constant > model.rows[row].high + slack {
            return refutation([Share(row: row, factor: -1)], model)
          }
        case 1:
          if let found = narrow(only, by: row, constant, slack, model) { return found }
        default: coupled.append(row)
        }
      }
    }
    return nil
  }

  private mutating func begin(_ model: Neighbourhood) {
    coupled.removeAll(keepingCapacity: true)
    choices.removeAll(keepingCapacity: true)
    low.removeAll(keepingCapacity: true)
    high.removeAll(keepingCapacity: true)
    lowReason.removeAll(keepingCapacity: true)
    highReason.removeAll(keepingCapacity: true)
    for (column, variable) in columns.enumerated() {
      let entry = model.variables[variable]
      let isFree = isFree(column, model)
      low.append(isFree ? entry.domainLow : entry.low)
      high.append(isFree ? entry.domainHigh : entry.high)
      lowReason.append(Reason.given)
      highReason.append(Reason.given)
    }
  }

  /// What the recorded variables of a row add up to, the size of the numbers, and its columns: how many
  /// and the last of them.
  func constant(of row: Int, _ model: Neighbourhood)
    -> (sum: Double, scale: Double, only: Neighbourhood.Term, count: Int)
  {
    var sum = 0.0
    var scale = 0.0
    var only = Neighbourhood.Term(variable: 0, coefficient: 0)
    var count = 0
    for index in model.rows[row].terms {
      let term = model.terms[index]
      if let column = column(of: term.variable) {
        if count > 0, only.variable == column {
          only = .init(variable: column, coefficient: only.coefficient + term.coefficient)
        } else {
          only = .init(variable: column, coefficient: term.coefficient)
          count += 1
        }
      } else {
        let share = term.coefficient * model.variables[term.variable].low
        sum += share
        scale += abs(share)
      }
    }
    return (sum, scale, only, only.coefficient == 0 && count == 1 ? 0 : count)
  }

  /// The number up to which a row's bounds count as kept.
  static func slack(_ scale: Double) -> Double {
    Simplex.tolerance + Simplex.relativeTolerance * scale
  }

  /// Narrows a column by the only row that speaks of it alone.
  private mutating func narrow(
    _ only: Neighbourhood.Term, by row: Int, _ constant: Double, _ slack: Double,
    _ model: Neighbourhood
  ) -> Refutation? {
    let column = only.variable
    let bounds = model.rows[row]
    let ends = [
      (bounds.low - constant) / only.coefficient, (bounds.high - constant) / only.coefficient,
    ]
    let (least, greatest) = only.coefficient > 0 ? (ends[0], ends[1]) : (ends[1], ends[0])
    let slack = slack / abs(only.coefficient)
    if least > low[column] {
      if least > high[column] + slack {
        return refutation([Share(row: row, factor: 1 / only.coefficient)], model)
      }
      low[column] = min(least, high[column])
      lowReason[column] = row
    }
    if greatest < high[column] {
      if greatest < low[column] - slack {
        return refutation([Share(row: row, factor: -1 / only.coefficient)], model)
      }
      high[column] = max(greatest, low[column])
      highReason[column] = row
    }
    return nil
  }
}
