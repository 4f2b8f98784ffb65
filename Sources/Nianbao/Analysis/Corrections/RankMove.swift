/// A place in a ranking that a correction changes.
public struct RankMove: Sendable, Hashable {
  /// The body whose place it is: a unit, or a region that units are added up to.
  public let body: Frame.Body
  /// Whether the body is a unit or a region.
  public let subject: Frame.Subject
  /// Whether the body moves by figures of its own: a corrected unit, or a region with one. All others
  /// make room.
  public let isOwn: Bool
  /// The indicator ranked by, the largest first.
  public let indicator: IndicatorIndex
  /// The year.
  public let year: Year
  /// The region whose bodies are ranked; nil for all.
  public let region: RegionCode?
  /// The place before; nil where the body had no figure.
  public let before: Place?
  /// The place after; nil where the body has no figure.
  public let after: Place?

  /// A place in a ranking, equal figures sharing the best of their places.
  public struct Place: Sendable, Hashable {
    /// From 1.
    public let rank: Int
    /// How many bodies are ranked.
    public let of: Int
    /// The figure.
    public let value: Double
  }

  /// The places that corrections change: of the corrected units and their peers in the region above,
  /// and of the regions above them by the sums of their units.
  ///
  /// - Complexity: For each corrected indicator and level above the units a ranking of its columns.
  static func all(from panel: Panel, to corrected: Panel, by corrections: [Correction])
    -> [RankMove]
  {
    let indicators = Array(Set(corrections.map(\.indicator))).sorted()
    var views: [RankView] = []
    var seen: Set<RankView> = []
    for correction in corrections {
      for view in RankView.all(of: correction, in: panel) where seen.insert(view).inserted {
        views.append(view)
      }
    }
    // Rankings of one kind serve all corrections that are looked at in it.
    var rankings: [RankView.Kind: (before: Ranking, after: Ranking)] = [:]
    return views.flatMap { view in
      let pair =
        rankings[view.kind]
        ?? (view.kind.ranking(panel, indicators), view.kind.ranking(corrected, indicators))
      rankings[view.kind] = pair
      return view.moves(pair.before, pair.after)
    }
  }
}

/// One ranking to look at: an indicator and year among the bodies of one region.
private struct RankView: Hashable {
  let kind: Kind
  /// The region whose bodies are looked at; nil for all.
  let region: RegionCode?
  let indicator: IndicatorIndex
  let year: Year

  /// What is ranked, and within regions of which level.
  struct Kind: Hashable {
    /// The level that units are added up to; nil for the units themselves.
    let rollUp: RegionCode.Level?
    let within: RegionCode.Level?

    func ranking(_ panel: Panel, _ indicators: [IndicatorIndex]) -> Ranking {
      var options = RankOptions()
      options.within = within
      let frame =
        rollUp.map {
          panel.rollUp(to: .level($0), indicators: indicators, expected: .panel).frame
        } ?? panel.frame(indicators: indicators)
      return frame.ranked(options)
    }
  }

  /// The rankings that a correction has a part in.
  static func all(of correction: Correction, in panel: Panel) -> [RankView] {
    func view(_ rollUp: RegionCode.Level?, within region: RegionCode?) -> RankView {
      RankView(
        kind: Kind(rollUp: rollUp, within: region?.level), region: region,
        indicator: correction.indicator, year: correction.year)
    }
    let unit = panel.units[correction.unit]
    guard let region = unit.region else { return [view(nil, within: nil)] }
    var views = [view(nil, within: region.parent)]
    // What a consolidating unit reports is not added up.
    guard !panel.units.isConsolidating(correction.unit) else { return views }
    // A department's region is the one that it is added up to.
    var above = unit.kind == .department ? region : region.parent
    while let next = above {
      views.append(view(next.level, within: next.parent))
      above = next.parent
    }
    return views
  }

  func moves(_ before: Ranking, _ after: Ranking) -> [RankMove] {
    let frame = before.frame
    guard let column = frame.indicators.firstIndex(of: indicator),
      let year = frame.position(of: year)
    else { return [] }
    return frame.bodies.indices.compactMap { body in
      if let region, !(frame.bodies[body].region.map(region.contains) ?? false) { return nil }
      let places = (
        Self.place(before, column, year, body), Self.place(after, column, year, body)
      )
      guard places.0?.rank != places.1?.rank else { return nil }
      return RankMove(
        body: frame.bodies[body], subject: frame.subject,
        isOwn: places.0?.value != places.1?.value, indicator: indicator, year: self.year,
        region: region, before: places.0, after: places.1)
    }
  }

  private static func place(_ ranking: Ranking, _ indicator: Int, _ year: Int, _ body: Int)
    -> RankMove.Place?
  {
    guard let ranks = ranking.column(indicator, year),
      let values = ranking.frame.column(indicator, year), !ranks.ranks[body].isNaN
    else { return nil }
    return RankMove.Place(
      rank: Int(ranks.ranks[body]), of: ranks.of(body), value: values[body])
  }
}

extension RegionCode {
  /// The region of the next level above; nil for a province.
  var parent: RegionCode? {
    RegionCode.Level.allCases.last { $0 < level }.flatMap { ancestor(at: $0) }
  }
}
