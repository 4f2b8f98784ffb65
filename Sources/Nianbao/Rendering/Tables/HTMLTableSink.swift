/// Writes rows as a table of a web page.
///
/// A heading carries its id as `data-id`, and a number that is shown rounded carries every digit as
/// `data-value`, so that a program reads what a file for programs has.
struct HTMLTableSink: RowSink {
  private(set) var page: MarkupWriter
  private var isRowEmpty = true

  /// What orders the rows of a table that a server sorts: each heading leads to the table in its order.
  struct Sorting {
    /// The address of the table ordered by a column, by its heading's id.
    let address: (TableHeading) -> String
    /// The column that orders the rows now.
    let column: String?
    let isDescending: Bool
  }

  /// A sink that begins with the headings in a language.
  init(
    headings: [TableHeading], language: Language, style: String, id: String? = nil,
    sorting: Sorting? = nil, page: MarkupWriter
  ) {
    self.page = page
    self.page.open("table", ["class": style, "id": id])
    self.page.raw("\n<thead>\n<tr>")
    for heading in headings {
      let alignment = heading.alignment == .trailing ? "n" : nil
      let isOrder = sorting.map { $0.column == heading.id } ?? false
      let order = sorting.map { $0.isDescending ? "descending" : "ascending" }
      self.page.element(
        "th",
        [
          "class": alignment, "scope": "col", "data-id": heading.id,
          "aria-sort": isOrder ? order : nil,
        ]
      ) { page in
        guard let sorting else { return page.text(heading.title[language]) }
        page.element("a", ["href": sorting.address(heading)], text: heading.title[language])
      }
    }
    self.page.raw("</tr>\n</thead>\n<tbody>\n")
  }

  /// Takes a cell of text.
  @inline(never)
  mutating func text(_ text: String) {
    begin()
    page.element("td", text: text)
  }

  /// Takes a number as a person reads it, with every digit beside it.
  @inline(never)
  mutating func number(_ value: Double, as style: NumberStyle) {
    guard !value.isNaN else { return null() }
    begin()
    var every: String?
    switch style {
    case .plain, .printed: break
    case .rounded, .signed: every = NumberStyle.plain.text(of: value)
    }
    page.element("td", ["class": "n", "data-value": every], text: style.text(of: value))
  }

  /// Takes a null: an empty cell.
  @inline(never)
  mutating func null() {
    begin()
    page.raw("<td></td>")
  }

  /// Ends the row.
  @inline(never)
  mutating func endRow() {
    if !isRowEmpty { page.raw("</tr>\n") }
    isRowEmpty = true
  }

  /// Ends the table.
  mutating func finish() -> MarkupWriter {
    page.raw("</tbody>\n</table>")
    return page
  }

  private mutating func begin() {
    if isRowEmpty { page.raw("<tr>") }
    isRowEmpty = false
  }
}
