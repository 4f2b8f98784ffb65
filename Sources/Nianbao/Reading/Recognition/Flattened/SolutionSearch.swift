/// Finds which cuts of some rows occur in a solution of the relations between them.
///
/// First cuts are struck that no choice of the other rows can balance (bounds propagation), until
/// nothing more falls; then a depth-first search goes through what is left, the rows with the fewest
/// cuts first.
struct SolutionSearch {
  /// A relation between the rows: a constant and figures times numbers come to zero.
  struct Relation {
    var constant = 0.0
    /// For each row the cells and their coefficients.
    var terms: [Int: [(cell: Int, coefficient: Double)]] = [:]
  }

  enum Outcome {
    /// For each row the cuts that occur in some solution.
    case solutions([[[Figure]]])
    /// The relations cannot all hold.
    case none
    /// There are too many solutions, or too many steps to them.
    case open
  }

  /// Solutions above which the rows count as open.
  static let solutionLimit = 20_000
  /// Steps above which the rows count as open.
  static let stepLimit = 100_000
  /// Rounds of bounds propagation.
  private static let roundLimit = 50

  private var rows: [[[Figure]]]
  private let relations: [Relation]

  /// A search over the cuts of each row.
  init(rows: [[[Figure]]], relations: [Relation]) {
    self.rows = rows
    self.relations = relations
  }

  /// - Complexity: O(rounds × relations × cuts) and at most `stepLimit` steps.
  mutating func run() -> Outcome {
    guard propagate() else { return .none }
    return search()
  }

  private static func part(_ terms: [(cell: Int, coefficient: Double)], _ cut: [Figure]) -> Double {
    terms.reduce(0) { $0 + $1.coefficient * cut[$1.cell].value }
  }

  /// Strikes cuts that the bounds of a relation exclude.
  ///
  /// - Returns: Whether every row still has a cut.
  private mutating func propagate() -> Bool {
    for _ in 0..<Self.roundLimit {
      var hasChanged = false
      for relation in relations {
        let parts = relation.terms.map { row, terms in
          (row: row, values: rows[row].map { Self.part(terms, $0) })
        }
        var (low, high) = (relation.constant, relation.constant)
        for part in parts {
          low += part.values.min() ?? 0
          high += part.values.max() ?? 0
        }
        for part in parts {
          let least = low - (part.values.min() ?? 0)
          let greatest = high - (part.values.max() ?? 0)
          let kept = part.values.indices.filter {
            least + part.values[$0] <= CutSystem.tolerance
              && greatest + part.values[$0] >= -CutSystem.tolerance
          }
          if kept.count < part.values.count {
            if kept.isEmpty { return false }
            rows[part.row] = kept.map { rows[part.row][$0] }
            hasChanged = true
            // The bounds above are too wide now, and stay true.
          }
        }
      }
      if !hasChanged { break }
    }
    return true
  }

  private func search() -> Outcome {
    let order = rows.indices.sorted { (rows[$0].count, $0) < (rows[$1].count, $1) }
    var walk = Walk(
      counts: order.map { rows[$0].count },
      relations: relations.map { relation in
        Walk.Relation(
          constant: relation.constant,
          parts: order.map { row in
            relation.terms[row].map { terms in rows[row].map { Self.part(terms, $0) } }
          })
      })
    walk.extend(0)
    if walk.isOpen { return .open }
    if walk.solutions == 0 { return .none }
    var used = [[[Figure]]](repeating: [], count: rows.count)
    for (position, row) in order.enumerated() {
      used[row] = walk.used[position].sorted().map { rows[row][$0] }
    }
    return .solutions(used)
  }
}

/// The depth-first walk through the cuts that are left.
private struct Walk {
  struct Relation {
    let constant: Double
    /// For each row its part for each cut; nil for rows that the relation does not speak of.
    let parts: [[Double]?]
  }

  private(set) var solutions = 0
  private(set) var isOpen = false
  private(set) var used: [Set<Int>]
  private let counts: [Int]
  private let relations: [Relation]
  /// For each row the relations that speak of it.
  private let touching: [[Int]]
  /// For each relation the least and the greatest of the rows from a position on.
  private var low: [[Double]] = []
  private var high: [[Double]] = []
  private var sums: [Double]
  private var choice: [Int]
  private var steps = 0

  init(counts: [Int], relations: [Relation]) {
    self.counts = counts
    self.relations = relations
    used = Array(repeating: [], count: counts.count)
    choice = Array(repeating: 0, count: counts.count)
    sums = relations.map(\.constant)
    touching = counts.indices.map { position in
      relations.indices.filter { relations[$0].parts[position] != nil }
    }
    for relation in relations {
      var least = [Double](repeating: 0, count: counts.count + 1)
      var greatest = least
      for position in counts.indices.reversed() {
        least[position] = least[position + 1] + (relation.parts[position]?.min() ?? 0)
        greatest[position] = greatest[position + 1] + (relation.parts[position]?.max() ?? 0)
      }
      low.append(least)
      high.append(greatest)
    }
  }

  mutating func extend(_ position: Int) {
    steps += 1
    if steps > SolutionSearch.stepLimit || solutions > SolutionSearch.solutionLimit {
      isOpen = true
    }
    if isOpen { return }
    guard position < counts.count else {
      solutions += 1
      for (position, cut) in choice.enumerated() { used[position].insert(cut) }
      return
    }
    for cut in 0..<counts[position] {
      choice[position] = cut
      add(cut, at: position, times: 1)
      let isPossible = touching[position].allSatisfy { relation in
        sums[relation] + low[relation][position + 1] <= CutSystem.tolerance
          && sums[relation] + high[relation][position + 1] >= -CutSystem.tolerance
      }
      if isPossible { extend(position + 1) }
      add(cut, at: position, times: -1)
      if isOpen { return }
    }
  }

  private mutating func add(_ cut: Int, at position: Int, times sign: Double) {
    for relation in touching[position] {
      sums[relation] += sign * (relations[relation].parts[position]?[cut] ?? 0)
    }
  }
}
