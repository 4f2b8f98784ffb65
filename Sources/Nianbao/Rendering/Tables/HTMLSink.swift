/// Writes rows as a web page that stands by itself: one table, readable on a phone and on paper.
///
/// Its cells are those of `HTMLTableSink`.
public struct HTMLSink: RowSink {
  private var table: HTMLTableSink

  private static let style = """
    :root{color-scheme:light dark}
    body{font:15px/1.5 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif;margin:1rem}
    div{overflow-x:auto}
    table{border-collapse:collapse}
    th,td{padding:.25rem .6rem;border-bottom:1px solid #8886;text-align:left;vertical-align:top}
    th{position:sticky;top:0;background:Canvas;white-space:nowrap}
    .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
    @media print{body{font-size:9pt;margin:0}th{position:static}tr{break-inside:avoid}}
    """

  /// A sink that begins with the page's head and the headings in a language.
  public init(headings: [TableHeading], language: Language, output: ByteBuffer) {
    var page = MarkupWriter(output)
    let code = language == .chinese ? "zh-CN" : "en"
    let title = language == .chinese ? "年报" : "Nianbao"
    page.raw(
      "<!doctype html>\n<html lang=\"\(code)\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        + "<title>\(title)</title>\n<style>\n\(Self.style)\n</style>\n</head>\n<body>\n<div>")
    table = HTMLTableSink(headings: headings, language: language, style: "nianbao", page: page)
  }

  /// Takes a cell of text.
  @inline(never)
  public mutating func text(_ text: String) { table.text(text) }

  /// Takes a number as a person reads it, with every digit beside it.
  @inline(never)
  public mutating func number(_ value: Double, as style: NumberStyle) {
    table.number(value, as: style)
  }

  /// Takes a null: an empty cell.
  @inline(never)
  public mutating func null() { table.null() }

  /// Ends the row.
  @inline(never)
  public mutating func endRow() { table.endRow() }

  /// Hands everything on, with the end of the page.
  public mutating func finish() -> ByteBuffer {
    var page = table.finish()
    page.raw("</div>\n</body>\n</html>\n")
    return page.output
  }
}
