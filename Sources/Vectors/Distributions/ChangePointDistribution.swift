import Synchronization

/// How far the path of ranks of a random order strays: the exact distribution of Pettitt's K.
///
/// Let Vᵢ be how many of n values lie below the i-th less how many lie above, and U the running sum of
/// V; K is the greatest |U|. Pettitt's own formula for its probability (1979) is for many values. For
/// few, the orders are counted: which values stand in front decides U, so the orders that reach a set
/// of values with a given K so far are counted set by set. Equal values are not told apart, so that
/// a set is a number taken of each group.
struct ChangePointDistribution: Sendable {
  /// The largest number of values whose orders are counted.
  static let limit = 12

  /// P(K ≥ k) for k from 0 on.
  private let upper: [Double]

  /// The distribution for values in groups of equal ones, the smallest values first.
  ///
  /// - Complexity: O(sets · n² · groups), sets = Π (size + 1), 4,096 at most.
  init(groups: [Int]) {
    let count = groups.reduce(0, +)
    precondition(count <= Self.limit, "the orders of \(count) values are too many to count")
    let greatest = count * count / 4
    var below = 0
    let scores = groups.map { size in
      defer { below += size }
      return below - (count - below - size)
    }
    var strides: [Int] = []
    var sets = 1
    for size in groups {
      strides.append(sets)
      sets *= size + 1
    }
    let width = greatest + 1
    var ways = [Double](repeating: 0, count: sets * width)
    ways[0] = 1
    for set in 0..<sets {
      let taken = groups.indices.map { set / strides[$0] % (groups[$0] + 1) }
      let sum = zip(taken, scores).reduce(0) { $0 + $1.0 * $1.1 }
      for group in groups.indices where taken[group] < groups[group] {
        let reached = abs(sum + scores[group])
        let next = (set + strides[group]) * width
        for strayed in 0..<width where ways[set * width + strayed] > 0 {
          ways[next + max(strayed, reached)] += ways[set * width + strayed]
        }
      }
    }
    let last = ways[((sets - 1) * width)...]
    let all = last.reduce(0, +)
    var sum = 0.0
    upper = last.reversed().map { ways -> Double in
      sum += ways
      return sum / all
    }.reversed()
  }

  /// P(K ≥ k). O(1).
  func atLeast(_ distance: Int) -> Double {
    distance <= 0 ? 1 : distance < upper.count ? upper[distance] : 0
  }
}

/// The distributions that many series need, each made once.
final class ChangePointDistributions: Sendable {
  private let known = Mutex<[UInt64: ChangePointDistribution]>([:])

  /// The distribution for values whose scores V, each once, are the bits of a mask: bit V + n.
  func distribution(scores mask: UInt64, count: Int) -> ChangePointDistribution {
    // n is the middle of the mask's range; the key must tell it.
    let key = mask << 4 | UInt64(count)
    if let distribution = known.withLock({ $0[key] }) { return distribution }
    let distribution = ChangePointDistribution(groups: Self.groups(mask, count))
    known.withLock { $0[key] = distribution }
    return distribution
  }

  /// The sizes of the groups: one that begins after r values and has t of them has V = 2r + t − n.
  private static func groups(_ mask: UInt64, _ count: Int) -> [Int] {
    var groups: [Int] = []
    var below = 0
    for bit in 0..<(2 * count) where mask >> UInt64(bit) & 1 == 1 {
      groups.append(bit - 2 * below)
      below += bit - 2 * below
    }
    return groups
  }
}
