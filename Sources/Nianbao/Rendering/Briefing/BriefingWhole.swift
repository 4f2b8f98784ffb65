/// The figures of a panel added up, over the years that are told: what cards and trends show.
struct BriefingWhole: Sendable {
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

  /// The figures of a panel.
  ///
  /// - Parameters:
  ///   - panel: The figures, as series over forms where several are in use.
  ///   - selection: The years; its indicators are not looked at, for the outline names them.
  /// - Throws: `Briefing.Failure` where no report is in the years, `CatalogError` for a mistake of the
  ///   data files.
  init(_ panel: Panel, _ selection: Selection) throws {
    let years = panel.years.filter(selection.contains)
    guard let last = years.last, !panel.units.isEmpty else { throw Briefing.Failure.noReport }
    let outline = try BriefingOutline.builtIn(panel.catalog)
    let lines = outline.lines { indicator in
      years.contains { panel.column(indicator, $0) != nil }
    } last: {
      panel.column($0, last) != nil
    }
    self.panel = panel
    self.years = years
    self.lines = lines
    region = panel.commonRegionName
    total = panel.rollUp(to: .all, indicators: Self.indicators(lines))
    change = total.frame.change()
  }

  /// The indicators shown, in the order of the catalogue.
  var indicators: [IndicatorIndex] { Self.indicators(lines) }

  private static func indicators(_ lines: [BriefingOutline.Line]) -> [IndicatorIndex] {
    lines.map(\.indicator).sorted { $0.position < $1.position }
  }

  /// The year that is looked at: the last one told.
  var year: Year { years[years.count - 1] }

  /// The lines with a place.
  func lines(_ shows: Set<BriefingOutline.Show>) -> [BriefingOutline.Line] {
    lines.filter { shows.contains($0.show) }
  }

  /// The line of a figure of the total over the years told; nil where fewer than two have one.
  func trendChart(_ line: BriefingOutline.Line) -> LineChart? {
    let frame = total.frame
    guard let indicator = frame.indicators.firstIndex(of: line.indicator) else { return nil }
    let entry = panel.catalog[line.indicator]
    var figures: [Double?] = []
    var notes: [FigureNotes] = []
    for year in years {
      let position = frame.position(of: year)
      let figure = position.flatMap { frame.column(indicator, $0)?[0] } ?? .nan
      figures.append(figure.isNaN ? nil : figure)
      notes.append(position.map { frame.notes(indicator, $0, 0) } ?? [])
    }
    guard figures.count(where: { $0 != nil }) >= 2 else { return nil }
    return LineChart(
      title: entry.label, measure: entry.measure.name, years: years,
      series: [LineChart.Series(name: region, figures: figures, notes: notes)],
      style: FrameExcerpt.style(of: entry))
  }
}
