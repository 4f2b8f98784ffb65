/// What an address asks for, looked up in the panel: the units, the years, the indicators, and the table.
struct ExplorerView {
  let explorer: Explorer
  let state: ExplorerState
  let texts: ExplorerTexts
  /// The region; nil for all.
  let region: RegionCode?
  /// The figures of the region's units.
  let panel: Panel
  /// What is shown of them.
  let selection: Selection
  /// Whose figures are in the table.
  let body: ExplorerState.Body

  /// - Throws: `SelectionError` and `ExplorerProblem` for what there is not.
  init(_ explorer: Explorer, _ state: ExplorerState, _ language: Language) throws {
    self.explorer = explorer
    self.state = state
    texts = try ExplorerTexts.builtIn(language)
    let figures = explorer.figures
    region = try state.within.map { try Selection.region($0, in: figures.regions) }
    let chosen = region.map { region in
      figures.units.indices.filter { figures.units.region(of: $0).map(region.contains) ?? false }
    }
    panel = chosen.map { figures.selecting($0) } ?? figures
    let indicators =
      state.indicators.isEmpty
      ? nil : try Selection.indicators(state.indicators, in: figures.catalog)
    selection = Selection(
      years: try Self.years(state, of: figures),
      indicators: try indicators ?? Self.firstIndicator(figures))
    body = state.by ?? Self.body(suiting: panel, region)
  }

  /// The years from one to another; by default all, and the last one where each is a table of its own.
  private static func years(_ state: ExplorerState, of panel: Panel) throws(ExplorerProblem)
    -> Set<Year>
  {
    let to = state.to ?? panel.years.last ?? Year(0)
    let isOfOneYear = [.rank, .rollup, .change].contains(state.view)
    let from = state.from ?? (isOfOneYear ? to : panel.years.first ?? to)
    guard from <= to else { throw .yearsReversed(from: from, to: to) }
    return Set(panel.years.filter { from <= $0 && $0 <= to })
  }

  /// What a table shows where nothing is chosen: the first figure of the outline that the panel has.
  private static func firstIndicator(_ panel: Panel) throws -> [IndicatorIndex] {
    try ExplorerPage.lines(of: panel).prefix(1).map(\.indicator)
  }

  /// The bodies below a region that can be read: its units, or the next level with several regions.
  private static func body(suiting panel: Panel, _ region: RegionCode?) -> ExplorerState.Body {
    guard panel.units.leafCount > Briefing.unitLimit else { return .unit }
    for level in panel.levelsBelowCommonRegion
    where panel.units.segments(at: level).count > 1 {
      return switch level {
      case .province: .province
      case .prefecture: .prefecture
      default: .county
      }
    }
    return .unit
  }

  // MARK: The table

  private var frame: Frame {
    body.grouping.map { panel.rollUp(to: $0, indicators: selection.indicators).frame }
      ?? panel.frame(indicators: selection.indicators)
  }

  /// The table that is asked for, as the command of its name writes it.
  var table: any TableSource {
    switch state.view {
    case .rollup:
      RollUpTable(
        panel.rollUp(
          to: body.grouping ?? .level(.township), indicators: selection.indicators), selection)
    case .change: ChangeTable(frame.change(), selection)
    case .rank: RankTable(frame.ranked(), selection)
    case .trend, .overview, .briefing: TrendExport(frame, selection)
    }
  }

  // MARK: The page

  /// Writes the page.
  func write(to page: inout MarkupWriter) throws {
    let frame = ExplorerPage(explorer: explorer, state: state, texts: texts)
    switch state.view {
    case .overview: try frame.write(overview: self, to: &page)
    case .briefing: try frame.write(briefing: try briefing(), self, to: &page)
    case .rollup, .change, .rank, .trend: frame.write(table: self, to: &page)
    }
  }

  /// The figures of the region as cards and trends.
  func whole() throws -> BriefingWhole { try BriefingWhole(panel, selection) }

  /// The briefing about the region, its reports checked now.
  private func briefing() throws -> Briefing {
    let reports = explorer.reports
    let chosen =
      region.map { region in
        reports.selecting(
          reports.units.indices.filter {
            reports.units.region(of: $0).map(region.contains) ?? false
          })
      } ?? reports
    let years = selection.years ?? []
    let count = years.reduce(0) { count, year in
      count + chosen.units.indices.count { chosen.reports.position(of: $0, in: year) != nil }
    }
    guard count <= Explorer.reportLimit else {
      throw ExplorerProblem.tooManyReports(count: count, limit: Explorer.reportLimit)
    }
    let confrontation = Confrontation(chosen, with: explorer.rules, years: years)
    let review = Review(confrontation.diagnosis(), of: confrontation)
    return try Briefing(
      panel, selection,
      findings: FindingsReport(confrontation, review: review, source: explorer.source))
  }
}
