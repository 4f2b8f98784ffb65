/// What no reader could know better: the mistakes that might as well have been made instead of the
/// true one, and whether the rest of a record leaves only one figure for a cell.
///
/// A *hypothesis* is a mistake of one of the types that turns some figures with which the record
/// satisfies all rules into what is printed. Its likelihood is that of the true figures, times that of
/// drawing the type, the place and the wrong figure as `MistakePlanter` draws them. A true figure is as
/// likely as 1 / (1 + figure), whatever its size; a total follows from its parts.
///
/// Where the prose states a figure, it may be wrong in the table, in the prose, or in both, as often as
/// mistakes are planted there.
///
/// A reader who knows all this, but not the report, names the set of cells whose hypotheses are likeliest
/// together.
struct Ceiling: Sendable {
  private(set) var rules: RecordRules
  private let rates: [MistakeType: Double]
  private let places: [MistakePlace: Double]
  private let totals: Set<Int>
  private let shifts: [RowShift]
  private let shiftsByCell: [[Int]]

  init(rules: RecordRules, rates: MistakeRates) {
    self.rules = rules
    self.rates = Dictionary(uniqueKeysWithValues: rates.types.map { ($0.type, $0.rate) })
    let all = rates.places.reduce(0) { $0 + $1.rate }
    places = Dictionary(uniqueKeysWithValues: rates.places.map { ($0.place, $0.rate / all) })
    totals = Set(rules.form.reports.flatMap { rules.form.sums($0) }.map(\.total))
    shifts = rules.form.reports.flatMap { report in RowShift.all(in: report) }
    var byCell = [[Int]](repeating: [], count: rules.form.cells.count)
    for (number, shift) in shifts.enumerated() {
      for cell in shift.cells { byCell[cell].append(number) }
    }
    shiftsByCell = byCell
  }

  var form: RecordForm { rules.form }

  /// The same reader beside other rules for the same form.
  func replacingRules(_ rules: RecordRules) -> Ceiling {
    var ceiling = self
    ceiling.rules = rules
    return ceiling
  }

  /// The sets of cells that one mistake may have made wrong, with the likelihood of each type.
  struct Hypotheses: Sendable {
    /// For each set, without right-looking cells that no rule speaks of, the likelihoods by type.
    fileprivate(set) var sets: [[Int]: [MistakeType: Double]] = [:]

    /// The sets with their shares of the likelihood of all, likeliest first.
    var ranked: [(cells: [Int], share: Double)] {
      // Added up in one order, so that sets of one likelihood tie whenever they are compared.
      let weighed = sets.map { cells, types in
        (cells: cells, weight: MistakeType.allCases.reduce(0) { $0 + (types[$1] ?? 0) })
      }
      let total = weighed.map(\.weight).sorted().reduce(0, +)
      return weighed.map { (cells: $0.cells, share: $0.weight / total) }.sorted {
        $0.share != $1.share
          ? $0.share > $1.share : $0.cells.lexicographicallyPrecedes($1.cells)
      }
    }

    /// How many sets a mistake of a type may have made wrong.
    func count(of type: MistakeType) -> Int { sets.values.count { $0[type] != nil } }

    /// How likely the best reader who is told the type names the right set; 0 without hypotheses.
    func chance(of type: MistakeType) -> Double {
      let likelihoods = sets.values.compactMap { $0[type] }.sorted()
      guard let most = likelihoods.last else { return 0 }
      return most / likelihoods.reduce(0, +)
    }
  }

  /// The hypotheses for a record.
  ///
  /// - Parameters:
  ///   - printed: The record with one mistake.
  ///   - broken: The instances that it breaks.
  func hypotheses(_ printed: [Double], broken: [Int]) -> Hypotheses {
    var hypotheses = Hypotheses()
    // A figure that makes no sense by itself is wrong in every hypothesis.
    let senseless = Set(
      form.cells.indices.filter { form.isStated($0) && !form.isAdmissible(printed[$0], $0) })
    func add(_ cells: [Int], _ type: MistakeType, _ likelihood: Double) {
      guard let rate = rates[type], likelihood > 0, senseless.isSubset(of: cells) else {
        return
      }
      let set = cells.filter { rules.speak(of: $0, printed) || senseless.contains($0) }.sorted()
      hypotheses.sets[set, default: [:]][type, default: 0] += rate * likelihood
    }
    let constraints = broken.map { Set(rules.instances[$0].cells) } + senseless.map { [$0] }
    guard let first = constraints.first else { return hypotheses }
    for report in form.reports {
      let own = report.places.flatMap { self.sites(of: $0, printed) }.filter { site in
        constraints.allSatisfy { !$0.isDisjoint(with: site.changed) }
      }
      guard !own.isEmpty else { continue }
      let places = MistakePlaces(report, printed, form)
      for site in own {
        for type in MistakeType.allCases where type != .blanked {
          add(site.changed, type, site.share * likelihood(type, site, printed, broken, places))
        }
      }
    }
    for (pair, likelihood) in swaps(printed, broken) { add(pair, .rowsSwapped, likelihood) }
    for number in Set(first.flatMap { shiftsByCell[$0] }).sorted() {
      if let changes = unshifted(shifts[number], printed, broken) {
        add(Array(changes.keys), .rowsShifted, shifts[number].likelihood * prior(changes, printed))
      }
    }
    return hypotheses
  }

  /// Where one figure may have gone wrong: in the table, in the prose, or in both.
  struct Site {
    /// The table's cell.
    let cell: Int
    /// The cells that say something wrong.
    let changed: [Int]
    /// What is printed there.
    let value: Double
    /// How often a mistake in the figure stands there.
    let share: Double
  }

  private func sites(of cell: Int, _ printed: [Double]) -> [Site] {
    let value = printed[cell]
    guard !value.isNaN else { return [] }
    func site(_ changed: [Int], _ value: Double, _ place: MistakePlace) -> Site {
      Site(cell: cell, changed: changed, value: value, share: places[place] ?? 0)
    }
    guard let stated = form.position(of: cell, .exact), !printed[stated].isNaN else {
      return [Site(cell: cell, changed: [cell], value: value, share: 1)]
    }
    let own = [site([cell], value, .table), site([stated], printed[stated], .prose)]
    return printed[stated] == value ? own + [site([cell, stated], value, .both)] : own
  }

  /// How likely some true figures are, compared with those printed in their cells.
  func prior(_ changes: [Int: Double], _ printed: [Double]) -> Double {
    changes.reduce(1) { product, change in
      totals.contains(change.key) || !form.tables.contains(change.key)
        ? product : product * (1 + abs(printed[change.key])) / (1 + abs(change.value))
    }
  }

  func touchesAll(_ cells: [Int], _ broken: [Int]) -> Bool {
    broken.allSatisfy { rules.instances[$0].cells.contains { cells.contains($0) } }
  }

  func holds(_ changes: [Int: Double], _ printed: [Double], _ broken: [Int]) -> Bool {
    let figures = changes.reduce(into: printed) { $0[$1.key] = $1.value }
    return rules.hold(broken, around: Array(changes.keys), figures)
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
      !form.isAdmissible(value, cell) || !holds([cell: value], truth, [])
    }
  }
}
