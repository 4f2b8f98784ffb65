import Nianbao

/// The rules of a set for the reports of one record, evaluated figure by figure: slow, obvious, and
/// written without any of the code that it is there to judge.
struct RecordRules: Sendable {
  /// One rule in the report of one year.
  struct Instance: Sendable {
    let rule: Rule
    let year: Year
    /// The positions of the record's cells that it speaks of.
    let cells: [Int]
    fileprivate let premise: RecordCondition?
    fileprivate let conclusion: RecordCondition
  }

  let form: RecordForm
  let instances: [Instance]
  /// The instances that speak of each cell.
  let byCell: [[Int]]

  init(_ rules: RuleSet, on form: RecordForm) {
    self.form = form
    var instances: [Instance] = []
    for report in form.reports {
      for rule in rules.rules
      where rule.kind != .form && rule.editions.contains(report.edition.id)
        && rule.scope?.contains(form.region) ?? true
        // Records have no prose, so what compares it with the table is silent.
        && !rule.assertion.cells.contains(where: { $0.source == .prose })
      {
        let position = { (cell: CellReference) -> Int? in
          cell.source == .table
            ? form.position(cell.indicator, report.year.advanced(by: -cell.lag)) : nil
        }
        instances.append(
          Instance(
            rule: rule, year: report.year, cells: rule.assertion.cells.compactMap(position),
            premise: rule.assertion.premise.map { RecordCondition($0, form.catalog, position) },
            conclusion: RecordCondition(rule.assertion.conclusion, form.catalog, position)))
      }
    }
    var byCell = [[Int]](repeating: [], count: form.cells.count)
    for (number, instance) in instances.enumerated() {
      for cell in instance.cells { byCell[cell].append(number) }
    }
    self.instances = instances
    self.byCell = byCell
  }

  /// The instances that are broken whatever the missing figures are.
  ///
  /// - Parameter figures: One figure a cell; NaN is blank.
  func broken(_ figures: [Double]) -> [Int] {
    instances.indices.filter { isBroken($0, figures) }
  }

  /// Whether an instance is broken whatever the missing figures are.
  func isBroken(_ number: Int, _ figures: [Double]) -> Bool {
    let instance = instances[number]
    if let premise = instance.premise, premise.truth(figures) != true { return false }
    return instance.conclusion.truth(figures) == false
  }

  /// Whether none is broken of some instances and of those that speak of some cells.
  func hold(_ numbers: [Int], around cells: [Int], _ figures: [Double]) -> Bool {
    !numbers.contains { isBroken($0, figures) }
      && !cells.contains { byCell[$0].contains { isBroken($0, figures) } }
  }

  /// The instances around some cells that are broken.
  func broken(around cells: [Int], _ figures: [Double]) -> [Int] {
    Set(cells.flatMap { byCell[$0] }).sorted().filter { isBroken($0, figures) }
  }

  /// The rank of the equations that speak of some cells and of no missing figure, in those cells.
  func rank(of cells: [Int], _ figures: [Double]) -> Int {
    var rows = Set(cells.flatMap { byCell[$0] }).sorted().compactMap { number -> [Double]? in
      let instance = instances[number]
      guard instance.premise == nil, case .comparison(let comparison) = instance.conclusion,
        comparison.sign == .equal,
        comparison.terms.allSatisfy({ $0.cell.map { !figures[$0].isNaN } ?? false })
      else { return nil }
      return cells.map { cell in
        comparison.terms.reduce(0) { $0 + ($1.cell == cell ? $1.coefficient : 0) }
      }
    }
    var rank = 0
    for column in cells.indices {
      guard let pivot = (rank..<rows.count).first(where: { abs(rows[$0][column]) > 1e-9 }) else {
        continue
      }
      rows.swapAt(rank, pivot)
      for row in rows.indices where row != rank {
        let factor = rows[row][column] / rows[rank][column]
        for other in cells.indices { rows[row][other] -= factor * rows[rank][other] }
      }
      rank += 1
      if rank == rows.count { break }
    }
    return rank
  }

  /// The values of a cell at which a comparison of an instance turns from true to false: the ends of
  /// what the cell may be for the instance to hold, all other figures as they are.
  func boundaries(of cell: Int, in number: Int, _ figures: [Double]) -> [Double] {
    let instance = instances[number]
    let comparisons = (instance.premise?.comparisons ?? []) + instance.conclusion.comparisons
    let step = form.isWhole(cell) ? 1.0 : 0.01
    return comparisons.flatMap { comparison -> [Double] in
      guard let own = comparison.terms.first(where: { $0.cell == cell }) else { return [] }
      var changed = figures
      changed[cell] = 0
      let rest = comparison.interval(changed)
      return [rest.low, rest.high].filter(\.isFinite).flatMap { end -> [Double] in
        let value = -end / own.coefficient + 0
        return comparison.sign == .above || comparison.sign == .below
          ? [value - step, value + step] : [value]
      }
    }
  }
}

/// A condition of a rule over the cells of a record.
private indirect enum RecordCondition: Sendable {
  case comparison(RecordComparison)
  case and(RecordCondition, RecordCondition)
  case or(RecordCondition, RecordCondition)

  init(_ condition: Condition, _ catalog: Catalog, _ position: (CellReference) -> Int?) {
    switch condition {
    case .comparison(let comparison):
      self = .comparison(RecordComparison(comparison, catalog, position))
    case .and(let left, let right):
      self = .and(
        RecordCondition(left, catalog, position), RecordCondition(right, catalog, position))
    case .or(let left, let right):
      self = .or(
        RecordCondition(left, catalog, position), RecordCondition(right, catalog, position))
    }
  }

  var comparisons: [RecordComparison] {
    switch self {
    case .comparison(let comparison): [comparison]
    case .and(let left, let right), .or(let left, let right): left.comparisons + right.comparisons
    }
  }

  /// Whether it holds; nil where that depends on missing figures.
  func truth(_ figures: [Double]) -> Bool? {
    switch self {
    case .comparison(let comparison): return comparison.truth(figures)
    case .and(let left, let right):
      let (one, other) = (left.truth(figures), right.truth(figures))
      if one == false || other == false { return false }
      return one == true && other == true ? true : nil
    case .or(let left, let right):
      let (one, other) = (left.truth(figures), right.truth(figures))
      if one == true || other == true { return true }
      return one == false && other == false ? false : nil
    }
  }
}

/// A comparison of a rule over the cells of a record: a sum and how it must stand to zero.
private struct RecordComparison: Sendable {
  struct Term: Sendable {
    let coefficient: Double
    /// The cell; nil where the record has none.
    let cell: Int?
    let isWhole: Bool
    let isSigned: Bool
  }

  let terms: [Term]
  let constant: Double
  let sign: Comparison.Sign

  init(_ comparison: Comparison, _ catalog: Catalog, _ position: (CellReference) -> Int?) {
    func terms(_ form: LinearForm, times factor: Double) -> [Term] {
      form.terms.map { term in
        let indicator = catalog[term.cell.indicator]
        return Term(
          coefficient: factor * term.coefficient, cell: position(term.cell),
          isWhole: indicator.measure.kind == .count, isSigned: indicator.isSigned)
      }
    }
    self.terms = terms(comparison.left, times: 1) + terms(comparison.right, times: -1)
    constant = comparison.left.constant - comparison.right.constant
    sign = comparison.sign
  }

  /// The least and greatest value of the sum: a missing figure may be anything from 0, or anything at
  /// all where below zero makes sense; an amount all that rounds to what is printed.
  func interval(_ figures: [Double]) -> (low: Double, high: Double) {
    var (low, high) = (constant, constant)
    for term in terms {
      let value = term.cell.map { figures[$0] } ?? .nan
      var (least, most) = (term.isSigned ? -Double.infinity : 0, Double.infinity)
      if !value.isNaN {
        let slack = term.isWhole ? 0 : PrintedFigure.halfStep(of: value)
        (least, most) = (value - slack, value + slack)
      }
      low += term.coefficient * (term.coefficient > 0 ? least : most)
      high += term.coefficient * (term.coefficient > 0 ? most : least)
    }
    return (abs(low) < 1e-7 ? 0 : low, abs(high) < 1e-7 ? 0 : high)
  }

  func truth(_ figures: [Double]) -> Bool? {
    let (low, high) = interval(figures)
    switch sign {
    case .equal: return low > 0 || high < 0 ? false : low == 0 && high == 0 ? true : nil
    case .atMost: return high <= 0 ? true : low > 0 ? false : nil
    case .atLeast: return low >= 0 ? true : high < 0 ? false : nil
    case .below: return high < 0 ? true : low >= 0 ? false : nil
    case .above: return low > 0 ? true : high <= 0 ? false : nil
    }
  }
}

/// How a figure is printed.
enum PrintedFigure {
  /// The decimals that a figure is printed with: as many as it needs.
  static func decimals(of value: Double) -> Int {
    let text = NumberText.text(value)
    return text.firstIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
  }

  /// Half of the step of the last printed decimal.
  static func halfStep(of value: Double) -> Double {
    (0..<decimals(of: value)).reduce(0.5) { step, _ in step / 10 }
  }
}
