import ArgumentParser
import Nianbao

extension ProfileScale: ExpressibleByArgument {}
extension PeerOptions.Measure: ExpressibleByArgument {}

/// `nianbao peers`: who is most like one body.
struct PeersCommand: Job {
  static let configuration = CommandConfiguration(
    commandName: "peers",
    abstract: "The units or regions most like one, and in what they are alike and different.",
    discussion: """
      Bodies are compared over the indicators that both have, in each year chosen, or in the last year
      in which the body has figures.

      Examples:
        nianbao peers reports/ --of 古北口镇 -n 5
        nianbao peers reports/ --of 古北口镇 --scale share --indicators 'request.answered.*'
        nianbao peers national.nbp --by county --of 110118 --measure correlation
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var series: SeriesOptions
  @OptionGroup var output: OutputOptions

  @Option(
    name: .customLong("of"), help: "The unit or region: a name or a code.",
    completion: Completions.units)
  var body: String

  @Option(name: [.customShort("n"), .customLong("count")], help: "How many peers.")
  var count = 10

  @Option(help: "Compare regions of a level instead of units: province, prefecture, county.")
  var by: GroupingName?

  @Option(help: "cosine or correlation of the profiles.")
  var measure: PeerOptions.Measure = .cosine

  @Option(
    help:
      "log (standardised logarithms), figures (standardised) or share (of the body's own sum).")
  var scale: ProfileScale = .log

  @Option(help: "The least share of the body's own indicators that a peer must have too.")
  var common = 0.5

  func validate() throws {
    if count < 1 { throw ValidationError("-n is \(count); expected 1 or more.") }
    if !(0...1).contains(common) {
      throw ValidationError("--common is \(common); expected a share from 0 to 1.")
    }
  }

  func run() async throws {
    let (opened, status) = try await input.open(output)
    let (panel, selection) = try series.apply(selection, to: opened.panel)
    let frame =
      by.map { panel.rollUp(to: $0.grouping, indicators: selection.indicators).frame }
      ?? panel.frame(indicators: selection.indicators)
    var options = PeerOptions()
    options.measure = measure
    options.scale = scale
    options.leastShare = common
    let peers = frame.peers(
      of: try frame.body(named: body), years: selection.years, count: count, options)
    try output.write(PeersTable(peers, of: frame))
    throw status
  }
}
