import Vectors

/// The places of bodies by their figures, year by year.
public struct Ranking: Sendable {
  /// The figures ranked.
  public let frame: Frame
  /// How they were ranked.
  public let options: RankOptions
  /// What the rates among the figures rest on; nil where none is known.
  public let rates: RateAccount?

  /// The groups of each year; one for all years unless there are bands of size.
  let yearGroups: [RankGroups]
  let columns: [RankColumn?]

  init(
    frame: Frame, options: RankOptions, groups: [RankGroups], columns: [RankColumn?],
    rates: RateAccount? = nil
  ) {
    self.frame = frame
    self.options = options
    yearGroups = groups
    self.columns = columns
    self.rates = rates
  }

  /// The ranks of an indicator in a year, or nil where no body has a figure.
  ///
  /// - Parameters: Positions in the frame's indicators and years.
  public func column(_ indicator: Int, _ year: Int) -> RankColumn? {
    columns[indicator * frame.years.count + year]
  }

  /// The bodies that were ranked together in a year.
  public func groups(_ year: Int) -> RankGroups {
    yearGroups.count == 1 ? yearGroups[0] : yearGroups[year]
  }

  /// What tells the group of a body apart; nil where it is in none, or all are ranked together.
  public func groupName(of body: Int, _ year: Int) -> String? {
    let groups = groups(year)
    return groups.group(of: body).map { groups.names[$0] }.flatMap { $0.isEmpty ? nil : $0 }
  }
}

/// The ranks of one indicator in one year over all bodies of a frame. NaN is null.
public struct RankColumn: Sendable {
  /// The ranks from 1; null where the figure is, where its rate rests on too small a base, and of bodies
  /// in no group.
  public let ranks: Vector<Double>
  /// The ranks of the year before; null where that year has none.
  public let previous: Vector<Double>

  /// The figures ranked; null where the rank is.
  let values: Vector<Double>
  /// The bodies ranked together, and how many of each group have a rank.
  private let groups: RankGroups
  private let sizes: Vector<Int32>

  init(
    values: Vector<Double>, ranks: Vector<Double>, sizes: Vector<Int32>, groups: RankGroups,
    previous: Vector<Double>
  ) {
    self.values = values
    self.ranks = ranks
    self.sizes = sizes
    self.groups = groups
    self.previous = previous
  }

  /// How many bodies are ranked together with a body; 0 where it is in no group. O(1).
  public func of(_ body: Int) -> Int { groups.group(of: body).map { Int(sizes[$0]) } ?? 0 }

  /// How many places a body went up since the year before; below zero where it fell.
  public func movement(_ body: Int) -> Double? {
    let places = previous[body] - ranks[body]
    return places.isNaN ? nil : places
  }

  /// The bodies that are ranked, group by group, best first; of equal ranks in the order of the frame.
  ///
  /// - Complexity: O(n · digits).
  public func order() -> [Int] { ordersByGroup().flatMap(\.self) }

  /// The bodies that are ranked in each group, best first.
  ///
  /// - Complexity: O(n · digits): ranks are sorted by radix.
  public func ordersByGroup() -> [[Int]] {
    var workspace = Workspace()
    var ranked = 0
    let order = Vector<Int32>(repeating: 0, count: ranks.count) {
      ranked = Sorting.permutation(
        of: ranks.span, .ascending, into: &$0, workspace: &workspace)
    }
    var orders = groups.names.map { _ in [Int]() }
    for place in 0..<ranked {
      let body = Int(order[place])
      orders[Int(groups.grouping.groups[body])].append(body)
    }
    return orders
  }
}
