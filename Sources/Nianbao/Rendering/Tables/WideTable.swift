/// A tidy table laid out wide: one row for what it is about, the years as columns.
///
/// The columns that say what a row is about come first, once. Then come the figures, all years of one
/// column before those of the next: `value` first, under the year alone (`2017`), then any other under
/// its name and the year (`n_2017`). A calendar year between the first and the last that nobody reported
/// in has an empty column of `value`, so that the gap is seen, and no other. Columns of text close the row, with the years that said something:
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
  /// The years under `value`.
  private let calendar: [Year]
  /// The years under any other column.
  private let years: [Year]
  private let order: Order
  private let layout: WideLayout

  /// A table laid out wide.
  ///
  /// - Parameters:
  ///   - source: A table with a column `year`.
  ///   - years: The years that were reported in, ascending.
  ///   - selection: Which years become columns; rows of other years are left out.
  ///   - omitted: The names of columns that are left out.
  public init(
    _ source: any TableSource, years: [Year], _ selection: Selection = Selection(),
    order: Order = .byBody, omitting omitted: Set<String> = []
  ) {
    self.source = source
    self.years = years.filter(selection.contains)
    self.order = order
    calendar = selection.calendar(of: years)
    layout = WideLayout(source.headings, omitting: omitted)
  }

  /// The columns: what rows are about, each column of figures year by year, and the texts.
  public var headings: [TableHeading] {
    layout.keys.map { source.headings[$0] }
      + layout.figures.flatMap { position in
        years(of: position).map { Self.heading(source.headings[position], $0) }
      } + layout.texts.map { source.headings[$0] }
  }

  /// The years that a column is spread over.
  private func years(of position: Int) -> [Year] { position == layout.value ? calendar : years }

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
    var collector = WideCollector(
      sink, layout: layout, years: years, calendar: calendar, order: order)
    source.write(to: &collector)
    collector.finish()
    // The collector hands back the sink it was made with.
    if let written = collector.output as? Sink { sink = written }
  }
}

/// Which columns of a tidy table become which of a wide one.
struct WideLayout: Sendable {
  /// The column of the year, and that of the figure itself.
  let year: Int?
  let value: Int?
  /// The columns that say what a row is about, and those of them that say which body.
  let keys: [Int]
  let bodyKeys: [Int]
  /// The columns of numbers, the figure itself first.
  let figures: [Int]
  let texts: [Int]

  /// What tells bodies apart: their names, and what regions are further grouped by.
  private static func isBody(_ id: String) -> Bool {
    ["unit", "unit_code", "region", "region_code", "kind", "edition"].contains(id)
      || id.hasPrefix("tag:")
  }

  private static func isKey(_ id: String) -> Bool {
    isBody(id) || ["indicator", "label", "measure", "order"].contains(id)
  }

  init(_ headings: [TableHeading], omitting omitted: Set<String>) {
    let shown = headings.indices.filter { !omitted.contains(headings[$0].id) }
    year = headings.firstIndex { $0.id == "year" }
    let value = shown.first { headings[$0].id == "value" }
    self.value = value
    keys = shown.filter { Self.isKey(headings[$0].id) }
    bodyKeys = shown.filter { Self.isBody(headings[$0].id) }
    let others = shown.filter { position in
      !Self.isKey(headings[position].id) && headings[position].id != "year"
    }
    let numbers = others.filter { headings[$0].alignment == .trailing }
    figures = numbers.filter { $0 == value } + numbers.filter { $0 != value }
    texts = others.filter { headings[$0].alignment == .leading }
  }
}
