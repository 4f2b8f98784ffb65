/// The search for the lightest sets of variables that hit all contradictions of one component, known
/// and yet to be learned.
///
/// All variables and edits are places in the neighbourhood.
struct HittingSetSearch {
  /// How far a search goes; see `ErrorLocalisation.Limits`.
  struct Limits {
    var steps: Int
    var tests: Int
    var slack: Double
    var solutions: Int
    var weight: Double
  }

  /// Some failing edits, what contradicts them, and what explains them.
  struct Part {
    /// The failing edits, ascending.
    var failing: [Int]
    /// Variables of which one must change.
    var conflicts: [[Int]] = []
    /// What the search found.
    var solutions: [[Int]] = []
    var lowerBound = 0.0
    var isComplete = false
    /// The edits that speak of the solutions, and of what they touch.
    var touched: Set<Int> = []
    /// Whether it was searched since its edits or conflicts last changed.
    var isSearched = false
  }

  let limits: Limits
  var model: Neighbourhood
  var subsystem = Subsystem()
  /// For each edit whether the part being searched leaves it out.
  var excluded: [Bool] = []
  var part = Part(failing: [])

  private var known: Set<[Int]> = []
  private var found: Set<[Int]> = []
  /// Sets whose test came to no answer, and the weight of the lightest.
  private var doubtful: Set<[Int]> = []
  private var doubtfulWeight = Double.infinity
  private var chosen: [Int] = []
  /// Of each variable 1 where it is chosen, −1 where it is ruled out.
  private var state: [Int8] = []
  /// The known contradictions that speak of a variable.
  private var occurrences: [[Int]] = []
  /// Of each known contradiction how many variables are chosen.
  private var hits: [Int] = []
  /// In which packing a variable was used last.
  private var packed: [Int] = []
  private var packings = 0
  private(set) var steps = 0
  private(set) var tests = 0
  private var isExhausted = false
  private var nextThreshold = Double.infinity

  init(ignoring ignored: Set<Int>, _ limits: Limits) {
    self.limits = limits
    model = Neighbourhood(ignoring: ignored)
  }

  /// Whether there is work left to spend.
  var hasWorkLeft: Bool { steps < limits.steps && tests < limits.tests }

  /// Searches a part.
  mutating func search(
    _ given: Part, excluding excluded: [Bool], in system: inout some EditSystem
  ) -> Part {
    begin(given, excluded)
    var threshold = max(part.lowerBound, packingBound())
    while threshold <= limits.weight + 1e-9 {
      explore(threshold, &system)
      if isExhausted || !found.isEmpty { break }
      // All sets up to the threshold are refuted.
      threshold = nextThreshold
    }
    part.lowerBound = min(threshold, doubtfulWeight)
    let least = found.map({ model.weight(of: $0) }).min()
    if let least, limits.slack > 0, !isExhausted {
      // All contradictions are kept: this descent tests only what is new.
      explore(least + limits.slack, &system)
    }
    part.isComplete =
      !isExhausted && doubtful.isEmpty && (!found.isEmpty || part.lowerBound == .infinity)
    if found.isEmpty { explore(greedily: &system) }
    part.solutions = found.sorted { $0.lexicographicallyPrecedes($1) }
    part.isSearched = true
    return part
  }

  private mutating func begin(_ given: Part, _ excluded: [Bool]) {
    part = given
    part.touched = []
    self.excluded = excluded
    known = Set(given.conflicts)
    found = []
    doubtful = []
    doubtfulWeight = .infinity
    chosen = []
    isExhausted = false
    nextThreshold = .infinity
    hits = []
    for variable in occurrences.indices { occurrences[variable] = [] }
    for index in part.conflicts.indices { register(index) }
  }

  /// Brings a contradiction into the lists by variable.
  private mutating func register(_ index: Int) {
    while state.count < model.variables.count {
      state.append(0)
      packed.append(0)
      occurrences.append([])
    }
    var count = 0
    for variable in part.conflicts[index] {
      occurrences[variable].append(index)
      if state[variable] > 0 { count += 1 }
    }
    hits.append(count)
  }

  private mutating func choose(_ variable: Int) {
    state[variable] = 1
    chosen.append(variable)
    for index in occurrences[variable] { hits[index] += 1 }
  }

  /// Takes back the last choice; the variable is ruled out from then on.
  private mutating func ruleOut(_ variable: Int) {
    state[variable] = -1
    chosen.removeLast()
    for index in occurrences[variable] { hits[index] -= 1 }
  }

  /// Finds all minimal sets up to a weight.
  ///
  /// A test far from the failing edits may meet a contradiction among missing values that sets found
  /// before do not touch. They must mend it as well: they are dropped, and the search goes round again.
  private mutating func explore(_ threshold: Double, _ system: inout some EditSystem) {
    repeat {
      nextThreshold = .infinity
      descend(weight: 0, threshold: threshold, &system)
      let kept = found.filter { set in
        part.conflicts.allSatisfy { $0.contains(where: set.contains) }
      }
      if kept.count == found.count { return }
      found = kept
    } while !isExhausted
  }

  /// Chooses further variables while the weight stays within the threshold.
  private mutating func descend(
    weight: Double, threshold: Double, _ system: inout some EditSystem
  ) {
    steps += 1
    if steps > limits.steps || found.count >= limits.solutions {
      isExhausted = true
      return
    }
    if found.contains(where: { $0.allSatisfy { state[$0] == 1 } }) { return }
    var branching: [Int]?
    while branching == nil {
      let estimate = weight + packingBound()
      guard estimate <= threshold + 1e-9 else {
        nextThreshold = min(nextThreshold, estimate)
        return
      }
      branching = openConflict()
      if branching == nil {
        guard let conflict = test(irredundant(), &system) else { return }
        learn(conflict)
      }
    }
    let free = (branching ?? []).filter { state[$0] == 0 }
    for variable in free {
      choose(variable)
      descend(
        weight: weight + model.variables[variable].weight, threshold: threshold, &system)
      // The sets with this variable are done: the branches behind it do without.
      ruleOut(variable)
      if isExhausted { break }
    }
    for variable in free { state[variable] = 0 }
  }

  private mutating func learn(_ conflict: [Int]) {
    guard known.insert(conflict).inserted else { return }
    part.conflicts.append(conflict)
    register(part.conflicts.count - 1)
  }

  /// What the contradictions not yet hit cost at least: a packing of those without common variables.
  private mutating func packingBound() -> Double {
    packings += 1
    var bound = 0.0
    for (index, conflict) in part.conflicts.enumerated() where hits[index] == 0 {
      var least = Double.infinity
      var isApart = true
      for variable in conflict where state[variable] == 0 {
        if packed[variable] == packings {
          isApart = false
          break
        }
        least = min(least, model.variables[variable].weight)
      }
      guard isApart else { continue }
      bound += least
      if bound == .infinity { return bound }
      for variable in conflict { packed[variable] = packings }
    }
    return bound
  }

  /// A contradiction that nothing chosen hits, with the fewest variables left to choose from.
  private func openConflict() -> [Int]? {
    var best = -1
    var fewest = Int.max
    for (index, conflict) in part.conflicts.enumerated() where hits[index] == 0 {
      var free = 0
      for variable in conflict where state[variable] == 0 { free += 1 }
      if free < fewest {
        best = index
        fewest = free
      }
    }
    return best < 0 ? nil : part.conflicts[best]
  }

  /// A subset that hits all contradictions as well, and none of whose variables can be spared for that.
  ///
  /// Only such sets are tested, so that every set that passes is minimal: without one of its variables
  /// it would leave a contradiction.
  private func irredundant() -> [Int] {
    let isNeeded = chosen.allSatisfy { variable in
      occurrences[variable].contains { hits[$0] == 1 }
    }
    return isNeeded ? chosen.sorted() : irredundant(chosen)
  }

  private func irredundant(_ set: [Int]) -> [Int] {
    var kept = set
    for variable in set {
      let rest = kept.filter { $0 != variable }
      if part.conflicts.allSatisfy({ $0.contains(where: rest.contains) }) { kept = rest }
    }
    return kept.sorted()
  }

  /// Puts a set to the exact test.
  ///
  /// - Returns: A new contradiction; nil where it satisfies everything, or no answer was found.
  private mutating func test(_ set: [Int], _ system: inout some EditSystem) -> [Int]? {
    if found.contains(set) || doubtful.contains(set) { return nil }
    guard tests < limits.tests else {
      isExhausted = true
      return nil
    }
    switch countedAnswer(to: set, required: part.failing, &system) {
    case .refuted(let refutation): return refutation.support
    case .satisfied:
      found.insert(set)
      part.touched.formUnion(subsystem.edits)
      part.touched.formUnion(subsystem.passedOver)
    case .unknown:
      doubtful.insert(set)
      doubtfulWeight = min(doubtfulWeight, model.weight(of: set))
    }
    return nil
  }

  /// The contradiction of a failing edit by itself; nil where it can hold.
  mutating func contradiction(of edit: Int, _ system: inout some EditSystem) -> [Int]? {
    guard
      subsystem.gather([], required: [edit], reach: .near, in: &model, from: &system),
      case .refuted(let refutation) = subsystem.solve(model)
    else { return nil }
    return refutation.support
  }

  /// The same as `answer`, as one test of the search.
  mutating func countedAnswer(
    to set: [Int], required: [Int], _ system: inout some EditSystem
  ) -> Subsystem.Answer {
    tests += 1
    return answer(to: set, required: required, &system)
  }

  /// Whether a set of changed variables can satisfy its edits: first those near, then all.
  mutating func answer(
    to set: [Int], required: [Int], _ system: inout some EditSystem
  ) -> Subsystem.Answer {
    for reach in [Subsystem.Reach.near, .whole] {
      guard
        subsystem.gather(
          set, required: required, excluded: excluded, reach: reach, in: &model, from: &system)
      else { return .unknown }
      let answer = subsystem.solve(model)
      if case .refuted = answer { return answer }
      if subsystem.isClosed { return answer }
      if reach == .whole { return answer }
    }
    return .unknown
  }

  /// Looks for any solution, so that there is something to show where the search was cut short:
  /// variables that hit most are taken, until nothing contradicts; then those that can be spared go.
  private mutating func explore(greedily system: inout some EditSystem) {
    guard part.lowerBound < .infinity else { return }
    var set: [Int] = []
    for _ in 0..<min(limits.tests, 200) {
      while let next = mostHitting(set) { set.append(next) }
      guard part.conflicts.allSatisfy({ $0.contains(where: set.contains) }) else { return }
      let candidate = irredundant(set)
      guard !doubtful.contains(candidate) else { return }
      switch answer(to: candidate, required: part.failing, &system) {
      case .refuted(let refutation): learn(refutation.support)
      case .unknown: return
      case .satisfied:
        found.insert(candidate)
        part.touched.formUnion(subsystem.edits)
        part.touched.formUnion(subsystem.passedOver)
        return
      }
    }
  }

  /// The variable that hits the most contradictions for its weight among those that a set does not hit.
  private func mostHitting(_ set: [Int]) -> Int? {
    var hits: [Int: Double] = [:]
    for conflict in part.conflicts where !conflict.contains(where: set.contains) {
      for variable in conflict {
        hits[variable, default: 0] += 1 / model.variables[variable].weight
      }
    }
    return hits.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
  }
}

extension Neighbourhood {
  /// The sum of the weights of some variables.
  func weight(of variables: [Int]) -> Double {
    variables.reduce(0) { $0 + self.variables[$1].weight }
  }
}
