/// Finds the sets of variables of least weight whose change satisfies all edits of a record at once
/// (the error localisation problem of Fellegi and Holt, “A Systematic Approach to Automatic Edit and
/// Imputation”, 1976; for numbers see de Waal, Pannekoek and Scholtus, “Handbook of Statistical Data
/// Editing and Imputation”, 2011).
///
/// The search is an implicit hitting set (Davies and Bacchus, “Solving MAXSAT by Solving a Sequence of
/// Simpler SAT Instances”, 2011): every contradiction between edits and recorded values names variables
/// of which one must change, whatever else does. Candidates hit all contradictions known so far; each
/// is put to the exact test of a linear program with whole numbers and alternatives, which either finds
/// values or one more contradiction. Candidates come in the order of their weight (iterative
/// deepening), so the first that passes is of least weight, and the contradictions are the proof.
///
/// An example: of `a + b = s` and `a + c = t` are recorded 9 + 4 = 7 and 9 + 5 = 8. Each edit is a
/// contradiction: one of {a, b, s} must change, and one of {a, c, t}. The lightest candidate that hits
/// both is {a}; the test finds 3 for it. No other single variable hits both, so it is the only
/// solution of its weight. Had only the first edit failed, {a} would be a candidate too; the test would
/// say that `b`, `s`, `c` or `t` must change, for `a` alone breaks one of the edits.
///
/// Mistakes far from each other do not multiply: contradictions that share no variable are searched
/// apart, and what is found is told apart (`Result.components`).
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
    /// The greatest weight looked at in one component.
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

    /// Lighter first, then fewer variables, then lower ones.
    fileprivate func precedes(_ other: Solution) -> Bool {
      let (own, its) = ((weight, variables.count), (other.weight, other.variables.count))
      return own < its || own == its && variables.lexicographicallyPrecedes(other.variables)
    }
  }

  /// A part of the record's mistakes that can be looked at by itself.
  ///
  /// One solution of each component together satisfy all edits, whichever are taken; and every
  /// solution of the record within the slack is made that way. The least weights of the components add
  /// up to that of the record.
  public struct Component: Sendable {
    /// The failing edits that it explains.
    public let failing: [Int]
    /// Its solutions up to the least weight and the slack, lightest first; none contains another.
    public let solutions: [Solution]
    /// No set of less weight satisfies its edits.
    public let lowerBound: Double
    /// Whether all sets up to the least weight and the slack are found, or that there is none at all.
    public let isComplete: Bool
    /// The contradictions that it rests on: of each, one variable must change.
    public let conflicts: [[Int]]
  }

  /// What a search found.
  public struct Result: Sendable {
    /// The solutions, lightest first; none contains another. With several components each combines one
    /// of every component; there are no more than `Limits.solutions`.
    public var solutions: [Solution]
    /// No set of less weight satisfies all edits; infinite where none does at all.
    public var lowerBound: Double
    /// Whether all sets up to the least weight and the slack are found, or that there is none at all.
    public var isComplete: Bool
    /// The contradictions that the search rests on: of each, one variable must change.
    public var conflicts: [[Int]]
    /// The parts that are explained independently of each other.
    public var components: [Component]
  }

  /// Looks for the smallest changes.
  ///
  /// Edits that are no longer satisfied because of missing values met on the way are mended too.
  ///
  /// - Parameters:
  ///   - system: The record.
  ///   - failing: The edits that it breaks.
  ///   - inadmissible: Variables whose recorded value makes no sense by itself.
  ///   - ignored: Edits that need not be satisfied.
  ///   - limits: How far the search goes. Where a limit is hit, `isComplete` is false, and `solutions`
  ///     has the best found.
  /// - Complexity: Exponential in the size of the least set of one component only; bounded by `limits`.
  public static func solve(
    _ system: inout System, failing: [Int], inadmissible: [Int] = [],
    ignoring ignored: Set<Int> = [], limits: Limits = Limits()
  ) -> Result {
    var search = ComponentSearch(
      ignoring: ignored,
      HittingSetSearch.Limits(
        steps: limits.steps, tests: limits.tests, slack: limits.slack,
        solutions: limits.solutions, weight: limits.weight))
    let parts = search.solve(&system, failing: failing, inadmissible: inadmissible)
    return result(parts.map { component($0, search.model) }, limits)
  }

  private static func component(_ part: HittingSetSearch.Part, _ model: Neighbourhood) -> Component
  {
    func numbers(_ variables: [Int]) -> [Int] {
      variables.map { model.variables[$0].number }.sorted()
    }
    let solutions = part.solutions.map { variables in
      Solution(
        variables: numbers(variables),
        weight: variables.reduce(0) { $0 + model.variables[$1].weight })
    }
    return Component(
      failing: part.failing.map { model.edits[$0].number }.sorted(),
      solutions: solutions.sorted { $0.precedes($1) }, lowerBound: part.lowerBound,
      isComplete: part.isComplete, conflicts: part.conflicts.map(numbers))
  }

  /// The components together: every combination within the slack.
  private static func result(_ components: [Component], _ limits: Limits) -> Result {
    var solutions = [Solution(variables: [], weight: 0)]
    var isComplete = components.allSatisfy(\.isComplete)
    for component in components {
      var joined: [Solution] = []
      for one in solutions {
        for other in component.solutions {
          joined.append(
            Solution(
              variables: (one.variables + other.variables).sorted(),
              weight: one.weight + other.weight))
        }
      }
      joined.sort { $0.precedes($1) }
      let most = (joined.first?.weight ?? 0) + limits.slack + 1e-9
      joined = Array(joined.prefix { $0.weight <= most })
      if joined.count > limits.solutions {
        joined = Array(joined.prefix(limits.solutions))
        isComplete = false
      }
      solutions = joined
    }
    return Result(
      solutions: solutions, lowerBound: components.reduce(0) { $0 + $1.lowerBound },
      isComplete: isComplete, conflicts: components.flatMap(\.conflicts), components: components)
  }
}
