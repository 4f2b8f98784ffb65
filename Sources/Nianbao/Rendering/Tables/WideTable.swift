/// A tidy table laid out wide: one row for what it is about, the years as columns.
///
/// The columns that say what a row is about come first, once. Then come the figures, all years of one
/// column before those of the next: `value` first, under the year alone (`2017`), then any other under
/// its name and the year (`n_2017`). Columns of text close the row, with the years that said something:
/// `2015 from-zero; 2017 narrower`.
public struct WideTable: TableSource {
  /// The order of the rows.
  public enum Order: Sendable {
    /// As in the tidy table, where all rows of one body stand together; the rows of one body are held.
    case byBody
    /// As the last year has them, and behind them what the last year does not have; all rows are held.
    case byLastYear
  }

  private let source: any TableSource
  private let years: [Year]
  private let order: Order
  private let layout: WideLayout

  /// The names of the columns that say what a row is about.
  private static let keys: Set<String> = [
    "unit", "unit_code", "region", "region_code", "indicator", "label", "measure",
  ]

  /// A table laid out wide.
  ///
  /// - Parameters:
  ///   - source: A table with a column `year`.
  ///   - years: The years that become columns, ascending; rows of other years are left out.
  ///   - omitted: The names of columns that are left out.
  public init(
    _ source: any TableSource, years: [Year], order: Order = .byBody,
    omitting omitted: Set<String> = []
  ) {
    self.source = source
    self.years = years
    self.order = order
    layout = WideLayout(source.headings, keys: Self.keys, omitting: omitted)
  }

  /// The columns: what rows are about, each column of figures year by year, and the texts.
  public var headings: [TableHeading] {
    layout.keys.map { source.headings[$0] }
      + layout.figures.flatMap { position in
        years.map { Self.heading(source.headings[position], $0) }
      } + layout.texts.map { source.headings[$0] }
  }

  private static func heading(_ tidy: TableHeading, _ year: Year) -> TableHeading {
    tidy.id == "value"
      ? .number("\(year)", zh: "\(year)年", en: "\(year)")
      : .number(
        "\(tidy.id)_\(year)", zh: "\(year)年\(tidy.title.chinese)",
        en: "\(tidy.title.english) \(year)")
  }

  /// Hands the rows to a sink.
  ///
  /// - Complexity: Linear in the cells of the tidy table.
  public func write<Sink: RowSink>(to sink: inout Sink) {
    var collector = WideCollector(sink, layout: layout, years: years, order: order)
    source.write(to: &collector)
    collector.finish()
    // The collector hands back the sink it was made with.
    if let written = collector.output as? Sink { sink = written }
  }
}

/// Which columns of a tidy table become which of a wide one.
struct WideLayout: Sendable {
  let year: Int?
  let keys: [Int]
  let figures: [Int]
  let texts: [Int]

  init(_ headings: [TableHeading], keys: Set<String>, omitting omitted: Set<String>) {
    let shown = headings.indices.filter { !omitted.contains(headings[$0].id) }
    year = headings.firstIndex { $0.id == "year" }
    self.keys = shown.filter { keys.contains(headings[$0].id) }
    let others = shown.filter { !keys.contains(headings[$0].id) && headings[$0].id != "year" }
    let numbers = others.filter { headings[$0].alignment == .trailing }
    figures =
      numbers.filter { headings[$0].id == "value" } + numbers.filter { headings[$0].id != "value" }
    texts = others.filter { headings[$0].alignment == .leading }
  }
}
