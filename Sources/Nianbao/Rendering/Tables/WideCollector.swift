/// Takes the rows of a tidy table and hands them on laid out wide.
///
/// It holds its output without knowing its kind: the tables would otherwise be compiled for every sink
/// twice.
struct WideCollector: RowSink {
  private enum Cell: Hashable {
    case null
    case text(String)
    case number(Double, NumberStyle)
  }

  /// The rows about one thing: what it is, and a row of cells for each year that has one.
  private struct Entry {
    let keys: [Cell]
    var rows: [Year: [Cell]] = [:]
  }

  private(set) var output: any RowSink
  private let layout: WideLayout
  /// The years that each column of figures is spread over.
  private let spread: [(column: Int, years: [Year])]
  private let years: [Year]
  /// The same with the years in between that nobody reported in.
  private let calendar: [Year]
  private let order: WideTable.Order
  private var row: [Cell] = []
  private var entries: [Entry] = []
  private var positions: [[Cell]: Int] = [:]
  private var body: [Cell] = []
  /// The order in which the last year has its entries.
  private var inLastYear: [Int] = []

  init(
    _ output: any RowSink, layout: WideLayout, years: [Year], calendar: [Year],
    order: WideTable.Order
  ) {
    self.output = output
    self.layout = layout
    self.order = order
    spread = layout.figures.map { ($0, $0 == layout.value ? calendar : years) }
    self.years = years
    self.calendar = calendar
  }

  mutating func text(_ text: String) { row.append(.text(text)) }

  mutating func number(_ value: Double, as style: NumberStyle) {
    row.append(value.isNaN ? .null : .number(value, style))
  }

  mutating func null() { row.append(.null) }

  mutating func endRow() {
    defer { row.removeAll(keepingCapacity: true) }
    guard let column = layout.year, case .number(let number, _) = row[column],
      let year = years.first(where: { Double($0.number) == number })
    else { return }
    let keys = layout.keys.map { row[$0] }
    let body = layout.bodyKeys.map { row[$0] }
    if order == .byBody, body != self.body { flush() }
    self.body = body
    let position = positions[keys] ?? entries.count
    if position == entries.count {
      entries.append(Entry(keys: keys))
      positions[keys] = position
    }
    entries[position].rows[year] = row
    if year == years.last { inLastYear.append(position) }
  }

  /// Hands on what is held.
  mutating func finish() { flush() }

  private mutating func flush() {
    switch order {
    case .byBody: for entry in entries { write(entry) }
    case .byLastYear:
      let shown = Set(inLastYear)
      for position in inLastYear { write(entries[position]) }
      for position in entries.indices where !shown.contains(position) { write(entries[position]) }
    }
    entries.removeAll(keepingCapacity: true)
    positions.removeAll(keepingCapacity: true)
    inLastYear.removeAll()
  }

  private mutating func write(_ entry: Entry) {
    for cell in entry.keys { write(cell) }
    for (column, years) in spread {
      for year in years { write(entry.rows[year]?[column] ?? .null) }
    }
    for column in layout.texts {
      output.text(Self.remarks(calendar.map { entry.rows[$0]?[column] ?? .null }, calendar))
    }
    output.endRow()
  }

  private mutating func write(_ cell: Cell) {
    switch cell {
    case .null: output.null()
    case .text(let text): output.text(text)
    case .number(let value, let style): output.number(value, as: style)
    }
  }

  /// The texts of the years that have one: `2015 from-zero; 2017 narrower`.
  private static func remarks(_ cells: [Cell], _ years: [Year]) -> String? {
    YearRemarks.text(
      zip(years, cells).map { year, cell in
        guard case .text(let text) = cell, !text.isEmpty else { return (year, nil) }
        return (year, text)
      })
  }
}

/// What is to be said of single years, in one cell.
enum YearRemarks {
  /// `2012, 2014-2016 narrower; 2018 broader`: each remark with the years that have it, neighbouring
  /// years of the list as a range; nil where there is none.
  static func text(_ remarks: [(year: Year, text: String?)]) -> String? {
    var order: [String] = []
    var years: [String: [Int]] = [:]
    for (position, remark) in remarks.enumerated() {
      guard let text = remark.text else { continue }
      if years[text] == nil { order.append(text) }
      years[text, default: []].append(position)
    }
    guard !order.isEmpty else { return nil }
    return order.map { text in
      let runs = runs(of: years[text] ?? [], in: remarks.map(\.year))
      return "\(runs.joined(separator: ", ")) \(text)"
    }.joined(separator: "; ")
  }

  private static func runs(of positions: [Int], in years: [Year]) -> [String] {
    var runs: [(first: Int, last: Int)] = []
    for position in positions {
      if let last = runs.last, last.last == position - 1 {
        runs[runs.count - 1].last = position
      } else {
        runs.append((position, position))
      }
    }
    return runs.map { first, last in
      first == last ? "\(years[first])" : "\(years[first])-\(years[last])"
    }
  }
}
