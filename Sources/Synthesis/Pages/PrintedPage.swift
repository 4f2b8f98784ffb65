import Nianbao

/// A report as it stands on paper: text and tables with merged cells, before it takes a file format.
public struct PrintedPage: Sendable {
  /// A cell of a table.
  public struct Cell: Sendable {
    /// What is printed in it.
    public var text: String
    /// How many columns it covers.
    public var columnSpan = 1
    /// How many rows it covers.
    public var rowSpan = 1

    /// A cell.
    public init(_ text: String, columnSpan: Int = 1, rowSpan: Int = 1) {
      self.text = text
      self.columnSpan = columnSpan
      self.rowSpan = rowSpan
    }
  }

  /// What a page is made of.
  public enum Block: Sendable {
    /// A line of text.
    case text(String)
    /// Rows of cells; a position that a cell above covers has no cell of its own.
    case table([[Cell]])
  }

  /// The blocks from top to bottom.
  public var blocks: [Block]

  /// The page of a report.
  ///
  /// - Parameters:
  ///   - figures: What is printed for each indicator; an indicator without an entry is blank.
  public init(
    _ edition: Edition, of catalog: Catalog, fullName: String, year: Year,
    figures: [IndicatorIndex: String]
  ) {
    let layout = PageLayout(catalog: catalog, figures: figures)
    blocks = [
      .text("\(fullName)\(year)年政府信息公开工作年度报告"),
      .text("本页各项数字由程序生成，统计期限自\(year)年1月1日起至\(year)年12月31日止。"),
    ]
    blocks += layout.blocks(of: edition)
    blocks.append(.text("五、存在的主要问题及改进情况"))
  }
}

/// Lays an edition's rows out as its form prints them.
private struct PageLayout {
  let catalog: Catalog
  let figures: [IndicatorIndex: String]

  typealias Cell = PrintedPage.Cell

  func blocks(of edition: Edition) -> [PrintedPage.Block] {
    var blocks: [PrintedPage.Block] = []
    var list: [[Cell]] = []
    for row in edition.rows {
      switch row {
      case .heading(let number, let label):
        if edition.rows.contains(where: { if case .indicator = $0 { true } else { false } }) {
          list.append([Cell(number + label), Cell(""), Cell("")])
        } else {
          blocks.append(.text(number + label))
        }
      case .indicator(let index):
        let entry = catalog[index]
        list.append([Cell(entry.printed), Cell(entry.measure.name), Cell(figures[index] ?? "")])
      case .matrix(let matrix):
        if matrix.number.hasSuffix("、") { blocks.append(.text(matrix.number + matrix.label)) }
        blocks.append(.table(table(of: matrix)))
      }
    }
    if !list.isEmpty {
      let heading = ["统计指标", "单位", "统计数"].map { Cell($0) }
      blocks.append(.table([heading] + list))
    }
    return blocks
  }

  private func table(of matrix: FormMatrix) -> [[Cell]] {
    if matrix.isHorizontal { return sideBySide(matrix) }
    if matrix.columns.contains(where: { !$0.group.isEmpty }) { return grouped(matrix) }
    let columns = matrix.columns.map { Cell($0.label) }
    let title = matrix.number.isEmpty ? [[Cell(matrix.label, columnSpan: columns.count + 1)]] : []
    return title + [[Cell("信息内容")] + columns]
      + matrix.rows.map { row in [Cell(row.number + row.label)] + cells(row) }
  }

  private func cells(_ row: FormMatrix.Row) -> [Cell] { row.cells.map { Cell(figures[$0] ?? "") } }

  /// The request matrix: headings of columns over three rows, groups of rows beside their rows.
  private func grouped(_ matrix: FormMatrix) -> [[Cell]] {
    let columns = matrix.columns
    var rows: [[Cell]] = [
      [Cell("（勾稽关系见表注）", columnSpan: 3, rowSpan: 3), Cell("申请人情况", columnSpan: columns.count)]
    ]
    var second: [Cell] = []
    var third: [Cell] = []
    var group = ""
    for column in columns {
      if column.group.isEmpty {
        second.append(Cell(column.label, rowSpan: 2))
      } else {
        third.append(Cell(column.label))
        if column.group != group {
          let width = columns.count { $0.group == column.group }
          second.append(Cell(column.group, columnSpan: width))
        }
      }
      group = column.group
    }
    rows += [second, third]
    var position = 0
    while position < matrix.rows.count {
      let row = matrix.rows[position]
      position += 1
      guard row.cells.isEmpty else {
        rows.append([Cell(row.number + row.label, columnSpan: 3)] + cells(row))
        continue
      }
      // 三、本年度办理结果 stands beside all rows below it that are numbered in brackets.
      let members = matrix.rows[position...].prefix { !$0.number.hasSuffix("、") }
      rows += results(Array(members), under: Cell(row.number + row.label))
      position += members.count
    }
    return rows
  }

  private func results(_ members: [FormMatrix.Row], under heading: Cell) -> [[Cell]] {
    var rows: [[Cell]] = []
    var position = 0
    while position < members.count {
      let row = members[position]
      position += 1
      if !row.cells.isEmpty {
        let note = row.note.isEmpty ? "" : "（\(row.note)）"
        rows.append([Cell(row.number + row.label + note, columnSpan: 2)] + cells(row))
        continue
      }
      let inner = members[position...].prefix { !$0.number.hasPrefix("(") }
      for (offset, member) in inner.enumerated() {
        let label = Cell(member.number + member.label)
        let group = Cell(row.number + row.label, rowSpan: inner.count)
        rows.append((offset == 0 ? [group, label] : [label]) + cells(member))
      }
      position += inner.count
    }
    if !rows.isEmpty {
      rows[0].insert(Cell(heading.text, rowSpan: rows.count), at: 0)
    }
    return rows
  }

  /// Reviews and litigation: all cells in one row below two or three rows of headings.
  private func sideBySide(_ matrix: FormMatrix) -> [[Cell]] {
    let columns = matrix.columns.map(\.label)
    let groups = matrix.rows.map { $0.label.split(separator: "/").map(String.init) }
    var first: [Cell] = []
    var second: [Cell] = []
    for (position, names) in groups.enumerated() {
      if position == 0 || groups[position - 1][0] != names[0] {
        let width = groups.count { $0[0] == names[0] } * columns.count
        first.append(Cell(names[0], columnSpan: width, rowSpan: names.count == 1 ? 2 : 1))
      }
      if names.count > 1 { second.append(Cell(names[1], columnSpan: columns.count)) }
    }
    let third = groups.flatMap { _ in columns.map { Cell($0) } }
    return [first, second, third, matrix.rows.flatMap(cells)]
  }
}
