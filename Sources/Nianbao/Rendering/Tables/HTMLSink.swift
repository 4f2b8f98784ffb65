/// Writes rows as a web page that stands by itself: one table, readable on a phone and on paper.
///
/// A heading carries its id as `data-id`, and a number that is shown rounded carries every digit as
/// `data-value`, so that a program reads what a file for programs has.
public struct HTMLSink: RowSink {
  private var output: ByteBuffer
  private var isRowEmpty = true

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
    self.output = output
    let code = language == .chinese ? "zh-CN" : "en"
    let title = language == .chinese ? "年报" : "Nianbao"
    write(
      "<!doctype html>\n<html lang=\"\(code)\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        + "<title>\(title)</title>\n<style>\n\(Self.style)\n</style>\n</head>\n<body>\n<div>"
        + "<table class=\"nianbao\">\n<thead>\n<tr>")
    for heading in headings {
      write(heading.alignment == .trailing ? "<th class=\"n\"" : "<th")
      write(" scope=\"col\" data-id=\"")
      escaped(heading.id)
      write("\">")
      escaped(heading.title[language])
      write("</th>")
    }
    write("</tr>\n</thead>\n<tbody>\n")
  }

  /// Takes a cell of text.
  @inline(never)
  public mutating func text(_ text: String) {
    begin()
    write("<td>")
    escaped(text)
    write("</td>")
  }

  /// Takes a number as a person reads it, with every digit beside it.
  @inline(never)
  public mutating func number(_ value: Double, as style: NumberStyle) {
    guard !value.isNaN else { return null() }
    begin()
    switch style {
    case .plain, .printed: write("<td class=\"n\">\(style.text(of: value))</td>")
    case .rounded, .signed:
      write("<td class=\"n\" data-value=\"\(NumberStyle.plain.text(of: value))\">")
      write("\(style.text(of: value))</td>")
    }
  }

  /// Takes a null: an empty cell.
  @inline(never)
  public mutating func null() {
    begin()
    write("<td></td>")
  }

  /// Ends the row.
  @inline(never)
  public mutating func endRow() {
    if !isRowEmpty { write("</tr>\n") }
    isRowEmpty = true
  }

  /// Hands everything on, with the end of the page.
  public mutating func finish() -> ByteBuffer {
    write("</tbody>\n</table></div>\n</body>\n</html>\n")
    return output
  }

  private mutating func begin() {
    if isRowEmpty { write("<tr>") }
    isRowEmpty = false
  }

  private mutating func write(_ text: String) { output.append(text.utf8) }

  private mutating func escaped(_ text: String) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): write("&amp;")
      case UInt8(ascii: "<"): write("&lt;")
      case UInt8(ascii: ">"): write("&gt;")
      case UInt8(ascii: "\""): write("&quot;")
      default: output.append(byte)
      }
    }
  }
}
