/// Finds the sets of variables of least weight whose change satisfies all edits of a record at once
/// (the error localisation problem of Fellegi and Holt, “A Systematic Approach to Automatic Edit and
/// Imputation”, 1976).
///
/// The search is an implicit hitting set: every contradiction between edits and recorded values names
/// variables of which one must change, whatever else does. Candidates hit all contradictions known so
/// far; each is put to the exact test of a linear program with whole numbers and alternatives, which
/// either finds values or one more contradiction. Candidates come in the order of their weight (iterative
/// deepening), so the first that passes is of least weight, and the contradictions are the proof.
public struct ErrorLocalisation<System: EditSystem> {
  /// How far a search goes.
  public struct Limits: Sendable {
    /// The most steps of the search.
    public var steps = 200_000
    /// The most exact tests.
    public var tests = 4_000
    /// How much more than the least weight a set may weigh to be among the solutions.
    public var slack = 0.0
    /// The most solutions.
    public var solutions = 400
    /// The greatest weight looked at.
    public var weight = 12.0

    /// The usual limits.
    public init() {}
  }

  /// A set of variables whose change satisfies all edits.
  public struct Solution: Sendable, Hashable {
    /// The variables, ascending.
    public let variables: [Int]
    /// The sum of their weights.
    public let weight: Double
  }

  /// What a search found.
  public struct Result: Sendable {
    /// The solutions, lightest first; none contains another.
    public var solutions: [Solution]
    /// No set of less weight satisfies all edits.
    public var lowerBound: Double
    /// Whether all sets up to the least weight and the slack are found.
    public var isComplete: Bool
    /// The contradictions that the search rests on: of each, one variable must change.
    public var conflicts: [[Int]]
  }

  private var system: System
  private let failing: [Int]
  private let ignored: Set<Int>
  private let limits: Limits
  private var conflicts: [[Int]]
  private var known: Set<[Int]> = []
  private var weights: [Int: Double] = [:]
  private var chosen: [Int] = []
  private var state: [Int: Bool] = [:]
  private var steps = 0
  private var tests = 0
  private var isExhausted = false
  private var found: Set<[Int]> = []
  private var refusals: Set<[Int]> = []
  private var nextThreshold = Double.infinity

  /// Looks for the smallest changes.
  ///
  /// - Parameters:
  ///   - system: The record.
  ///   - failing: The edits that it breaks.
  ///   - inadmissible: Variables whose recorded value makes no sense by itself.
  ///   - ignored: Edits that need not be satisfied.
  /// - Complexity: Exponential in the size of the least set only; bounded by `limits`.
  public static func solve(
    _ system: inout System, failing: [Int], inadmissible: [Int] = [],
    ignoring ignored: Set<Int> = [], limits: Limits = Limits()
  ) -> Result {
    var search = ErrorLocalisation(system, failing, inadmissible, ignored, limits)
    let result = search.result()
    system = search.system
    return result
  }

  private init(
    _ system: System, _ failing: [Int], _ inadmissible: [Int], _ ignored: Set<Int>, _ limits: Limits
  ) {
    self.system = system
    self.failing = failing
    self.ignored = ignored
    self.limits = limits
    conflicts = []
    for variable in inadmissible { learn([variable]) }
  }

  private mutating func result() -> Result {
    var threshold = lowerBound()
    while true {
      nextThreshold = .infinity
      descend(weight: 0, threshold: threshold)
      if isExhausted || !found.isEmpty || nextThreshold > limits.weight { break }
      threshold = nextThreshold
    }
    let bound = found.isEmpty ? min(threshold, nextThreshold) : threshold
    if !found.isEmpty, !isExhausted, limits.slack > 0 {
      // All contradictions are kept: the second descent tests only what is new.
      let least = found.map { weight(of: $0) }.min() ?? threshold
      descend(weight: 0, threshold: least + limits.slack)
    }
    let solutions = found.map { Solution(variables: $0, weight: weight(of: $0)) }
      .sorted {
        ($0.weight, $0.variables.count) < ($1.weight, $1.variables.count)
          || ($0.weight, $0.variables.count) == ($1.weight, $1.variables.count)
            && $0.variables.lexicographicallyPrecedes($1.variables)
      }
    return Result(
      solutions: minimal(solutions), lowerBound: bound, isComplete: !isExhausted && !found.isEmpty,
      conflicts: conflicts)
  }

  private func minimal(_ solutions: [Solution]) -> [Solution] {
    var kept: [Solution] = []
    for solution in solutions
    where !kept.contains(where: { Set($0.variables).isSubset(of: solution.variables) }) {
      kept.append(solution)
    }
    return kept
  }

  private func weight(of variables: [Int]) -> Double {
    variables.reduce(0) { $0 + (weights[$1] ?? 1) }
  }

  private mutating func learn(_ conflict: [Int]) {
    guard known.insert(conflict).inserted else { return }
    conflicts.append(conflict)
    for variable in conflict where weights[variable] == nil {
      weights[variable] = system.variable(variable).weight
    }
  }

  /// What the contradictions not yet hit cost at least: a packing of those without common variables.
  private func lowerBound() -> Double {
    var used: Set<Int> = []
    var bound = 0.0
    for conflict in conflicts where !conflict.contains(where: { state[$0] == true }) {
      let free = conflict.filter { state[$0] == nil }
      guard let least = free.lazy.map({ weights[$0] ?? 1 }).min() else { return .infinity }
      guard free.allSatisfy({ !used.contains($0) }) else { continue }
      used.formUnion(free)
      bound += least
    }
    return bound
  }

  /// Chooses further variables while the weight stays within the threshold.
  private mutating func descend(weight: Double, threshold: Double) {
    steps += 1
    if steps > limits.steps || found.count >= limits.solutions {
      isExhausted = true
      return
    }
    let estimate = weight + lowerBound()
    guard estimate <= threshold + 1e-9 else {
      nextThreshold = min(nextThreshold, estimate)
      return
    }
    guard let conflict = openConflict() ?? test() else { return }
    let free = conflict.filter { state[$0] == nil }
    for variable in free {
      state[variable] = true
      chosen.append(variable)
      descend(weight: weight + (weights[variable] ?? 1), threshold: threshold)
      chosen.removeLast()
      // The sets with this variable are done: the branches behind it do without.
      state[variable] = false
      if isExhausted { break }
    }
    for variable in free { state[variable] = nil }
  }

  /// A contradiction that nothing chosen hits, with the fewest variables left to choose from.
  private func openConflict() -> [Int]? {
    var best: (conflict: [Int], free: Int)?
    for conflict in conflicts where !conflict.contains(where: { state[$0] == true }) {
      let free = conflict.count { state[$0] == nil }
      if best.map({ free < $0.free }) ?? true { best = (conflict, free) }
    }
    return best?.conflict
  }

  /// Puts what is chosen to the exact test.
  ///
  /// - Returns: A new contradiction; nil where it satisfies everything.
  private mutating func test() -> [Int]? {
    let variables = chosen.sorted()
    if found.contains(variables) { return nil }
    tests += 1
    guard tests <= limits.tests else {
      isExhausted = true
      return nil
    }
    var part = Subsystem(of: &system, changed: variables, required: failing, ignoring: ignored)
    switch part.solve() {
    case .satisfied:
      if part.isExhausted { isExhausted = true } else { found.insert(variables) }
      return nil
    case .refuted(let support):
      let conflict = support.sorted()
      learn(conflict)
      return conflict
    }
  }
}
