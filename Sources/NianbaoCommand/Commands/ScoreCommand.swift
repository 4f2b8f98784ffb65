import ArgumentParser
import Nianbao

extension CompositeOptions.Aggregation: ExpressibleByArgument {}

/// `nianbao score`: a composite score of weighted indicators.
struct ScoreCommand: Job {
  static let configuration = CommandConfiguration(
    commandName: "score",
    abstract: "Rank units or regions by a score of several weighted indicators.",
    discussion: """
      The weights are a file: a table with the columns indicator, weight, direction (higher or lower)
      and normalisation (z, robust-z, min-max or rank), parted by tabs, or a YAML list with these keys.
      Ratios on a smaller base than their derived indicator asks for are missing.

      Examples:
        nianbao score reports/ --weights weights.tsv --years 2018
        nianbao score reports/ --weights weights.yaml --aggregation geometric --components
        nianbao score reports/ --weights weights.tsv --years 2018 --sensitivity
        nianbao score national.nbp --by county --in province --weights weights.tsv --top 3
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var series: SeriesOptions
  @OptionGroup var output: OutputOptions

  @Option(help: "The file of weights.", completion: .file())
  var weights: String

  @Option(help: "Score regions of a level instead of units: province, prefecture, county.")
  var by: GroupingName?

  @OptionGroup var groups: RankGroupOptions
  @OptionGroup var places: PlacesOptions

  @Option(
    help: "arithmetic (components make up for each other) or geometric (a low one counts for more)."
  )
  var aggregation: CompositeOptions.Aggregation = .arithmetic

  @Flag(
    help: "Score also where a component is missing, by the others, if they have half of the weight."
  )
  var allowMissing = false

  @Flag(help: "A column for each component on its common scale.")
  var components = false

  @Flag(help: "Tell how ranks move when the weights vary and when a component is left out.")
  var sensitivity = false

  @Option(help: "How much a weight varies: its standard deviation as a share of the weight.")
  var uncertainty = 0.25

  @Option(help: "How many sets of weights are drawn.")
  var draws = 2_000

  @Option(help: "How many of the draws the interval of a rank holds, such as 0.9.")
  var level = 0.9

  @Option(help: "What the draws start from; the same number gives the same ranks.")
  var seed: UInt64 = 1

  func validate() throws {
    try groups.check(by: by)
    if !selection.indicators.isEmpty {
      throw ValidationError(
        "The indicators of a score are those of --weights; leave --indicators out.")
    }
    if !(uncertainty > 0 && uncertainty <= 2) {
      throw ValidationError(
        "--uncertainty is \(uncertainty); expected a share such as 0.25, at most 2.")
    }
    if !(1...100_000).contains(draws) {
      throw ValidationError("--draws is \(draws); expected 1 to 100000.")
    }
    if !(level > 0 && level < 1) {
      throw ValidationError("--level is \(level); expected a number between 0 and 1 such as 0.9.")
    }
  }

  func run() async throws {
    let (opened, status) = try await input.open(output)
    let (panel, selection) = try series.apply(selection, to: opened.panel, looksBack: true)
    let definition = try CompositeDefinition(path: weights, catalog: panel.catalog)
    var options = CompositeOptions()
    options.aggregation = aggregation
    options.allowsMissing = allowMissing
    try groups.apply(to: &options.ranking, panel)
    let size = try groups.sizeIndicator(panel.catalog)
    let indicators = Set(definition.indicators + (size.map { [$0] } ?? [])).sorted()
    let frame =
      by.map { panel.rollUp(to: $0.grouping, indicators: indicators).frame }
      ?? panel.frame(indicators: indicators)
    let composite = try frame.composite(definition, options)
    try output.write(
      CompositeTable(
        composite, selection,
        sensitivity: sensitivity ? composite.sensitivity(variation, of: selection.years) : nil,
        places: places.places, showsComponents: components))
    throw status
  }

  private var variation: CompositeSensitivity.Options {
    var variation = CompositeSensitivity.Options()
    variation.draws = draws
    variation.uncertainty = uncertainty
    variation.level = level
    variation.seed = seed
    return variation
  }
}
