extension Subsystem {
  /// The most branches on whole numbers and alternatives.
  static let branchLimit = 400

  /// What came of looking for numbers.
  enum Answer {
    /// There are numbers.
    case satisfied
    /// There are none.
    case refuted(Refutation)
    /// A bound of the work was hit, or rounding leaves it in doubt.
    case unknown
  }

  /// A place in the tree of branches: the bounds of the columns, the rows that must hold there.
  struct Node {
    var simplex: Simplex
    var bounds: Bounds
    /// The rows of the simplex, and the level of the branch that brought each in.
    var rows: [(row: Int, level: Int)]
    /// The edits that still leave a choice.
    var unsettled: [Int]
    var level = 0
    /// The column that the branch narrowed last.
    var narrowed: Int?

    /// The column that the branch left no number.
    var emptied: Int? { narrowed.flatMap { bounds.low[$0] > bounds.high[$0] ? $0 : nil } }
  }

  /// Looks for numbers that satisfy everything that was gathered.
  mutating func solve(_ model: Neighbourhood) -> Answer {
    if let refutation = propagate(model) { return .refuted(refutation) }
    if isDoubtful { return .unknown }
    if coupled.isEmpty, choices.isEmpty, columns.indices.allSatisfy({ hasNumber($0, model) }) {
      return .satisfied
    }
    return solve(root(model), model)
  }

  /// Whether the bounds of a column leave a number that makes sense.
  func hasNumber(_ column: Int, _ model: Neighbourhood) -> Bool {
    guard model.variables[columns[column]].isWhole, low[column].isFinite, high[column].isFinite
    else { return true }
    return (low[column] - 1e-7).rounded(.up) <= high[column] + 1e-7
  }

  /// The root of the tree: the columns within their bounds, the rows that must hold anyway.
  func root(_ model: Neighbourhood) -> Node {
    let starts = columns.map { variable in
      let entry = model.variables[variable]
      return switch entry.kind {
      case .fixed: entry.low
      case .interval: entry.low.isFinite && entry.high.isFinite ? (entry.low + entry.high) / 2 : 0
      case .missing: 0.0
      }
    }
    var node = Node(
      simplex: Simplex(low: low, high: high, start: starts, rowCapacity: coupled.count),
      bounds: Bounds(low: low, high: high, lowReason: lowReason, highReason: highReason),
      rows: [], unsettled: choices)
    for row in coupled { add(row, level: -1, to: &node, model) }
    return node
  }

  private func add(_ row: Int, level: Int, to node: inout Node, _ model: Neighbourhood) {
    let (constant, scale, _, _) = constant(of: row, model)
    let bounds = model.rows[row]
    let terms = bounds.terms.compactMap { index in
      let term = model.terms[index]
      return column(of: term.variable).map { (column: $0, coefficient: term.coefficient) }
    }
    node.simplex.addRow(
      terms, from: bounds.low - constant, to: bounds.high - constant, slack: Self.slack(scale))
    node.rows.append((row, level))
  }

  private mutating func solve(_ start: consuming Node, _ model: Neighbourhood) -> Answer {
    var node = consume start
    if let emptied = node.emptied {
      return emptiness(of: emptied, node.bounds, model).map { .refuted($0) } ?? .unknown
    }
    if let conflict = node.simplex.check() {
      return refutation(of: conflict, node, model).map { .refuted($0) } ?? .unknown
    }
    branches += 1
    guard branches <= Self.branchLimit, !node.simplex.isExhausted else {
      isDoubtful = true
      return .unknown
    }
    if let (column, value) = fraction(node, model) {
      return solve(halves(of: node, column, value), of: node.level, model)
    }
    guard let position = node.unsettled.firstIndex(where: { !isSettled($0, node, model) }) else {
      return .satisfied
    }
    return solve(alternatives(of: position, node, model), of: node.level, model)
  }

  /// Whether a place in the tree has numbers; what is in doubt counts as having some.
  mutating func isSatisfied(_ node: Node, _ model: Neighbourhood) -> Bool {
    if case .refuted = solve(node, model) { return false }
    return true
  }

  /// Looks into branches one after the other.
  private mutating func solve(_ parts: [Node], of level: Int, _ model: Neighbourhood) -> Answer {
    var joined = Refutation(support: [], levels: 0)
    var isSure = true
    for part in parts {
      switch solve(part, model) {
      case .satisfied: return .satisfied
      case .unknown: isSure = false
      case .refuted(let refutation):
        // What does not need the branch refutes the others as well.
        guard refutation.needs(level) else { return .refuted(refutation) }
        joined.join(refutation)
      }
    }
    joined.close(level)
    return isSure ? .refuted(joined) : .unknown
  }

  private mutating func refutation(
    of conflict: Simplex.Conflict, _ node: Node, _ model: Neighbourhood
  ) -> Refutation? {
    let shares = conflict.map { part in
      Share(row: node.rows[part.row].row, factor: part.factor, level: node.rows[part.row].level)
    }
    return refutation(shares, node.bounds, model)
  }

  /// The first column that must be whole and is not.
  func fraction(_ node: Node, _ model: Neighbourhood) -> (column: Int, value: Double)? {
    for (column, variable) in columns.enumerated() where model.variables[variable].isWhole {
      let value = node.simplex.value(ofColumn: column)
      if abs(value - value.rounded()) > 1e-6 { return (column, value) }
    }
    return nil
  }

  /// Why the bounds of a column contradict each other.
  private mutating func emptiness(of column: Int, _ bounds: Bounds, _ model: Neighbourhood)
    -> Refutation?
  {
    let variable = columns[column]
    let reasons = [bounds.lowReason[column], bounds.highReason[column]]
    for (reason, sign) in zip(reasons, [1.0, -1]) where reason >= 0 {
      let factor = sign / coefficient(of: variable, in: reason, model)
      return refutation([Share(row: reason, factor: factor)], bounds, model)
    }
    let support = isFree(column, model) || !reasons.contains(Reason.given) ? [] : [variable]
    let levels = reasons.lazy.filter { $0 != Reason.given }.map { Refutation.bit(-2 - $0) }
    return Refutation(support: support, levels: levels.reduce(0, |))
  }

  /// The branches of a column that is not whole: below and above. One of them may have no number.
  func halves(of node: Node, _ column: Int, _ value: Double) -> [Node] {
    var below = node
    below.level += 1
    var above = below
    let reason = Reason.branch(node.level)
    below.bounds.high[column] = value.rounded(.down)
    below.bounds.highReason[column] = reason
    above.bounds.low[column] = value.rounded(.up)
    above.bounds.lowReason[column] = reason
    below.narrowSimplex(column)
    above.narrowSimplex(column)
    return [below, above]
  }

  /// The branches of an edit that leaves a choice.
  func alternatives(of position: Int, _ node: Node, _ model: Neighbourhood) -> [Node] {
    var rest = node
    let edit = model.edits[rest.unsettled.remove(at: position)]
    rest.level += 1
    rest.narrowed = nil
    return edit.alternatives.map { rows in
      var branch = rest
      for row in rows { add(row, level: node.level, to: &branch, model) }
      return branch
    }
  }

  /// Whether the numbers found satisfy one of an edit's alternatives.
  func isSettled(_ number: Int, _ node: Node, _ model: Neighbourhood) -> Bool {
    model.edits[number].alternatives.contains { rows in
      rows.allSatisfy { row in
        var (sum, scale, _, _) = constant(of: row, model)
        for index in model.rows[row].terms {
          let term = model.terms[index]
          guard let column = column(of: term.variable) else { continue }
          let share = term.coefficient * node.simplex.value(ofColumn: column)
          sum += share
          scale += abs(share)
        }
        let slack = Self.slack(scale)
        return sum >= model.rows[row].low - slack && sum <= model.rows[row].high + slack
      }
    }
  }
}

extension Subsystem.Node {
  /// Brings the bounds of a column into the simplex.
  fileprivate mutating func narrowSimplex(_ column: Int) {
    narrowed = column
    guard emptied == nil else { return }
    simplex.narrow(column: column, from: bounds.low[column], to: bounds.high[column])
  }
}
