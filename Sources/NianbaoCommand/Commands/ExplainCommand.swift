import ArgumentParser
import Nianbao

/// `nianbao explain`: what a change is made of.
struct ExplainCommand: Job {
  enum Method: String, ExpressibleByArgument, CaseIterable {
    case units, parts
    case shiftShare = "shift-share"
    case lmdi
  }

  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "What a change is made of: units, parts of a total, shift-share, LMDI.",
    discussion: """
      Methods:
        units        what each unit (or region of --by) adds to the change of the region of --in
        parts        what each part of a total adds to the total's change
        shift-share  each unit's change split into the region's growth, its mix of parts, its own
        lmdi         a change split along a chain of indicators: how much there was, who had it,
                     and each ratio (logarithmic-mean Divisia index)
      All contributions add up to the change; who comes or goes is told apart.

      Examples:
        nianbao explain reports/ --indicators request.received
        nianbao explain reports/ --by county --method parts --indicators request.received
        nianbao explain reports/ --method shift-share --indicators request.received --from 2014
        nianbao explain reports/ --method lmdi --chain request.received,request.answered
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var series: SeriesOptions
  @OptionGroup var bodies: BodyOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "How to explain: units, parts, shift-share or lmdi.")
  var method: Method = .units

  @Option(
    name: .customLong("in"),
    help: "The regions whose change is explained: province, prefecture, county or all.")
  var inLevel: WholeName?

  @Option(help: "The earlier year; the year before the later one unless told.")
  var from: Int?

  @Option(help: "The later year; the last one unless told.")
  var to: Int?

  @Option(help: "For lmdi: two or more indicators, from what there was to what came of it.")
  var chain: String?

  @Option(help: "Only so many contributions to each change, the largest.")
  var top: Int?

  func validate() throws {
    if method == .lmdi, chain == nil {
      throw ValidationError(
        "--method lmdi needs --chain, such as --chain request.received,request.answered.")
    }
    if method != .lmdi, chain != nil {
      throw ValidationError("--chain is for --method lmdi.")
    }
    if top != nil, method == .lmdi || method == .shiftShare {
      throw ValidationError("--top is for --method units and parts.")
    }
  }

  func run() async throws {
    let (opened, status) = try await input.open(output)
    let (panel, selection) = try series.apply(selection, to: opened.panel, looksBack: true)
    let period = try panel.period(
      from: from.map { Year($0) }, to: to.map { Year($0) }, among: selection.years)
    try panel.catalog.checkAdditive(selection.indicators ?? [])
    let level = (inLevel ?? (bodies.by == nil ? .county : .all)).level
    switch method {
    case .units:
      let frame = bodies.frame(of: panel, indicators: selection.indicators)
      try output.write(
        ContributionTable(
          frame.contributions(
            from: period.from, to: period.to, within: level, of: panel.regions),
          selection, top: top))
    case .parts:
      let (frame, totals) = try totalsFrame(panel, selection, period)
      try output.write(
        ContributionTable(
          frame.partContributions(from: period.from, to: period.to, of: totals), top: top))
    case .shiftShare:
      let (frame, totals) = try totalsFrame(panel, selection, period)
      try output.write(
        ShiftShareTable(
          frame.shiftShare(
            from: period.from, to: period.to, of: totals, within: level, of: panel.regions)))
    case .lmdi:
      let chain = try IndicatorChain(chain ?? "", in: panel.catalog)
      try panel.catalog.checkAdditive(chain.indicators)
      let frame = bodies.frame(of: panel, indicators: chain.indicators)
      try output.write(
        DivisiaTable(
          frame.divisia(
            chain.positions, from: period.from, to: period.to, within: level, of: panel.regions),
          language: output.language))
    }
    throw status
  }

  /// The figures of the totals wanted and of their parts, and where the totals stand among them.
  private func totalsFrame(
    _ panel: Panel, _ selection: Selection, _ period: (from: Year, to: Year)
  ) throws -> (Frame, totals: [Int]) {
    let totals = try panel.totals(selection.indicators, in: [period.from, period.to])
    let frame = bodies.frame(of: panel, indicators: totals.withParts)
    return (frame, totals.positions)
  }
}
