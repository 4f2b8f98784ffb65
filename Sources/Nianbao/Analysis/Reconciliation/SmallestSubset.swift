/// The smallest set of some whole numbers above 0 that adds up to a target, and how many sets of that
/// size do.
///
/// Sizes are tried from one up. Numbers are tried from the largest down, and a branch ends where even
/// the largest numbers left do not reach the target, or the smallest go beyond it. The search is bounded
/// by a number of steps, because in the worst case there is no fast way (subset sum is NP-hard); with
/// the few dozen units of a region it nearly always comes to its end.
struct SmallestSubset: Sendable, Hashable {
  /// The positions of the numbers of the first set found, ascending; nil where none was.
  let positions: [Int]?
  /// The number of sets of this size that add up to the target, as far as the search went.
  let ways: Int
  /// Whether the search came to its end: every set up to the size was looked at.
  let isExhaustive: Bool

  /// The largest size that is tried.
  static let sizeLimit = 6
  /// The steps after which the search ends.
  static let stepLimit = 200_000

  /// Searches the sets of some numbers; numbers that are not above 0 are in none.
  init(of numbers: [Int64], addingUpTo target: Int64) {
    var search = Search(numbers, target)
    guard target > 0 else {
      self.init(positions: nil, ways: 0, isExhaustive: true)
      return
    }
    for size in 1...min(Self.sizeLimit, max(1, search.count)) {
      search.run(size)
      if search.ways > 0 || search.steps > Self.stepLimit { break }
    }
    self.init(
      positions: search.first?.sorted(), ways: search.ways,
      isExhaustive: search.steps <= Self.stepLimit)
  }

  private init(positions: [Int]?, ways: Int, isExhaustive: Bool) {
    self.positions = positions
    self.ways = ways
    self.isExhaustive = isExhaustive
  }

  private struct Search {
    private let numbers: [(position: Int, value: Int64)]
    /// The sums of the first so many numbers, which are the largest.
    private let sums: [Int64]
    private let target: Int64
    private var chosen: [Int] = []
    private(set) var first: [Int]?
    private(set) var ways = 0
    private(set) var steps = 0

    var count: Int { numbers.count }

    init(_ all: [Int64], _ target: Int64) {
      self.target = target
      numbers = all.enumerated().filter { $0.element > 0 && $0.element <= target }
        .map { (position: $0.offset, value: $0.element) }
        .sorted { ($1.value, $0.position) < ($0.value, $1.position) }
      var sums: [Int64] = [0]
      for number in numbers { sums.append(sums[sums.count - 1] &+ number.value) }
      self.sums = sums
    }

    mutating func run(_ size: Int) { choose(size, from: 0, target) }

    private mutating func choose(_ size: Int, from start: Int, _ rest: Int64) {
      if size == 0 {
        if rest == 0 {
          ways += 1
          if first == nil { first = chosen }
        }
        return
      }
      guard start + size <= numbers.count else { return }
      for index in start...(numbers.count - size) {
        steps += 1
        guard steps <= SmallestSubset.stepLimit else { return }
        // Even the largest that are left do not reach it: nor does anything behind them.
        if sums[index + size] - sums[index] < rest { return }
        let value = numbers[index].value
        let smallest = sums[numbers.count] - sums[numbers.count - size + 1]
        if value > rest || value + smallest > rest { continue }
        chosen.append(numbers[index].position)
        choose(size - 1, from: index + 1, rest - value)
        chosen.removeLast()
      }
    }
  }
}
