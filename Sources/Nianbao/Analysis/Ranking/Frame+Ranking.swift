import Vectors

extension Frame {
  /// Ranks the bodies by every indicator in every year.
  ///
  /// A figure noted `smallBase` is not ranked, and so is the ratio of a derived indicator on a smaller
  /// base than the indicator can be compared on.
  ///
  /// - Parameter workers: The threads that share the work; the result does not depend on them.
  /// - Complexity: A sort of each column, of whole numbers a count. Groups are found once.
  public func ranked(_ options: RankOptions = RankOptions(), workers: Workers = .available)
    -> Ranking
  {
    let guarded = guarded()
    return guarded.ranked(options, in: guarded.rankGroups(options), workers: workers)
  }

  /// The groups of every year; one for all years unless bodies may change theirs.
  func rankGroups(_ options: RankOptions) -> [RankGroups] {
    RankGroups.variesByYear(self, options)
      ? years.indices.map { RankGroups(self, options, year: $0) }
      : [RankGroups(self, options, year: 0)]
  }

  /// Ranks the bodies within groups that were found before.
  func ranked(_ options: RankOptions, in groups: [RankGroups], workers: Workers = .available)
    -> Ranking
  {
    let absent = Vector(repeating: Double.nan, count: bodies.count)
    // A task ranks some indicators one after the other in one scratch memory.
    let tasks = min(indicators.count, 16)
    let bytes = bodies.count * years.count * indicators.count * 16
    let columns = workers.map(tasks, bytes: bytes) { task -> [RankColumn?] in
      var workspace = Workspace()
      return (task * indicators.count / tasks..<(task + 1) * indicators.count / tasks).flatMap {
        rankColumns($0, groups, options, absent, &workspace)
      }
    }
    return Ranking(
      frame: self, options: options, groups: groups, columns: columns.flatMap(\.self))
  }

  /// The ranks of an indicator in every year.
  private func rankColumns(
    _ indicator: Int, _ groups: [RankGroups], _ options: RankOptions, _ absent: Vector<Double>,
    _ workspace: inout Workspace
  ) -> [RankColumn?] {
    let direction = options.direction(catalog[indicators[indicator]])
    var ranksByYear: [Year: Vector<Double>] = [:]
    var columns: [RankColumn?] = []
    for (position, year) in years.enumerated() {
      guard let values = rankable(indicator, position) else {
        columns.append(nil)
        continue
      }
      let groups = groups.count == 1 ? groups[0] : groups[position]
      let (ranks, sizes) = Ranks.rank(
        values.span, in: groups.grouping, direction, ties: options.ties.kernel,
        workspace: &workspace)
      ranksByYear[year] = ranks
      columns.append(
        RankColumn(
          values: values, ranks: ranks, sizes: sizes, groups: groups,
          previous: ranksByYear[year.previous] ?? absent))
    }
    return columns
  }

  /// The figures of a column that may be ranked: all but those noted `smallBase`.
  func rankable(_ indicator: Int, _ year: Int) -> Vector<Double>? {
    guard let values = column(indicator, year) else { return nil }
    guard let notes = notes(indicator, year) else { return values }
    let small = FigureNotes.smallBase.rawValue
    return Vector(repeating: .nan, count: values.count) { rankable in
      for body in 0..<values.count where notes[body] & small == 0 { rankable[body] = values[body] }
    }
  }
}

extension RankOptions {
  /// The order of an indicator's figures.
  func direction(_ indicator: Indicator) -> Direction {
    isDescending(for: indicator) ? .descending : .ascending
  }
}

extension RankOptions.Ties {
  fileprivate var kernel: Ranks.Ties {
    switch self {
    case .competition: .competition
    case .dense: .dense
    case .ordinal: .ordinal
    case .average: .average
    case .maximum: .maximum
    }
  }
}
