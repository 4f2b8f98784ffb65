import Testing
import Vectors

/// Scores and bands against their definitions on sorted arrays.
@Suite struct StandardScoresTests {
  private static func sample(_ seed: UInt64, _ flavour: Flavour) -> (values: [Double], Grouping) {
    var random = SeededGenerator(seed: seed)
    let count = Int.random(in: 1..<200, using: &random)
    let values = flavour.values(count, &random)
    return (values, Grouping(GroupingTests.groups(count, &random)))
  }

  /// A quantile of type 7.
  private static func quantile(_ values: [Double], _ probability: Double) -> Double {
    let sorted = values.sorted()
    let height = probability * Double(sorted.count - 1)
    let below = Int(height)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (height - Double(below)) * (sorted[above] - sorted[below])
  }

  private static func scores(_ kind: StandardScores, _ x: [Double]) -> [Double] {
    let mean = x.reduce(0, +) / Double(x.count)
    switch kind {
    case .zScore:
      let squares = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let width = (squares / Double(x.count - 1)).squareRoot()
      return x.map { width > 0 ? ($0 - mean) / width : .nan }
    case .robustZScore:
      let median = quantile(x, 0.5)
      let width = 1.482602218505602 * quantile(x.map { abs($0 - median) }, 0.5)
      return x.map { width > 0 ? ($0 - median) / width : .nan }
    case .minimumToMaximum:
      let (low, high) = (x.min() ?? 0, x.max() ?? 0)
      return x.map { high > low ? 100 * ($0 - low) / (high - low) : .nan }
    case .percentile:
      return x.map { value in
        let below = x.count { $0 < value }
        let equal = x.count { $0 == value }
        return 100 * (Double(below) + Double(equal + 1) / 2) / Double(x.count)
      }
    }
  }

  @Test(arguments: StandardScores.allCases, [Flavour.counts, .fewCounts, .decimals, .onlyNulls])
  func scoresAreThoseOfTheirDefinition(kind: StandardScores, flavour: Flavour) {
    var workspace = Workspace()
    for seed in 1...10 as ClosedRange<UInt64> {
      let (values, grouping) = Self.sample(seed, flavour)
      let scores = kind.scores(Vector(values).span, in: grouping, workspace: &workspace)
      var expected = [Double](repeating: .nan, count: values.count)
      for members in grouping.members() {
        let known = members.filter { !values[$0].isNaN }
        guard !known.isEmpty else { continue }
        for (member, score) in zip(known, Self.scores(kind, known.map { values[$0] })) {
          expected[member] = score
        }
      }
      for (position, score) in expected.enumerated() {
        #expect(
          score.isNaN ? scores[position].isNaN : abs(scores[position] - score) < 1e-9,
          "\(kind), \(flavour), seed \(seed), position \(position)")
      }
    }
  }

  @Test(arguments: [Direction.ascending, .descending], [2, 3, 4, 10])
  func bandsFollowTheOrderAndNeverSplitTies(direction: Direction, count: Int) {
    var workspace = Workspace()
    for seed in 1...10 as ClosedRange<UInt64> {
      for flavour in [Flavour.fewCounts, .counts, .decimals] {
        let (values, grouping) = Self.sample(seed, flavour)
        let bands = QuantileBands.bands(
          Vector(values).span, in: grouping, count, direction, workspace: &workspace)
        for members in grouping.members() {
          let known = members.filter { !values[$0].isNaN }
          let own = known.map { values[$0] }
          for member in known {
            let edges = (1..<count).map { Self.quantile(own, Double($0) / Double(count)) }
            let before = edges.count {
              direction == .ascending ? $0 < values[member] : $0 > values[member]
            }
            #expect(bands[member] == Double(1 + before), "seed \(seed)")
            for other in known where values[other] == values[member] {
              #expect(bands[other] == bands[member])
            }
          }
          for member in members where values[member].isNaN { #expect(bands[member].isNaN) }
        }
      }
    }
  }

  @Test func quartersOfDistinctValuesAreEquallyLarge() {
    var workspace = Workspace()
    let bands = QuantileBands.bands(
      Vector((1...20).map(Double.init)).span, in: Grouping(all: 20), 4, .descending,
      workspace: &workspace)
    let expected: [Double] = [4, 3, 2, 1].flatMap { Array(repeating: $0, count: 5) }
    #expect(bands.array == expected)
  }
}
