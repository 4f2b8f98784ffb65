/// The part of a panel that an export is about.
public struct PanelExcerpt: Sendable {
  /// The panel.
  public let panel: Panel
  /// The years, ascending.
  public let years: [Year]
  /// The indicators in the order of the catalogue.
  public let indicators: [IndicatorIndex]
  /// For each year the columns of the indicators; nil where no unit has the cell.
  let columns: [[Column?]]

  /// An excerpt with all units of a panel, and with the years and indicators of it that are named;
  /// nil names all that occur. Derived indicators that are named are computed.
  public init(_ panel: Panel, years: Set<Year>? = nil, indicators: [IndicatorIndex]? = nil) {
    let chosen = indicators ?? panel.presentIndicators
    let panel = panel.computing(indicators ?? [])
    self.panel = panel
    self.years = panel.years.filter { years?.contains($0) ?? true }
    self.indicators = chosen
    columns = self.years.map { year in chosen.map { panel.column($0, year) } }
  }

  /// The number of units that are exported as one part.
  private static let partUnits = 256

  /// The number of parts that the units fall into.
  var partCount: Int { (panel.units.count + Self.partUnits - 1) / Self.partUnits }

  /// The positions of the units of a part.
  func units(ofPart part: Int) -> Range<Int> {
    let start = part * Self.partUnits
    return start..<min(start + Self.partUnits, panel.units.count)
  }

  /// The cells of some units in a year, unit by unit, the indicators next to each other.
  ///
  /// One column after the other is read, so that each is taken up once and not for each of its cells.
  func cells(of units: Range<Int>, year number: Int) -> Cells {
    let width = indicators.count
    var cells = Cells(
      values: Array(repeating: .nan, count: units.count * width),
      marks: Array(repeating: .absent, count: units.count * width))
    for (position, column) in columns[number].enumerated() {
      guard let column else { continue }
      for (offset, unit) in units.enumerated() {
        let index = UnitIndex(unit)
        cells.marks[offset * width + position] = column.mark(index)
        cells.values[offset * width + position] = column.value(index) ?? .nan
      }
    }
    return cells
  }

  /// Cells row by row; NaN is null.
  struct Cells {
    var values: [Double]
    var marks: [CellMark]
  }
}

extension PanelExcerpt {
  /// Writes a cell's figure.
  func write(
    _ value: Double, _ mark: CellMark, of indicator: IndicatorIndex, to sink: inout some RowSink
  ) {
    if mark.status == .derived {
      sink.number(value, as: panel.catalog[indicator].style(mark))
    } else {
      sink.figure(value, decimals: mark.decimals)
    }
  }
}

extension Indicator {
  /// How a cell's figure is written: with the decimals it was printed with, or for a derived one, which
  /// was never printed, rounded for readers.
  func style(_ mark: CellMark) -> NumberStyle {
    mark.status == .derived && measure.kind != .count
      ? .rounded(decimals: 2) : .printed(decimals: mark.decimals)
  }
}
