import Vectors

extension Rates {
  /// Ranks the rates, as they are or shrunk.
  ///
  /// With shrinkage the distribution of true rates is estimated in each group of the ranking and year;
  /// the figures ranked are the posterior means, noted `shrunk`, and each rank has its interval from
  /// simulated rankings of draws from the posteriors (Goldstein and Spiegelhalter 1996). A group in which
  /// nothing can be estimated, because it has fewer than three rates or all are 0 or all are 1, keeps its
  /// rates; their intervals then come from the prior of Jeffreys. Figures that are no rates are ranked as
  /// ever.
  ///
  /// - Parameters:
  ///   - wanted: The years whose ranks have intervals; nil for all. They cost most of the time.
  ///   - workers: The threads that share the work; the result does not depend on them.
  /// - Complexity: That of ranking; with shrinkage, `draws` rankings of each column with intervals.
  public func ranked(
    _ options: RankOptions = RankOptions(), shrinkage: Shrinkage? = nil,
    intervalsOf wanted: Set<Year>? = nil, workers: Workers = .available
  ) -> Ranking {
    guard let shrinkage else {
      return frame.ranked(options, in: frame.rankGroups(options), workers: workers)
        .with(RateAccount(rates: self, intervals: []))
    }
    let groups = frame.rankGroups(options)
    let membersByGroups = groups.map { $0.grouping.members() }
    let members = frame.years.indices.map { membersByGroups[groups.count == 1 ? 0 : $0] }
    var posteriors: [[RatePosterior?]?] = Array(
      repeating: nil, count: kinds.count * frame.years.count)
    let shrunk = replacing { indicator, year, values, notes in
      posteriors[indicator * frame.years.count + year] = shrink(
        indicator, year, members[year], shrinkage, &values, &notes)
    }
    let ranking = shrunk.frame.ranked(options, in: groups, workers: workers)
    var intervals: [RankIntervals?] = []
    for indicator in kinds.indices {
      for year in frame.years.indices {
        let position = indicator * frame.years.count + year
        guard wanted?.contains(frame.years[year]) ?? true else {
          intervals.append(nil)
          continue
        }
        intervals.append(
          posteriors[position].flatMap {
            shrunk.intervals(
              $0, ranking, indicator, year, members[year], shrinkage, workers: workers)
          })
      }
    }
    return ranking.with(RateAccount(rates: self, intervals: intervals))
  }

  /// Shrinks a column group by group.
  ///
  /// - Returns: What is known of each true rate; nil where there is no rate, or where the count cannot be
  ///   a part of its base.
  private func shrink(
    _ indicator: Int, _ year: Int, _ members: [[Int]], _ shrinkage: Shrinkage,
    _ values: inout [Double], _ notes: inout [FigureNotes]
  ) -> [RatePosterior?]? {
    guard let kind = kinds[indicator], kind.isOfCounts, let counts = counts(indicator, year),
      let bases = bases(indicator, year)
    else { return nil }
    var posteriors = [RatePosterior?](repeating: nil, count: values.count)
    for group in members {
      let prior = RatePrior(
        family: kind.family, method: shrinkage.method, counts: counts.gathering(group).span,
        bases: bases.gathering(group).span)
      for body in group where !values[body].isNaN {
        guard let prior else {
          posteriors[body] = RatePosterior(
            jeffreys: kind.family, count: counts[body], base: bases[body])
          continue
        }
        guard let posterior = prior.posterior(count: counts[body], base: bases[body]) else {
          continue
        }
        posteriors[body] = posterior
        values[body] = kind.factor * posterior.mean
        notes[body].formUnion(.shrunk)
      }
    }
    return posteriors
  }

  /// The intervals of a column's ranks, group by group.
  private func intervals(
    _ posteriors: [RatePosterior?], _ ranking: Ranking, _ indicator: Int, _ year: Int,
    _ members: [[Int]], _ shrinkage: Shrinkage, workers: Workers
  ) -> RankIntervals? {
    guard let column = ranking.column(indicator, year) else { return nil }
    let factor = kinds[indicator]?.factor ?? 1
    var low = [Double](repeating: .nan, count: posteriors.count)
    var high = low
    for (number, group) in members.enumerated() {
      let ranked = group.filter { !column.ranks[$0].isNaN }
      let known = ranked.map { posteriors[$0] }
      let values = ranked.map { column.values[$0] / factor }
      // Groups and columns have streams of their own, or their draws would be the same numbers.
      let place = UInt64((indicator * frame.years.count + year) * members.count + number)
      let seed = shrinkage.seed &+ place &* 0x2545_F491_4F6C_DD1D
      let distribution = RankDistribution(
        count: ranked.count, draws: shrinkage.draws, level: shrinkage.level,
        ranking.options.direction(frame.catalog[frame.indicators[indicator]]), workers: workers
      ) { draws, result in
        for draw in draws {
          var stream = RandomStream(seed: seed, part: draw)
          let start = (draw - draws.lowerBound) * ranked.count
          for (offset, posterior) in known.enumerated() {
            result[start + offset] = posterior?.draw(&stream) ?? values[offset]
          }
        }
      }
      for (offset, body) in ranked.enumerated() {
        low[body] = distribution.low[offset]
        high[body] = distribution.high[offset]
      }
    }
    return RankIntervals(low: Vector(low), high: Vector(high))
  }
}

extension Ranking {
  /// This ranking with what stands behind its rates.
  func with(_ rates: RateAccount) -> Ranking {
    Ranking(frame: frame, options: options, groups: yearGroups, columns: columns, rates: rates)
  }
}
