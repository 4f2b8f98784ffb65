/// What a briefing tells of a panel, before it is put on a page: the figures of the whole, of its units,
/// and what contradicts.
public struct Briefing: Sendable {
  /// The figures of the whole.
  let whole: BriefingWhole
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
    whole = try BriefingWhole(panel, selection)
    self.findings = findings
    let indicators = whole.indicators
    parts = panel.levelsBelowCommonRegion.lazy
      .map { panel.rollUp(to: .level($0), indicators: indicators) }
      .first { $0.frame.bodies.count > 1 }
    bodies =
      panel.units.leafCount > Self.unitLimit
      ? (parts ?? whole.total).frame : panel.frame(indicators: indicators)
    ranking = bodies.ranked()
    var below = RankOptions()
    below.ties = .maximum
    shades = bodies.ranked(below)
    scorecard = Scorecard(findings.confrontation, findings.review.diagnosis)
  }

  /// The panel.
  var panel: Panel { whole.panel }
  /// The name of the region that all units lie in.
  var region: String { whole.region }
  /// The years told, ascending; at least one.
  var years: [Year] { whole.years }
  /// The figures shown.
  var lines: [BriefingOutline.Line] { whole.lines }
  /// All units added up: one body.
  var total: RollUp { whole.total }
  /// The change of the total from the year before.
  var change: Change { whole.change }

  /// The year that the briefing is about: the last one told.
  var year: Year { whole.year }

  /// Whether the figures of the leaf bodies add up to those of the whole: regions do not where a unit
  /// lies in none of them.
  var bodiesAddUp: Bool { bodies.subject == .units || parts.map { $0.ungroupedCount == 0 } ?? true }

  /// The number of reports in the years told.
  var reportCount: Int {
    years.reduce(0) { count, year in
      count + panel.units.indices.count { panel.reports.position(of: $0, in: year) != nil }
    }
  }

  /// The lines with a place.
  func lines(_ shows: Set<BriefingOutline.Show>) -> [BriefingOutline.Line] { whole.lines(shows) }

  /// The line of a figure of the whole.
  func trendChart(_ line: BriefingOutline.Line) -> LineChart? { whole.trendChart(line) }

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
