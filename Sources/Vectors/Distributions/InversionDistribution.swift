/// How many pairs of a random order stand the wrong way round: the exact distribution behind Kendall's
/// τ and the test of Mann and Kendall, with ties or without.
///
/// Of n different values the numbers of orders with 0, 1, 2 … inversions are the coefficients of
/// [n]! = Π (1 + q + … + q^(j−1)) over j up to n (Kendall 1938). Where t values are equal, their own
/// order does not show, and the coefficients are those of [n]! / Π [t]!, one factor a group of equal
/// values: the Gaussian multinomial (MacMahon 1915). All coefficients are whole numbers up to n!, so
/// up to n = 18 doubles hold them exactly.
public struct InversionDistribution: Sendable {
  /// The largest number of values whose distribution is exact.
  public static let limit = 18

  /// The number of pairs of different values: the largest number of inversions.
  public let pairs: Int
  /// P(inversions ≤ k) for k from 0 on.
  private let lower: [Double]

  /// The distribution of values that are all different.
  public init(distinct count: Int) { self.init(groups: Array(repeating: 1, count: count)) }

  /// The distribution of values in groups of equal ones.
  ///
  /// - Parameter groups: The size of each group, 1 for a value that has no equal; `limit` together at
  ///   most.
  /// - Complexity: O(values³).
  public init(groups: [Int]) {
    let count = groups.reduce(0, +)
    precondition(
      count <= Self.limit && groups.allSatisfy { $0 >= 1 },
      "the inversions of \(count) values are not known exactly")
    var ways = [1.0]
    for size in stride(from: 2, through: count, by: 1) { ways = Self.times(ways, size) }
    for group in groups {
      for size in stride(from: 2, through: group, by: 1) { ways = Self.over(ways, size) }
    }
    pairs = ways.count - 1
    let all = ways.reduce(0, +)
    var sum = 0.0
    lower = ways.map {
      sum += $0
      return sum / all
    }
  }

  /// P(inversions ≤ k). O(1).
  public func atMost(_ inversions: Int) -> Double {
    inversions < 0 ? 0 : lower[min(inversions, pairs)]
  }

  /// P(|S| ≥ |s|) of the score S = pairs in order less pairs inverted. O(1).
  ///
  /// - Parameter score: A score that occurs, of the same parity as `pairs`.
  public func beyond(score: Int) -> Double {
    score == 0 ? 1 : min(1, 2 * atMost((pairs - abs(score)) / 2))
  }

  /// A polynomial times 1 + q + … + q^(size − 1).
  private static func times(_ ways: [Double], _ size: Int) -> [Double] {
    (0..<(ways.count + size - 1)).map { power in
      (max(0, power - size + 1)...power).reduce(0) { $0 + ($1 < ways.count ? ways[$1] : 0) }
    }
  }

  /// A polynomial divided by 1 + q + … + q^(size − 1), which goes without remainder.
  private static func over(_ ways: [Double], _ size: Int) -> [Double] {
    var quotient = [Double](repeating: 0, count: ways.count - size + 1)
    for power in quotient.indices {
      let step = ways[power] - (power > 0 ? ways[power - 1] : 0)
      quotient[power] = step + (power >= size ? quotient[power - size] : 0)
    }
    return quotient
  }
}
