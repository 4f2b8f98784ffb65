import Testing
import Vectors

@Suite struct GroupingTests {
  /// Groups of which some are runs and some are scattered, and positions in none.
  static func groups(_ count: Int, _ random: inout SeededGenerator) -> [Int32] {
    var groups = [Int32](repeating: -1, count: count)
    // The first half in runs, the second at random; numbers without gaps.
    for position in 0..<count {
      groups[position] =
        position < count / 2
        ? Int32(position / 7) : Int32(count / 14 + 1) + Int32.random(in: -2..<5, using: &random)
    }
    let used = Set(groups.filter { $0 >= 0 }).sorted()
    let numbers = Dictionary(uniqueKeysWithValues: used.enumerated().map { ($1, Int32($0)) })
    return groups.map { Int32.random(in: 0..<9, using: &random) == 0 ? -1 : numbers[$0] ?? -1 }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>) func membersAreThoseOfEachNumber(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let count = Int.random(in: 0..<300, using: &random)
    var numbers = Self.groups(count, &random)
    // Numbers without gaps, also where a whole group was left out.
    let used = Set(numbers.filter { $0 >= 0 }).sorted()
    numbers = numbers.map { number in Int32(used.firstIndex(of: number) ?? -1) }
    let grouping = Grouping(numbers)
    #expect(grouping.groupCount == used.count, "seed \(seed)")
    for (group, members) in grouping.members().enumerated() {
      #expect(members == numbers.indices.filter { numbers[$0] == Int32(group) }, "seed \(seed)")
      #expect(grouping.sizes[group] == members.count)
    }
  }

  @Test(arguments: Flavour.allCases, Ranks.Ties.allCases)
  func ranksInGroupsAreThoseOfEachGroup(flavour: Flavour, ties: Ranks.Ties) {
    var workspace = Workspace()
    for seed in 1...6 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: seed)
      let count = Int.random(in: 1..<400, using: &random)
      let numbers = Self.groups(count, &random)
      let values = flavour.values(count, &random)
      let grouping = Grouping(numbers)
      let (ranks, sizes) = Ranks.rank(
        Vector(values).span, in: grouping, .descending, ties: ties, workspace: &workspace)
      var expected = [Double](repeating: .nan, count: count)
      for (group, members) in grouping.members().enumerated() {
        let own = members.map { values[$0] }
        for (member, rank) in zip(members, RanksTests.ranks(own, .descending, ties)) {
          expected[member] = rank
        }
        #expect(Int(sizes[group]) == own.count { !$0.isNaN }, "seed \(seed)")
      }
      #expect(areSame(ranks.array, expected), "\(flavour), \(ties), seed \(seed)")
    }
  }

  @Test func allIsOneGroup() {
    let grouping = Grouping(all: 5)
    #expect(grouping.members() == [[0, 1, 2, 3, 4]])
    #expect(Grouping(all: 0).groupCount == 0)
  }
}
