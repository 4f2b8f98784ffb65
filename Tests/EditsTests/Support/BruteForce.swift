import Edits

/// Error localisation by trying everything: every set of variables, every value of a small grid.
///
/// Values are multiples of `step` from `values`; so records must be made in such a way that what is
/// possible at all is possible on that grid.
struct BruteForce: Sendable {
  let record: SmallRecord
  let ignored: Set<Int>
  /// The values that a free variable may take here.
  let values: [Double]

  /// The sets that satisfy all edits and contain no other such set, as bit masks, with their weights.
  func minimalSets() -> [(mask: Int, weight: Double)] {
    let count = record.variables.count
    let masks = (0..<1 << count).sorted { ($0.nonzeroBitCount, $0) < ($1.nonzeroBitCount, $1) }
    var minimal: [Int] = []
    for mask in masks where !minimal.contains(where: { $0 & mask == $0 }) {
      if isSatisfiable(changing: mask) { minimal.append(mask) }
    }
    return minimal.map { mask in
      (mask, members(mask).reduce(0) { $0 + record.variables[$1].weight })
    }
  }

  func members(_ mask: Int) -> [Int] {
    record.variables.indices.filter { mask >> $0 & 1 == 1 }
  }

  /// Whether values of the set satisfy everything; others stay within what is recorded.
  func isSatisfiable(changing mask: Int) -> Bool {
    var found = false
    visit(changing: mask) { _ in
      found = true
      return false
    }
    return found
  }

  /// The least and greatest values of each variable of a set over everything that satisfies the edits.
  func ranges(changing mask: Int) -> [Int: ClosedRange<Double>] {
    var ranges: [Int: ClosedRange<Double>] = [:]
    visit(changing: mask) { values in
      for variable in members(mask) {
        let value = values[variable]
        let old = ranges[variable] ?? value...value
        ranges[variable] = min(old.lowerBound, value)...max(old.upperBound, value)
      }
      return true
    }
    return ranges
  }

  /// Calls a closure with all values that satisfy everything, until it has enough.
  private func visit(changing mask: Int, _ body: ([Double]) -> Bool) {
    let choices = record.variables.indices.map { candidates($0, isChanged: mask >> $0 & 1 == 1) }
    var assigned = [Double](repeating: 0, count: choices.count)
    // An edit is looked at as soon as its last variable has a value.
    let edits = record.list.indices.filter { !ignored.contains($0) }.map { record.list[$0] }
    let due = edits.map { edit in
      edit.alternatives.joined().flatMap { $0.terms.map(\.variable) }.max() ?? -1
    }
    func assign(_ position: Int) -> Bool {
      for (edit, last) in zip(edits, due) where last == position - 1 {
        if !holds(edit, assigned) { return true }
      }
      if position == choices.count { return body(assigned) }
      for value in choices[position] {
        assigned[position] = value
        if !assign(position + 1) { return false }
      }
      return true
    }
    _ = assign(0)
  }

  private func candidates(_ position: Int, isChanged: Bool) -> [Double] {
    let variable = record.variables[position]
    if !isChanged, let recorded = variable.recorded {
      if recorded.lowerBound == recorded.upperBound { return [recorded.lowerBound] }
      return values.filter { recorded.contains($0) && variable.domain.contains($0) }
    }
    return values.filter {
      variable.domain.contains($0) && (!variable.isWhole || $0 == $0.rounded())
    }
  }

  private func holds(_ edit: Edit, _ values: [Double]) -> Bool {
    edit.alternatives.contains { alternative in
      alternative.allSatisfy { linear in
        let sum = linear.terms.reduce(0) { $0 + $1.coefficient * values[$1.variable] }
        return sum >= linear.low - 1e-9 && sum <= linear.high + 1e-9
      }
    }
  }
}
