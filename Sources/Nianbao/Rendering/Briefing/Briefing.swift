/// What a briefing tells of a panel, before it is put on a page: the figures of the whole, of its units,
/// and what contradicts.
public struct Briefing: Sendable {
  /// The panel.
  let panel: Panel
  /// The name of the region that all units lie in.
  let region: String
  /// The years told, ascending; at least one.
  let years: [Year]
  /// The figures shown.
  let lines: [BriefingOutline.Line]
  /// All units added up: one body.
  let total: RollUp
  /// The change of the total from the year before.
  let change: Change
  /// The regions below the whole, where it has several; else nil.
  let parts: RollUp?
  /// The bodies that are ranked: the units, or the regions below where units are too many to read.
  let ranking: Ranking
  /// The same ranking with equal figures on the last of their places, so that a place says how many
  /// bodies are below: the shades of the heat map.
  let shades: Ranking
  /// The figures of every unit or region.
  let bodies: Frame
  /// What contradicts.
  let findings: FindingsReport
  /// How the units' reports fare.
  let scorecard: Scorecard

  /// The most units that rankings and the heat map show one by one; above that, regions.
  public static let unitLimit = 400

  /// Why there is nothing to tell.
  public enum Failure: UsageError {
    /// No report is in the years asked for.
    case noReport

    /// What happened and what to do.
    public var message: LocalizedText {
      LocalizedText(
        zh: "所选范围和年度内没有报告，无法成文；请检查 --within、--units 和 --years",
        en: "no report lies in the units and years asked for; look at --within, --units and --years"
      )
    }
  }

  /// A briefing about a panel.
  ///
  /// - Parameters:
  ///   - panel: The figures, as series over forms where several are in use.
  ///   - selection: The years; its indicators are not looked at, for the outline names them.
  ///   - findings: What a check of the panel found.
  /// - Throws: `Failure` where no report is in the years, `CatalogError` for a mistake of the data files.
  public init(_ panel: Panel, _ selection: Selection, findings: FindingsReport) throws {
    let years = panel.years.filter(selection.contains)
    guard let last = years.last, !panel.units.isEmpty else { throw Failure.noReport }
    let outline = try BriefingOutline.builtIn(panel.catalog)
    lines = outline.lines { indicator in
      years.contains { panel.column(indicator, $0) != nil }
    } last: {
      panel.column($0, last) != nil
    }
    self.panel = panel
    self.years = years
    self.findings = findings
    let indicators = lines.map(\.indicator).sorted { $0.position < $1.position }
    region = panel.commonRegionName
    total = panel.rollUp(to: .all, indicators: indicators)
    change = total.frame.change()
    parts = panel.levelsBelowCommonRegion.lazy
      .map { panel.rollUp(to: .level($0), indicators: indicators) }
      .first { $0.frame.bodies.count > 1 }
    bodies =
      panel.units.leafCount > Self.unitLimit
      ? (parts ?? total).frame : panel.frame(indicators: indicators)
    ranking = bodies.ranked()
    var below = RankOptions()
    below.ties = .maximum
    shades = bodies.ranked(below)
    scorecard = Scorecard(findings.confrontation, findings.review.diagnosis)
  }

  /// The year that the briefing is about: the last one told.
  var year: Year { years[years.count - 1] }

  /// The number of reports in the years told.
  var reportCount: Int {
    years.reduce(0) { count, year in
      count + panel.units.indices.count { panel.reports.position(of: $0, in: year) != nil }
    }
  }

  /// The lines with a place.
  func lines(_ shows: Set<BriefingOutline.Show>) -> [BriefingOutline.Line] {
    lines.filter { shows.contains($0.show) }
  }

  /// The years of each form in use, in the order of the years.
  var editions: [(edition: Edition, years: [Year])] {
    var years: [EditionID: [Year]] = [:]
    var order: [EditionID] = []
    for year in self.years {
      var seen: Set<EditionID> = []
      for unit in panel.units.indices {
        guard let id = panel.reports.report(of: unit, in: year)?.edition, seen.insert(id).inserted
        else { continue }
        if years[id] == nil { order.append(id) }
        years[id, default: []].append(year)
      }
    }
    return order.compactMap { id in panel.catalog.edition(id).map { ($0, years[id] ?? []) } }
  }
}
