/// What no reader could know better: the mistakes that might as well have been made instead of the
/// true one, and whether the rest of a record leaves only one figure for a cell.
///
/// A *hypothesis* is a mistake of one of the types that turns some figures with which the record
/// satisfies all rules into what is printed. Its likelihood is that of drawing the type, the place and
/// the wrong figure, as `MistakePlanter` draws them; the true figures themselves count as equally
/// likely. What a best reader names is the set of cells whose hypotheses are likeliest together.
struct Ceiling: Sendable {
  let rules: RecordRules
  private let rates: [MistakeType: Double]
  private let shifts: [RowShift]
  private let shiftsByCell: [[Int]]

  init(rules: RecordRules, rates: MistakeRates) {
    self.rules = rules
    self.rates = Dictionary(uniqueKeysWithValues: rates.types.map { ($0.type, $0.rate) })
    shifts = rules.form.reports.flatMap { report in RowShift.all(in: report) }
    var byCell = [[Int]](repeating: [], count: rules.form.cells.count)
    for (number, shift) in shifts.enumerated() {
      for cell in shift.cells { byCell[cell].append(number) }
    }
    shiftsByCell = byCell
  }

  var form: RecordForm { rules.form }

  /// The sets of cells that one mistake may have made wrong, with the likelihood of each type.
  struct Hypotheses: Sendable {
    /// For each set, without the cells that no rule speaks of, the likelihoods by type.
    fileprivate(set) var sets: [[Int]: [MistakeType: Double]] = [:]

    /// The sets with their shares of the likelihood of all, likeliest first.
    var ranked: [(cells: [Int], share: Double)] {
      let weighed = sets.map { (cells: $0, weight: $1.values.reduce(0, +)) }
      let total = weighed.reduce(0) { $0 + $1.weight }
      return weighed.map { (cells: $0.cells, share: $0.weight / total) }.sorted {
        $0.share != $1.share
          ? $0.share > $1.share : $0.cells.lexicographicallyPrecedes($1.cells)
      }
    }

    /// How many sets a mistake of a type may have made wrong.
    func count(of type: MistakeType) -> Int { sets.values.count { $0[type] != nil } }
  }

  /// The hypotheses for a record.
  ///
  /// - Parameters:
  ///   - printed: The record with one mistake.
  ///   - broken: The instances that it breaks.
  func hypotheses(_ printed: [Double], broken: [Int]) -> Hypotheses {
    var hypotheses = Hypotheses()
    func add(_ cells: some Sequence<Int>, _ type: MistakeType, _ likelihood: Double) {
      guard let rate = rates[type], likelihood > 0 else { return }
      let set = cells.filter { !rules.byCell[$0].isEmpty }.sorted()
      hypotheses.sets[set, default: [:]][type, default: 0] += rate * likelihood
    }
    guard let first = broken.first else { return hypotheses }
    let common = broken.dropFirst().reduce(Set(rules.instances[first].cells)) {
      $0.intersection(rules.instances[$1].cells)
    }
    for report in form.reports {
      let cells = common.filter { report.cells.contains($0) && !printed[$0].isNaN }.sorted()
      guard !cells.isEmpty else { continue }
      let places = MistakePlaces(report, printed, form)
      for cell in cells {
        for type in rates.keys {
          add([cell], type, likelihood(type, cell, printed, broken, places))
        }
      }
    }
    for (pair, likelihood) in swaps(printed, broken) { add(pair, .rowsSwapped, likelihood) }
    for number in Set(rules.instances[first].cells.flatMap { shiftsByCell[$0] }).sorted() {
      if let cells = unshifted(shifts[number], printed, broken) {
        add(cells, .rowsShifted, shifts[number].likelihood)
      }
    }
    return hypotheses
  }

  func touchesAll(_ cells: [Int], _ broken: [Int]) -> Bool {
    broken.allSatisfy { rules.instances[$0].cells.contains { cells.contains($0) } }
  }

  func holds(_ changes: [Int: Double], _ printed: [Double], _ broken: [Int]) -> Bool {
    let figures = changes.reduce(into: printed) { $0[$1.key] = $1.value }
    return rules.hold(broken, around: Array(changes.keys), figures)
  }

  func isAdmissible(_ value: Double, _ cell: Int) -> Bool {
    (value >= 0 || form.indicator(cell).isSigned)
      && (!form.isWhole(cell) || value == value.rounded())
  }

  /// Whether the rest of a true record leaves only the true figures for some of its cells: of one cell
  /// no other figure beside it satisfies all rules, of several the equations between them have one
  /// solution.
  func isIdentified(_ cells: [Int], _ truth: [Double]) -> Bool {
    guard cells.count == 1, let cell = cells.first else {
      return rules.rank(of: cells, truth) == cells.count
    }
    let step = form.isWhole(cell) ? 1.0 : 0.01
    return [truth[cell] - step, truth[cell] + step].allSatisfy { value in
      !isAdmissible(value, cell) || !holds([cell: value], truth, [])
    }
  }
}
