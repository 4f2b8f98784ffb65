#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How the ranks of some elements spread when their values are drawn again and again.
///
/// Goldstein and Spiegelhalter (1996) rank each draw and report quantiles of each element's ranks. The
/// same serves ranks under uncertain weights (Saisana, Saltelli and Tarantola 2005). Ranks are
/// competition ranks; a quantile at p of m draws is the ⌈p·m⌉-th least rank, so it is a rank.
public struct RankDistribution: Sendable {
  /// The end of each element's interval that is nearer to the first place; null where unranked.
  public let low: Vector<Double>
  /// The median rank.
  public let median: Vector<Double>
  /// The end of the interval that is nearer to the last place.
  public let high: Vector<Double>
  /// The share of draws, from 0 to 1, in which each element is first, alone or tied.
  public let first: Vector<Double>

  /// How many draws one task makes: the unit in which work is shared, whatever the number of threads.
  static let block = 16

  /// Draws values, ranks each draw, and summarises the ranks.
  ///
  /// - Parameters:
  ///   - count: The number of elements.
  ///   - draws: The number of draws, at least 1.
  ///   - level: The share of draws that the interval holds, above 0 and below 1, such as 0.95.
  ///   - fill: Given the numbers of some draws, writes their values, draw after draw. Must depend on the
  ///     numbers alone. An element null in one draw is to be null in all.
  /// - Complexity: Ranks `draws` vectors and sorts `draws` ranks of each element; holds 4 bytes for each
  ///   element and draw.
  public init(
    count: Int, draws: Int, level: Double, _ direction: Direction, workers: Workers = .available,
    fill: @Sendable (Range<Int>, inout MutableSpan<Double>) -> Void
  ) {
    precondition(draws >= 1, "\(draws) draws have no distribution")
    precondition(level > 0 && level < 1, "no interval holds \(level) of the draws")
    let ranks = Vector<Int32>(repeating: 0, count: count * draws) { ranks in
      guard count > 0 else { return }
      // Drawing costs many times what writing the rank does.
      let bytes = count * draws * 64
      workers.fill(&ranks, chunk: Self.block * count, bytes: bytes) { range, part in
        Self.rank(
          range.lowerBound / count..<range.upperBound / count, count, direction, &part, fill)
      }
    }
    let chunk = 256
    let summaries = workers.map((count + chunk - 1) / chunk, bytes: count * draws * 16) { task in
      Self.summaries(ranks, count, draws, level, task * chunk..<min(count, (task + 1) * chunk))
    }.joined()
    low = Vector(summaries.map(\.low))
    median = Vector(summaries.map(\.median))
    high = Vector(summaries.map(\.high))
    first = Vector(summaries.map(\.first))
  }

  private struct Summary {
    var low = Double.nan
    var median = Double.nan
    var high = Double.nan
    var first = Double.nan
  }

  private static func rank(
    _ draws: Range<Int>, _ count: Int, _ direction: Direction, _ ranks: inout MutableSpan<Int32>,
    _ fill: (Range<Int>, inout MutableSpan<Double>) -> Void
  ) {
    var workspace = Workspace()
    let values = Vector<Double>(repeating: .nan, count: draws.count * count) { fill(draws, &$0) }
    let target = ranks.mutablePointer
    workspace.reserveGathered(count)
    for draw in 0..<draws.count {
      let places = workspace.made
      _ = workspace.rank(
        values.storage.start + draw * count, count: count, direction, .competition, into: places)
      for element in 0..<count {
        // 0 stands for unranked.
        target[draw * count + element] = places[element].isNaN ? 0 : Int32(places[element])
      }
    }
  }

  private static func summaries(
    _ ranks: Vector<Int32>, _ count: Int, _ draws: Int, _ level: Double, _ elements: Range<Int>
  ) -> [Summary] {
    func place(_ probability: Double) -> Int {
      max(0, min(draws, Int((probability * Double(draws)).rounded(.up))) - 1)
    }
    let places = (place((1 - level) / 2), place(0.5), place((1 + level) / 2))
    return elements.map { element in
      var own = (0..<draws).map { ranks.storage.start[$0 * count + element] }
      guard own[0] > 0 else { return Summary() }
      own.sort()
      return Summary(
        low: Double(own[places.0]), median: Double(own[places.1]), high: Double(own[places.2]),
        first: Double(own.prefix { $0 == 1 }.count) / Double(draws))
    }
  }
}
