extension Subsystem {
  /// The least and greatest value that a column may have, after `gather`.
  ///
  /// - Returns: nil where nothing satisfies everything. Where a bound of the work was hit, `isDoubtful`
  ///   is set and the range may be too wide.
  mutating func range(of variable: Int, _ model: Neighbourhood) -> ClosedRange<Double>? {
    guard let column = column(of: variable), propagate(model) == nil, !isDoubtful else {
      return nil
    }
    let isWhole = model.variables[variable].isWhole
    if coupled.isEmpty, choices.isEmpty, columns.indices.allSatisfy({ hasNumber($0, model) }) {
      guard isWhole else { return low[column]...high[column] }
      return (low[column] - 1e-7).rounded(.up)...(high[column] + 1e-7).rounded(.down)
    }
    let root = root(model)
    var ends: [Double] = []
    for factor in [-1.0, 1] {
      branches = 0
      guard let end = extreme(column, factor, root, model, beyond: nil) else { return nil }
      ends.append(isWhole && end.isFinite ? end.rounded() : end)
    }
    return ends[0] <= ends[1] ? ends[0]...ends[1] : ends[0]...ends[0]
  }

  /// The greatest value of a column times `factor`, back in the column's own terms; nil where nothing
  /// satisfies everything, or nothing goes beyond what was found.
  private mutating func extreme(
    _ column: Int, _ factor: Double, _ start: Node, _ model: Neighbourhood, beyond best: Double?
  ) -> Double? {
    var node = start
    guard node.emptied == nil, node.simplex.check() == nil else { return nil }
    branches += 1
    let end = node.simplex.extreme(ofColumn: column, factor: factor)
    if let best, end * factor <= best * factor { return nil }
    guard branches <= Self.branchLimit, !node.simplex.isExhausted else {
      isDoubtful = true
      return end
    }
    if end.isFinite, let (fractional, value) = fraction(node, model) {
      return extreme(column, factor, halves(of: node, fractional, value), model, beyond: best)
    }
    // Where there is no end, what holds here may not hold further out: every choice is made.
    let open =
      end.isFinite
      ? node.unsettled.firstIndex { !isSettled($0, node, model) } : node.unsettled.indices.first
    if let open {
      return extreme(
        column, factor, alternatives(of: open, node, model), model, beyond: best)
    }
    // Without an end whole numbers have none either, if there are any.
    return end.isFinite || isSatisfied(node, model) ? end : nil
  }

  /// The best of some branches.
  private mutating func extreme(
    _ column: Int, _ factor: Double, _ parts: [Node], _ model: Neighbourhood, beyond best: Double?
  ) -> Double? {
    var found: Double?
    for part in parts {
      found = extreme(column, factor, part, model, beyond: found ?? best) ?? found
    }
    return found
  }
}
