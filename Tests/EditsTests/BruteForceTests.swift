import Edits
import Testing

/// Error localisation against trying everything, on thousands of tiny records.
@Suite struct BruteForceTests {
  /// What brute force says of a record, beside the record.
  struct Case: Sendable {
    let seed: Int
    var record: SmallRecord
    let ignored: Set<Int>
    let failing: [Int]
    let oracle: BruteForce
    let minimal: [(mask: Int, weight: Double)]

    init(_ seed: Int) {
      let made = RandomRecord(seed: seed)
      self.seed = seed
      record = made.record
      ignored = made.ignored
      failing = made.failing()
      oracle = BruteForce(record: record, ignored: ignored, values: made.signedValues)
      minimal = oracle.minimalSets()
    }

    /// The records of all tests here, worked out once.
    static let all = (0..<2_000).map(Case.init)

    var least: Double { minimal.map(\.weight).min() ?? .infinity }

    /// The minimal sets up to a weight.
    func sets(upTo weight: Double) -> Set<[Int]> {
      Set(minimal.lazy.filter { $0.weight <= weight + 1e-9 }.map { oracle.members($0.mask) })
    }
  }

  /// All edits count as failing: so contradictions among missing values are looked for as well.
  @Test(arguments: [0.0, 0.65, 2])
  func theLightestAndAllMinimalSetsAreFound(slack: Double) {
    for var made in Case.all {
      var limits = ErrorLocalisation<SmallRecord>.Limits()
      limits.slack = slack
      let result = ErrorLocalisation.solve(
        &made.record, failing: Array(made.record.list.indices), ignoring: made.ignored,
        limits: limits)
      #expect(result.isComplete, "seed \(made.seed)")
      #expect(
        abs(result.lowerBound - made.least) < 1e-9 || result.lowerBound == made.least,
        "seed \(made.seed): \(result.lowerBound) for \(made.least)")
      let found = result.solutions.map(\.variables)
      #expect(
        Set(found) == made.sets(upTo: made.least + slack), "seed \(made.seed): \(found)")
      #expect(Set(found).count == found.count, "seed \(made.seed)")
      for conflict in result.conflicts {
        for (mask, _) in made.minimal {
          #expect(
            !Set(conflict).isDisjoint(with: made.oracle.members(mask)),
            "seed \(made.seed): \(conflict) speaks against \(made.oracle.members(mask))")
        }
      }
    }
  }

  /// With the edits alone that the record breaks by itself, sets are as light as those that mend
  /// everything or lighter; without missing values and intervals they are the same.
  @Test func failingEditsAloneAreEnough() {
    for var made in Case.all {
      let result = ErrorLocalisation.solve(
        &made.record, failing: made.failing, ignoring: made.ignored)
      #expect(result.lowerBound <= made.least + 1e-9, "seed \(made.seed)")
      for solution in result.solutions {
        #expect(
          result.conflicts.allSatisfy { !Set($0).isDisjoint(with: solution.variables) },
          "seed \(made.seed): \(solution.variables)")
      }
      guard made.oracle.isPlain else { continue }
      #expect(
        Set(result.solutions.map(\.variables)) == made.sets(upTo: made.least), "seed \(made.seed)")
    }
  }

  /// Every solution that is shown can be repaired, whatever the limits; and bounds never overstate.
  @Test func tinyLimitsAreHonest() {
    for var made in Case.all {
      var random = SeededGenerator(seed: made.seed)
      var limits = ErrorLocalisation<SmallRecord>.Limits()
      limits.steps = Int.random(in: 0...6, using: &random)
      limits.tests = Int.random(in: 0...4, using: &random)
      limits.solutions = Int.random(in: 1...3, using: &random)
      limits.weight = Double.random(in: 0...2, using: &random)
      limits.slack = 0.65
      let edits = Array(made.record.list.indices)
      let result = ErrorLocalisation.solve(
        &made.record, failing: edits, ignoring: made.ignored, limits: limits)
      #expect(result.lowerBound <= made.least + 1e-9, "seed \(made.seed)")
      let all = made.sets(upTo: .infinity)
      for solution in result.solutions {
        #expect(all.contains(solution.variables), "seed \(made.seed): \(solution)")
      }
      if result.isComplete {
        #expect(
          Set(result.solutions.map(\.variables)) == made.sets(upTo: made.least + 0.65),
          "seed \(made.seed)")
      }
    }
  }

  /// The ranges of a repair are those over everything that satisfies the edits.
  @Test func repairsHaveTheRangesOfBruteForce() {
    for var made in Case.all {
      let edits = Array(made.record.list.indices)
      for (mask, _) in made.minimal.prefix(4) {
        let variables = made.oracle.members(mask)
        let repair = Repair(
          of: variables, in: &made.record, required: edits, ignoring: made.ignored)
        #expect(repair?.isExact == true, "seed \(made.seed)")
        #expect(
          repair?.ranges == made.oracle.ranges(changing: mask), "seed \(made.seed): \(variables)")
        let exists = Repair.exists(
          of: variables, in: &made.record, required: edits, ignoring: made.ignored)
        #expect(exists, "seed \(made.seed)")
        for variable in variables {
          let rest = variables.filter { $0 != variable }
          #expect(
            !Repair.exists(of: rest, in: &made.record, required: edits, ignoring: made.ignored),
            "seed \(made.seed): \(rest)")
        }
      }
    }
  }

  /// Every combination of the components' solutions satisfies everything, and no variable stands in the
  /// contradictions of two.
  @Test func componentsCombineFreely() {
    for var made in Case.all {
      var limits = ErrorLocalisation<SmallRecord>.Limits()
      limits.slack = 1
      let result = ErrorLocalisation.solve(
        &made.record, failing: Array(made.record.list.indices), ignoring: made.ignored,
        limits: limits)
      var combinations: [[Int]] = [[]]
      var seen: Set<Int> = []
      for component in result.components {
        let variables = Set(component.conflicts.joined())
        #expect(seen.isDisjoint(with: variables), "seed \(made.seed)")
        seen.formUnion(variables)
        combinations = combinations.flatMap { one in
          component.solutions.map { one + $0.variables }
        }
      }
      let all = made.sets(upTo: .infinity)
      for set in combinations where set.count < made.record.variables.count {
        let weight = set.reduce(0) { $0 + made.record.variables[$1].weight }
        guard weight <= made.least + 1 else { continue }
        #expect(all.contains(set.sorted()), "seed \(made.seed): \(set)")
      }
    }
  }
}

extension BruteForce {
  /// Whether every variable is recorded as one number.
  var isPlain: Bool {
    record.variables.allSatisfy { variable in
      variable.recorded.map { $0.lowerBound == $0.upperBound } ?? false
    }
  }
}
