/// One edition's printed lines in order, as they are looked for in a stream of text.
struct FormOutline: Sendable {
  /// One line of the form: a heading, or a row with its cells.
  struct Line: Sendable {
    /// The ways the label is printed, the official one first, without numbering and note.
    let labels: [[Unicode.Scalar]]
    /// The numbering on the form without brackets and points: `三`, `1`; often empty.
    let number: [Unicode.Scalar]
    /// The official label, for messages.
    let label: String
    /// The row's cells from left to right; empty for a heading.
    let cells: [IndicatorIndex]
    /// The columns' headings; empty where the row has one figure.
    let columns: [String]
    /// Whether the label is a heading whose rows are printed side by side in one line below it.
    let isHorizontal: Bool
    /// Which main section of the form the line stands in.
    let section: Int
  }

  let edition: EditionID
  /// The lines in printed order.
  let lines: [Line]
  /// The titles of the main sections, as printed.
  let sections: [String]
  /// Headings of columns long enough to tell editions apart.
  let columnHeadings: [[Unicode.Scalar]]

  /// The outline of an edition.
  init(_ edition: Edition, catalog: Catalog) {
    self.edition = edition.id
    var builder = OutlineBuilder(catalog: catalog)
    for row in edition.rows {
      switch row {
      case .heading(let number, let label): builder.add(number: number, label: label)
      case .indicator(let index):
        builder.add(
          number: catalog[index].number, label: catalog[index].label,
          spellings: catalog.spellings[index] ?? [], cells: [index])
      case .matrix(let matrix): builder.add(matrix)
      }
    }
    lines = builder.lines
    sections = builder.sections
    columnHeadings = builder.columnHeadings
  }

  /// The shortest label that stands for itself; shorter ones need their numbering or a cell of
  /// their own.
  static let shortLabel = 3

  /// For each line the least number of signs at the beginning of its label that no other line's
  /// label begins with, at least six; nil where the whole label is shorter.
  func distinctivePrefix(of line: Int) -> [Unicode.Scalar]? {
    guard let label = lines[line].labels.first, label.count > Self.leastPrefix else { return nil }
    var length = Self.leastPrefix
    for other in lines.indices where other != line {
      for candidate in lines[other].labels {
        let shared = zip(label, candidate).prefix { $0 == $1 }.count
        if shared >= length { length = shared + 1 }
      }
    }
    return length < label.count ? Array(label.prefix(length)) : nil
  }

  private static let leastPrefix = 6
}

/// Collects the lines of an outline.
private struct OutlineBuilder {
  let catalog: Catalog
  var lines: [FormOutline.Line] = []
  var sections: [String] = []
  var columnHeadings: [[Unicode.Scalar]] = []

  init(catalog: Catalog) {
    self.catalog = catalog
  }

  mutating func add(
    number: String, label: String, spellings: [String] = [], cells: [IndicatorIndex] = [],
    columns: [String] = [], isHorizontal: Bool = false
  ) {
    if number.hasSuffix("、"), cells.isEmpty { sections.append(number + label) }
    let labels = ([label] + spellings).map { TextStream.signs(of: $0) }
    lines.append(
      FormOutline.Line(
        labels: labels.filter { !$0.isEmpty },
        number: number.unicodeScalars.map(HalfWidth.of).filter {
          HalfWidth.isHan($0) && $0 != "其" && $0 != "中" || HalfWidth.digit($0) != nil
        },
        label: label, cells: cells, columns: columns, isHorizontal: isHorizontal,
        section: max(sections.count - 1, 0)))
  }

  mutating func add(_ matrix: FormMatrix) {
    columnHeadings += matrix.columns.map { TextStream.signs(of: $0.label) }.filter { $0.count >= 4 }
    let columns = matrix.columns.map(\.label)
    if matrix.isHorizontal {
      return add(
        number: matrix.number, label: matrix.label,
        spellings: catalog.headingSpellings[matrix.id] ?? [],
        cells: matrix.rows.flatMap(\.cells),
        columns: matrix.rows.flatMap { row in columns.map { "\(row.label)｜\($0)" } },
        isHorizontal: true)
    }
    add(
      number: matrix.number, label: matrix.label,
      spellings: catalog.headingSpellings[matrix.id] ?? [])
    for row in matrix.rows {
      add(
        number: row.number, label: row.label, spellings: spellings(of: row),
        cells: row.cells.isEmpty ? lentCells(of: row, in: matrix) : row.cells,
        columns: columns)
    }
  }

  /// The cells that another edition has under a heading of this one: a report may print the heading
  /// as a row, as it was before.
  private func lentCells(of row: FormMatrix.Row, in matrix: FormMatrix) -> [IndicatorIndex] {
    let cells = matrix.columns.compactMap { catalog.index(of: IndicatorID("\(row.id):\($0.id)")) }
    return cells.count == matrix.columns.count ? cells : []
  }

  /// The spellings of a row's cells without the column's part.
  private func spellings(of row: FormMatrix.Row) -> [String] {
    guard let first = row.cells.first else { return [] }
    return (catalog.spellings[first] ?? []).compactMap {
      $0.split(separator: "｜").first.map(String.init)
    }
  }
}
