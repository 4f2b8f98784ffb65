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

    fileprivate var comparisons: [RecordComparison] {
      (premise?.comparisons ?? []) + conclusion.comparisons
    }
  }

  let form: RecordForm
  let instances: [Instance]
  /// The instances that speak of each cell.
  let byCell: [[Int]]
  /// Instances that the true record breaks: its prose and its table count different things.
  var excused: Set<Int> = []

  init(_ rules: RuleSet, on form: RecordForm) {
    self.form = form
    var instances: [Instance] = []
    for report in form.reports {
      for rule in rules.rules
      where rule.kind != .form && rule.editions.contains(report.edition.id)
        && rule.scope?.contains(form.region) ?? true
        && (!rule.assertion.cells.contains { $0.source == .below }
          || report.unit == 0 && form.below != nil)
      {
        let places = { (cell: CellReference) in Self.places(of: cell, report, form) }
        // A rule that wants all its figures says nothing of a record that cannot have them.
        if rule.missing == .nonNull, rule.assertion.cells.contains(where: { places($0).isEmpty }) {
          continue
        }
        instances.append(
          Instance(
            rule: rule, year: report.year,
            cells: rule.assertion.cells.flatMap { places($0).flatMap(\.all) },
            premise: rule.assertion.premise.map { RecordCondition($0, form.catalog, places) },
            conclusion: RecordCondition(rule.assertion.conclusion, form.catalog, places)))
      }
    }
    var byCell = [[Int]](repeating: [], count: form.cells.count)
    for (number, instance) in instances.enumerated() {
      for cell in Set(instance.cells) { byCell[cell].append(number) }
    }
    self.instances = instances
    self.byCell = byCell
  }

  /// The figures that a reference of a rule adds up in a report; empty where the record has none.
  private static func places(
    of cell: CellReference, _ report: RecordForm.Report, _ form: RecordForm
  ) -> [RecordPlace] {
    let year = report.year.advanced(by: -cell.lag)
    func position(_ unit: Int, _ place: FormCell.Place = .table) -> Int? {
      form.position(cell.indicator, year, unit: unit, place)
    }
    switch cell.source {
    case .table: return position(report.unit).map { [RecordPlace(cell: $0)] } ?? []
    case .prose:
      return position(report.unit, .exact).map {
        [
          RecordPlace(
            cell: $0, about: position(report.unit, .about),
            atLeast: position(report.unit, .atLeast))
        ]
      } ?? []
    case .below:
      return (1..<form.unitCount).compactMap { position($0).map { RecordPlace(cell: $0) } }
    }
  }

  /// The instances that are broken whatever the missing figures are.
  ///
  /// - Parameter figures: One figure a cell; NaN is blank.
  func broken(_ figures: [Double]) -> [Int] {
    instances.indices.filter { isBroken($0, figures) }
  }

  /// Whether an instance is broken whatever the missing figures are.
  func isBroken(_ number: Int, _ figures: [Double]) -> Bool {
    guard !excused.contains(number), !isSilent(number, figures) else { return false }
    let instance = instances[number]
    if let premise = instance.premise, premise.truth(figures) != true { return false }
    return instance.conclusion.truth(figures) == false
  }

  /// Whether an instance says nothing, for it wants all its figures and some are missing: what prose and
  /// table say is compared where both say something.
  private func isSilent(_ number: Int, _ figures: [Double]) -> Bool {
    let instance = instances[number]
    return instance.rule.missing == .nonNull
      && !instance.comparisons.allSatisfy { $0.isComplete(figures) }
  }

  /// Whether any rule says something about a cell.
  func speak(of cell: Int, _ figures: [Double]) -> Bool {
    byCell[cell].contains { !isSilent($0, figures) }
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
        comparison.terms.allSatisfy({ $0.isExact(figures) })
      else { return nil }
      return cells.map { cell in
        comparison.terms.reduce(0) { $0 + ($1.speaks(of: cell) ? $1.coefficient : 0) }
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
    let step = form.isWhole(cell) ? 1.0 : 0.01
    return instance.comparisons.flatMap { comparison -> [Double] in
      guard let own = comparison.terms.first(where: { $0.speaks(of: cell) }) else { return [] }
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
