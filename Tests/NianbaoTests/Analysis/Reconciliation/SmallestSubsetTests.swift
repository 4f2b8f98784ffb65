import Testing

@testable import Nianbao

@Suite struct SmallestSubsetTests {
  /// The smallest number of positions that add up to a target, and how many sets of that size do, by
  /// trying all sets.
  private func slow(_ numbers: [Int64], _ target: Int64) -> (size: Int, ways: Int)? {
    var ways: [Int: Int] = [:]
    for set in 1..<(1 << numbers.count) {
      let chosen = numbers.indices.filter { set >> $0 & 1 == 1 }
      guard chosen.allSatisfy({ numbers[$0] > 0 }) else { continue }
      if chosen.reduce(Int64(0), { $0 + numbers[$1] }) == target {
        ways[chosen.count, default: 0] += 1
      }
    }
    return ways.min { $0.key < $1.key }.map { (size: $0.key, ways: $0.value) }
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>) func agreesWithTryingAllSets(seed: UInt64) {
    var random = SeededNumbers(seed: seed)
    let limit: Int64 = seed.isMultiple(of: 2) ? 6 : 400
    let numbers = (0..<Int.random(in: 1...11, using: &random)).map { _ in
      Int64.random(in: -1...limit, using: &random)
    }
    for target in [1, 3, limit, 2 * limit, numbers.filter { $0 > 0 }.reduce(0, +)] as [Int64] {
      let found = SmallestSubset(of: numbers, addingUpTo: target)
      let wanted = slow(numbers, target).flatMap { $0.size <= SmallestSubset.sizeLimit ? $0 : nil }
      #expect(found.isExhaustive)
      #expect(found.ways == wanted?.ways ?? 0, "seed \(seed), target \(target), \(numbers)")
      #expect(found.positions?.count == wanted?.size, "seed \(seed), target \(target)")
      if let positions = found.positions {
        #expect(positions.reduce(Int64(0)) { $0 + numbers[$1] } == target)
        #expect(positions == Set(positions).sorted())
      }
    }
  }

  @Test func givesUpInsteadOfSearchingForever() {
    // Even numbers never add up to an odd target, and nothing shorter than a full search shows it.
    let numbers = (0..<200).map { Int64(1_000_000 + 2 * ($0 * 7919 % 1000)) }
    let found = SmallestSubset(of: numbers, addingUpTo: 5_004_001)
    #expect(found.positions == nil && !found.isExhaustive)
  }
}
