/// The figures of one report as read, row by row of its form, and the rows that no form has.
public struct ShowTable: TableSource {
  private let panel: Panel
  /// The unit whose report it is.
  public let unit: UnitIndex
  /// The report's year.
  public let year: Year

  private let indicators: [IndicatorIndex]

  /// The figures of a unit's report of a year.
  ///
  /// - Parameter indicators: The figures wanted; nil for all, and the rows that no form has.
  public init(_ panel: Panel, unit: UnitIndex, year: Year, indicators: [IndicatorIndex]? = nil) {
    self.panel = panel
    self.unit = unit
    self.year = year
    self.indicators = indicators ?? panel.catalog.indicators.indices.map { IndicatorIndex($0) }
    showsUnrecognised = indicators == nil
    histories = Dictionary(
      grouping: panel.corrections.entries(of: unit, in: year), by: \.indicator)
  }

  private let showsUnrecognised: Bool
  /// What was done to each corrected cell, in the order in which it was done.
  private let histories: [IndicatorIndex: [CorrectionTable.Entry]]

  /// The tables of all reports of a panel, unit by unit, year by year.
  public static func all(_ panel: Panel, years: Set<Year>?, indicators: [IndicatorIndex]?)
    -> [ShowTable]
  {
    let panel = panel.computing(indicators ?? [])
    return panel.units.indices.flatMap { unit in
      panel.years.filter {
        (years?.contains($0) ?? true) && panel.reports.position(of: unit, in: $0) != nil
      }.map { ShowTable(panel, unit: unit, year: $0, indicators: indicators) }
    }
  }

  /// What stands over the table: unit, code, year, form and file.
  public func title(_ language: Language) -> String {
    let report = panel.reports.report(of: unit, in: year)
    let edition = report?.edition.flatMap { panel.catalog.edition($0)?.title[language] }
    return [
      panel.units.name(of: unit), panel.units[unit].code, year.description, edition ?? "",
      report?.file ?? "",
    ].filter { !$0.isEmpty }.joined(separator: "  ")
  }

  /// The columns; what was corrected only where a cell was.
  public var headings: [TableHeading] {
    [
      .text("indicator", zh: "指标", en: "Indicator"), .text("label", zh: "指标名称", en: "Label"),
      .text("measure", zh: "计量单位", en: "Measure"), .number("value", zh: "数值", en: "Value"),
      .text("status", zh: "状态", en: "Status"), .text("line", zh: "行", en: "Line"),
    ] + (histories.isEmpty ? [] : [.text("correction", zh: "更正", en: "Correction")])
  }

  /// Hands the figures to a sink in the order of the catalogue.
  public func write(to sink: inout some RowSink) {
    for indicator in indicators {
      let mark = panel.mark(indicator, year, unit)
      guard mark.status != .notApplicable,
        mark.status != .absent || panel.reports.report(of: unit, in: year)?.edition != nil
      else { continue }
      let entry = panel.catalog[indicator]
      sink.text(entry.id.name)
      sink.text(entry.number + entry.label)
      sink.text(entry.measure.name)
      sink.number(panel.value(indicator, year, unit), as: entry.style(mark))
      sink.text(mark.status.name)
      sink.text(panel.place(indicator, year, unit).description)
      if !histories.isEmpty { sink.text(correction(of: indicator)) }
      sink.endRow()
    }
    guard showsUnrecognised else { return }
    for row in panel.unrecognised where row.unit == unit && row.year == year {
      sink.text("")
      sink.text(row.label)
      sink.text(row.measure)
      if let value = row.value { sink.number(value, as: .plain) } else { sink.text(row.text) }
      sink.text("unrecognised")
      sink.text(row.place.description)
      if !histories.isEmpty { sink.text("") }
      sink.endRow()
    }
  }

  /// `3 → 2  corrections.csv:4  NOTE`, from the figure as reported over all corrections; empty for a
  /// cell that was never corrected.
  private func correction(of indicator: IndicatorIndex) -> String {
    guard let history = histories[indicator] else { return "" }
    func text(_ value: Double?, _ mark: CellMark) -> String {
      value.map { NumberText.text($0, decimals: mark.decimals) } ?? mark.status.name
    }
    let last = text(panel.value(indicator, year, unit), panel.mark(indicator, year, unit))
    let figures = history.map { text($0.value, $0.mark) } + [last]
    let origins = history.map { entry in
      [entry.origin.description, entry.note].filter { !$0.isEmpty }.joined(separator: "  ")
    }
    return ([figures.joined(separator: " → ")] + origins).joined(separator: "  ")
  }
}
