/// What a contradiction rests on.
struct Refutation {
  /// The recorded variables of which one must change, ascending.
  var support: [Int]
  /// The levels of the branches that it needs, as bits; the last bit stands for all further ones.
  var levels: UInt64

  /// Whether the contradiction needs a branch.
  func needs(_ level: Int) -> Bool { levels & Self.bit(level) != 0 }

  /// Adds what another branch of the same level rests on.
  mutating func join(_ other: Refutation) {
    support = Array(Set(support).union(other.support)).sorted()
    levels |= other.levels
  }

  /// Forgets a level whose branches are all refuted.
  mutating func close(_ level: Int) {
    if level < 63 { levels &= ~Self.bit(level) }
  }

  static func bit(_ level: Int) -> UInt64 { 1 << UInt64(min(level, 63)) }
}

/// A row's part in a contradiction.
struct Share {
  let row: Int
  let factor: Double
  /// The level of the branch that brought the row in; −1 where it must hold anyway.
  var level = -1
}

extension Subsystem {
  /// The bounds of the columns in a branch.
  struct Bounds {
    var low: [Double], high: [Double]
    var lowReason: [Int], highReason: [Int]
  }

  /// The contradiction that some rows, each times a factor, are together with the bounds of the
  /// columns; nil where rounding leaves it in doubt.
  ///
  /// The rows add up to `Σ c·x ≥ L`. With every variable at its best, the left side reaches `U < L`.
  /// One of the recorded variables with `c ≠ 0` must change; but not those that would not mend it even
  /// at the best end of their domain. So of 5 = 2 + 4 + 0 over numbers from 0 the 0 is no suspect: it
  /// could only rise. The gap `L − U` may be spent on leaving out several such variables, the cheapest
  /// first.
  mutating func refutation(_ shares: [Share], _ model: Neighbourhood) -> Refutation? {
    let given = Bounds(low: low, high: high, lowReason: lowReason, highReason: highReason)
    return refutation(shares, given, model)
  }

  mutating func refutation(_ shares: [Share], _ bounds: Bounds, _ model: Neighbourhood)
    -> Refutation?
  {
    defer {
      for variable in summed { sums[variable] = 0 }
      summed.removeAll(keepingCapacity: true)
    }
    var total = Total()
    for share in shares { add(share, to: &total, model) }
    // Columns that another row bounds: its multiple takes them out of the sum.
    for index in summed.indices {
      let variable = summed[index]
      guard abs(sums[variable]) > total.negligible, let column = column(of: variable) else {
        continue
      }
      let reason = sums[variable] > 0 ? bounds.highReason[column] : bounds.lowReason[column]
      if reason >= 0 {
        let coefficient = coefficient(of: variable, in: reason, model)
        add(Share(row: reason, factor: -sums[variable] / coefficient), to: &total, model)
        sums[variable] = 0
      } else if reason != Reason.given {
        total.levels |= Refutation.bit(-2 - reason)
      }
    }
    let found = total.bound.isFinite ? weigh(total, bounds, model) : nil
    if found == nil { isDoubtful = true }
    return found
  }

  /// The sum of some rows.
  private struct Total {
    /// What the sum must be at least.
    var bound = 0.0
    var levels: UInt64 = 0
    /// The size of the factors, and of the numbers that were added.
    var factors = 0.0
    var greatestFactor = 0.0
    var scale = 0.0

    /// Coefficients below this are rounding.
    var negligible: Double { 1e-11 * max(1, factors) }
  }

  private mutating func add(_ share: Share, to total: inout Total, _ model: Neighbourhood) {
    let row = model.rows[share.row]
    let bound = share.factor * (share.factor > 0 ? row.low : row.high)
    total.bound += bound
    total.scale += abs(bound)
    total.factors += abs(share.factor)
    total.greatestFactor = max(total.greatestFactor, abs(share.factor))
    if share.level >= 0 { total.levels |= Refutation.bit(share.level) }
    for index in row.terms {
      let term = model.terms[index]
      // A variable may be summed up to 0 and appear again; its value counts once all the same.
      if sums[term.variable] == 0 { summed.append(term.variable) }
      sums[term.variable] += share.factor * term.coefficient
    }
  }

  /// The coefficient of a variable in a row.
  func coefficient(of variable: Int, in row: Int, _ model: Neighbourhood) -> Double {
    model.rows[row].terms.reduce(0) { sum, index in
      let term = model.terms[index]
      return term.variable == variable ? sum + term.coefficient : sum
    }
  }

  /// Which variables a sum of rows speaks against.
  private mutating func weigh(_ total: Total, _ bounds: Bounds, _ model: Neighbourhood)
    -> Refutation?
  {
    var reach = 0.0
    var scale = total.scale
    var suspects: [(variable: Int, cost: Double)] = []
    for variable in summed where abs(sums[variable]) > total.negligible {
      let sum = sums[variable]
      sums[variable] = 0
      let entry = model.variables[variable]
      let column = column(of: variable)
      let best =
        column.map { sum > 0 ? bounds.high[$0] : bounds.low[$0] }
        ?? (sum > 0 ? entry.high : entry.low)
      reach += sum * best
      scale += abs(sum * best)
      if let column {
        let reason = sum > 0 ? bounds.highReason[column] : bounds.lowReason[column]
        guard reason == Reason.given, !isFree(column, model) else { continue }
      }
      let end = sum > 0 ? entry.domainHigh : entry.domainLow
      suspects.append((variable, max(0, sum * end - sum * best)))
    }
    let gap = total.bound - reach
    let slack = max(1, total.factors) * Self.slack(scale)
    guard gap > 0.5 * Simplex.tolerance * min(1, total.greatestFactor) else { return nil }
    var left = gap - 2 * slack
    suspects.sort { ($0.cost, $0.variable) < ($1.cost, $1.variable) }
    var support: [Int] = []
    for suspect in suspects {
      if suspect.cost <= 0 || suspect.cost <= left {
        left -= suspect.cost
      } else {
        support.append(suspect.variable)
      }
    }
    return Refutation(support: support.sorted(), levels: total.levels)
  }
}
