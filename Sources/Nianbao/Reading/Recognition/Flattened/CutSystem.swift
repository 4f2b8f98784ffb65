/// Cuts the rows of a flattened table under all of a form's relations at once.
///
/// A row has several cuts; the relations between its own cells leave few of them, and those between
/// rows (parts and totals, received and carried) fewer. A cell counts where all solutions agree on it.
struct CutSystem {
  /// A relation between figures of one report: the sum of figures times numbers and of a constant,
  /// which stands for the figures of other years, is zero.
  struct Relation: Sendable {
    /// The figures with their coefficients.
    let terms: [(indicator: IndicatorIndex, coefficient: Double)]
    /// The constant.
    var constant = 0.0
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
    let system = CutSystem(known: known, rows: rows, relations: relations)
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
        let sum = relation.terms.reduce(relation.constant) { sum, term in
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
  static let tolerance = 1e-6

  private func solve() -> Settlement {
    var figures = rows.map { row in [Figure?](repeating: nil, count: row.cells.count) }
    var isConsistent = true
    for component in components() {
      var search = SolutionSearch(
        rows: component.map { rows[$0].cuts }, relations: restricted(to: component))
      let outcome = search.run()
      for (position, row) in component.enumerated() {
        switch outcome {
        case .solutions(let used): figures[row] = Self.agreement(used[position])
        // Without the relations between rows a row still counts where its own leave one cut.
        case .none, .open:
          if rows[row].cuts.count == 1 { figures[row] = rows[row].cuts[0] }
        }
      }
      if case .none = outcome { isConsistent = false }
    }
    return Settlement(figures: figures, isConsistent: isConsistent)
  }

  /// The relations of a group of rows, by positions in the group.
  private func restricted(to component: [Int]) -> [SolutionSearch.Relation] {
    let positions = Dictionary(
      component.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    return between.compactMap { relation in
      var restricted = SolutionSearch.Relation(constant: relation.constant)
      for term in relation.terms {
        guard let place = rowOf[term.indicator] else {
          restricted.constant += term.coefficient * (known[term.indicator] ?? 0)
          continue
        }
        guard let row = positions[place.row] else { return nil }
        restricted.terms[row, default: []].append((place.cell, term.coefficient))
      }
      return restricted
    }
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
}
