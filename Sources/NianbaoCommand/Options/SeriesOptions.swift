import ArgumentParser
import Nianbao

/// How figures of years with other regions and other forms are made comparable, and what is derived from
/// them.
struct SeriesOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Put all years onto the boundaries of a year, such as 2018.",
      discussion: """
        Bodies that were merged are added up; those that were divided without a basis for division have \
        no figure. Otherwise bodies stay as they were in each year.
        """))
  var asOf: Int?

  @Flag(help: "Refuse figures of other forms that are only comparable with a caveat.")
  var strictSeries = false

  @OptionGroup var derived: DerivedOptions

  /// Whether one of the options is given.
  var isAsked: Bool { asOf != nil || strictSeries }

  func validate() throws {
    if let asOf, !(1900...2999).contains(asOf) {
      throw ValidationError("--as-of is \(asOf); expected a year such as 2018.")
    }
  }

  /// The panel with indicators as series and on the boundaries asked for, then the selection in it.
  ///
  /// - Parameter looksBack: Whether figures of the year before those selected are compared with them.
  func apply(_ selection: SelectionOptions, to panel: Panel, looksBack: Bool = false) throws -> (
    panel: Panel, selection: Selection
  ) {
    let series = try derived.adding(to: panel).inSeries()
    let projected = asOf.map { series.asOf(Year($0)) } ?? series.onBoundariesOfEachYear()
    let (chosen, selection) = try selection.apply(to: projected)
    if strictSeries { try chosen.checkSeriesAreExact(selection, looksBack: looksBack) }
    return (chosen, selection)
  }
}
