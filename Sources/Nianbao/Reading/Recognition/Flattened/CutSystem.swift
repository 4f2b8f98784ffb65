/// Cuts the rows of a flattened table under all of a form's relations at once.
///
/// A row has several cuts; the relations between its own cells leave few of them, and those between
/// rows (parts and totals, received and carried) fewer. A cell counts where all solutions agree on it.
struct CutSystem {
  /// A relation between figures of one report: the sum of figures times numbers is zero.
  struct Relation: Sendable {
    /// The figures with their coefficients.
    let terms: [(indicator: IndicatorIndex, coefficient: Double)]
    /// The rule's id, as a reason.
    let rule: RuleID
  }

  /// A row with its cuts.
  struct Row {
    /// The row's cells.
    let cells: [IndicatorIndex]
    /// The cuts that remain.
    var cuts: [[Figure]]
  }

  /// What was settled.
  struct Settlement {
    /// For each row and cell the figure that all solutions have, or nil.
    var figures: [[Figure?]]
    /// Whether the relations between rows could be satisfied together.
    var isConsistent: Bool
  }

  private let known: [IndicatorIndex: Double]
  private var rows: [Row]
  private let between: [Relation]
  private let rowOf: [IndicatorIndex: (row: Int, cell: Int)]

  /// Solutions above which a system counts as open.
  private static let solutionLimit = 20_000
  /// Steps of the search above which a system counts as open.
  private static let stepLimit = 400_000

  /// Settles rows.
  ///
  /// - Parameters:
  ///   - known: The figures of cells that were read whole.
  ///   - rows: The flattened rows with all their cuts.
  ///   - relations: The form's relations; those with a figure that is neither known nor in a row
  ///     are not used.
  static func settle(
    known: [IndicatorIndex: Double], rows: [Row], relations: [Relation]
  ) -> Settlement {
    var system = CutSystem(known: known, rows: rows, relations: relations)
    return system.solve()
  }

  private init(known: [IndicatorIndex: Double], rows: [Row], relations: [Relation]) {
    self.known = known
    self.rows = rows
    var rowOf: [IndicatorIndex: (row: Int, cell: Int)] = [:]
    for (row, entry) in rows.enumerated() {
      for (cell, indicator) in entry.cells.enumerated() { rowOf[indicator] = (row, cell) }
    }
    self.rowOf = rowOf
    let usable = relations.filter { relation in
      relation.terms.contains { rowOf[$0.indicator] != nil }
        && relation.terms.allSatisfy { known[$0.indicator] != nil || rowOf[$0.indicator] != nil }
    }
    func involved(_ relation: Relation) -> Set<Int> {
      Set(relation.terms.compactMap { rowOf[$0.indicator]?.row })
    }
    for relation in usable {
      let touched = involved(relation)
      guard touched.count == 1, let row = touched.first else { continue }
      self.rows[row].cuts.removeAll { cut in
        let sum = relation.terms.reduce(0.0) { sum, term in
          let place = rowOf[term.indicator]
          let value = place.map { cut[$0.cell].value } ?? known[term.indicator] ?? 0
          return sum + term.coefficient * value
        }
        return abs(sum) > Self.tolerance
      }
    }
    // A row that breaks its own relations says nothing about others.
    let rows = self.rows
    between = usable.filter { relation in
      let touched = involved(relation)
      return touched.count > 1 && touched.allSatisfy { !rows[$0].cuts.isEmpty }
    }
  }

  /// Sums of amounts with decimals are not exact.
  private static let tolerance = 1e-6

  private mutating func solve() -> Settlement {
    var figures = rows.map { row in [Figure?](repeating: nil, count: row.cells.count) }
    var isConsistent = true
    for component in components() {
      var search = SolutionSearch(rows: rows, members: component, system: self)
      let outcome = search.run()
      let solved: Set<Int>
      switch outcome {
      case .solutions(let chosen):
        solved = Set(component)
        for row in component {
          figures[row] = Self.agreement(chosen[row, default: []].map { rows[row].cuts[$0] })
        }
      case .none:
        isConsistent = false
        solved = []
      case .open: solved = []
      }
      // Without the relations between rows a row still counts where its own leave one cut.
      for row in component where !solved.contains(row) && rows[row].cuts.count == 1 {
        figures[row] = rows[row].cuts[0]
      }
    }
    return Settlement(figures: figures, isConsistent: isConsistent)
  }

  /// For each cell the figure that all cuts have, or nil.
  private static func agreement(_ cuts: [[Figure]]) -> [Figure?] {
    guard let first = cuts.first else { return [] }
    return first.indices.map { cell in
      cuts.allSatisfy { $0[cell] == first[cell] } ? first[cell] : nil
    }
  }

  /// Rows that relations tie together, each group in the order of the rows.
  private func components() -> [[Int]] {
    var group = Array(rows.indices)
    func root(_ row: Int) -> Int {
      var row = row
      while group[row] != row { row = group[row] }
      return row
    }
    for relation in between {
      let touched = relation.terms.compactMap { rowOf[$0.indicator]?.row }
      guard let first = touched.first else { continue }
      for other in touched.dropFirst() {
        let (left, right) = (root(first), root(other))
        if left != right { group[max(left, right)] = min(left, right) }
      }
    }
    let members = Dictionary(grouping: rows.indices.filter { !rows[$0].cuts.isEmpty }, by: root)
    return members.sorted { $0.key < $1.key }.map(\.value)
  }

  // MARK: Search

  private enum Outcome {
    /// For each row the cuts that occur in some solution.
    case solutions([Int: Set<Int>])
    case none
    case open
  }

  /// Depth-first search over the cuts of one group of rows, the rows with the fewest first; a branch
  /// ends where the least or the greatest that a relation can still come to excludes it.
  private struct SolutionSearch {
    private let rows: [Row]
    private let order: [Int]
    /// For each relation and row: the relation's part for each cut; empty where the row has none of
    /// the relation's figures.
    private var parts: [[[Double]]] = []
    private var constants: [Double] = []
    /// For each relation the least and the greatest of the rows from a position of the order on.
    private var low: [[Double]] = []
    private var high: [[Double]] = []
    private var used: [Int: Set<Int>] = [:]
    private var solutions = 0
    private var steps = 0
    private var isOpen = false
    private var choice: [Int]

    init(rows: [Row], members: [Int], system: CutSystem) {
      self.rows = rows
      let order = members.sorted { (rows[$0].cuts.count, $0) < (rows[$1].cuts.count, $1) }
      self.order = order
      choice = Array(repeating: 0, count: order.count)
      let member = Set(members)
      for relation in system.between
      where relation.terms.contains(where: { term in
        system.rowOf[term.indicator].map { member.contains($0.row) } ?? false
      }) {
        var constant = 0.0
        var byRow: [Int: [(cell: Int, coefficient: Double)]] = [:]
        for term in relation.terms {
          if let place = system.rowOf[term.indicator] {
            byRow[place.row, default: []].append((place.cell, term.coefficient))
          } else {
            constant += term.coefficient * (system.known[term.indicator] ?? 0)
          }
        }
        let part = order.map { row -> [Double] in
          guard let terms = byRow[row] else { return [] }
          return rows[row].cuts.map { cut in
            terms.reduce(0.0) { $0 + $1.coefficient * cut[$1.cell].value }
          }
        }
        var least = [Double](repeating: 0, count: order.count + 1)
        var greatest = least
        for position in order.indices.reversed() {
          least[position] = least[position + 1] + (part[position].min() ?? 0)
          greatest[position] = greatest[position + 1] + (part[position].max() ?? 0)
        }
        parts.append(part)
        constants.append(constant)
        low.append(least)
        high.append(greatest)
      }
    }

    mutating func run() -> Outcome {
      extend(0, sums: constants)
      if isOpen { return .open }
      return solutions == 0 ? .none : .solutions(used)
    }

    private mutating func extend(_ position: Int, sums: [Double]) {
      steps += 1
      if steps > CutSystem.stepLimit || solutions > CutSystem.solutionLimit { isOpen = true }
      if isOpen { return }
      for relation in sums.indices {
        if sums[relation] + low[relation][position] > CutSystem.tolerance { return }
        if sums[relation] + high[relation][position] < -CutSystem.tolerance { return }
      }
      guard position < order.count else {
        solutions += 1
        for (position, cut) in choice.enumerated() {
          used[order[position], default: []].insert(cut)
        }
        return
      }
      for cut in rows[order[position]].cuts.indices {
        choice[position] = cut
        let next = sums.indices.map { relation in
          let part = parts[relation][position]
          return part.isEmpty ? sums[relation] : sums[relation] + part[cut]
        }
        extend(position + 1, sums: next)
      }
    }
  }
}
