/// How far two series put the same things into the same order.
public struct RankAgreement: Sendable, Hashable {
  /// The number of positions where both have a value.
  public let count: Int
  /// Spearman's ρ: the correlation of the average ranks. Null of fewer than two values or where one
  /// side is all equal.
  public let spearman: Double
  /// Kendall's τ-b: (concordant − discordant pairs) / √((pairs − ties of one)·(pairs − ties of the
  /// other)) (Kendall 1945). Null where ρ is.
  public let kendall: Double

  /// The agreement of two vectors of one length over the positions where neither is null.
  ///
  /// - Complexity: O(n log n): discordant pairs are the exchanges of a merge sort (Knight 1966).
  public init(_ first: Span<Double>, _ second: Span<Double>) {
    precondition(
      first.count == second.count,
      "vectors of \(first.count) and \(second.count) elements do not go together")
    var x: [Double] = []
    var y: [Double] = []
    for position in first.indices {
      let (a, b) = (first[unchecked: position], second[unchecked: position])
      if !a.isNaN, !b.isNaN {
        x.append(a)
        y.append(b)
      }
    }
    count = x.count
    let (ranksX, ranksY) = (Self.averageRanks(x), Self.averageRanks(y))
    spearman = Self.correlation(ranksX, ranksY)
    kendall = spearman.isNaN ? .nan : Self.tau(ranksX, ranksY)
  }

  private static func averageRanks(_ values: [Double]) -> [Double] {
    Ranks.rank(Vector(values).span, .ascending, ties: .average).array
  }

  private static func correlation(_ x: [Double], _ y: [Double]) -> Double {
    // The mean of average ranks is (n + 1)/2 whatever the ties.
    let mean = Double(x.count + 1) / 2
    var (product, squareX, squareY) = (0.0, 0.0, 0.0)
    for position in x.indices {
      let (a, b) = (x[position] - mean, y[position] - mean)
      product += a * b
      squareX += a * a
      squareY += b * b
    }
    guard squareX > 0, squareY > 0 else { return .nan }
    return max(-1, min(1, product / (squareX * squareY).squareRoot()))
  }

  private static func tau(_ x: [Double], _ y: [Double]) -> Double {
    let order = x.indices.sorted { (x[$0], y[$0]) < (x[$1], y[$1]) }
    let tiesX = tiedPairs(order.map { x[$0] })
    let tiesBoth = tiedPairs(order.map { SIMD2(x[$0], y[$0]) })
    var sequence = order.map { y[$0] }
    var buffer = sequence
    let exchanges = exchanges(&sequence, &buffer, 0, sequence.count)
    let tiesY = tiedPairs(sequence)
    let pairs = x.count * (x.count - 1) / 2
    let difference = pairs - tiesX - tiesY + tiesBoth - 2 * exchanges
    let scale = (Double(pairs - tiesX) * Double(pairs - tiesY)).squareRoot()
    return max(-1, min(1, Double(difference) / scale))
  }

  /// The number of pairs of equal elements of a sorted sequence.
  private static func tiedPairs<Element: Equatable>(_ sorted: [Element]) -> Int {
    var (pairs, run) = (0, 0)
    for position in sorted.indices.dropFirst() {
      run = sorted[position] == sorted[position - 1] ? run + 1 : 0
      pairs += run
    }
    return pairs
  }

  /// Sorts a part by merging and counts how many pairs stood in the wrong order.
  private static func exchanges(
    _ values: inout [Double], _ buffer: inout [Double], _ start: Int, _ end: Int
  ) -> Int {
    guard end - start > 1 else { return 0 }
    let middle = (start + end) / 2
    var exchanges = exchanges(&values, &buffer, start, middle)
    exchanges += Self.exchanges(&values, &buffer, middle, end)
    var (left, right) = (start, middle)
    for place in start..<end {
      if right >= end || (left < middle && values[left] <= values[right]) {
        buffer[place] = values[left]
        left += 1
      } else {
        buffer[place] = values[right]
        exchanges += middle - left
        right += 1
      }
    }
    for place in start..<end { values[place] = buffer[place] }
    return exchanges
  }
}
