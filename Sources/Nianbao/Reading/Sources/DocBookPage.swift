/// Turns the DocBook that `antiword` writes into a web page with the same tables and paragraphs, for
/// its plain text breaks labels at the width of their columns.
enum DocBookPage {
  /// The elements of DocBook that a page has under another name.
  private static let names = [
    "informaltable": "table", "row": "tr", "entry": "td", "para": "p", "title": "p",
  ]

  /// The elements whose tags a page does without: rows of other widths begin a new group.
  private static let dropped: Set<String> = [
    "book", "bookinfo", "chapter", "tgroup", "colspec", "tbody",
  ]

  /// The page of a book's bytes.
  ///
  /// - Complexity: Linear in the bytes.
  static func page(of book: [UInt8]) -> [UInt8] {
    var page = Array("<!DOCTYPE html><meta charset=\"utf-8\"><body>".utf8)
    page.reserveCapacity(page.count + book.count)
    var position = book.firstRange(of: Array("<book".utf8))?.lowerBound ?? 0
    while position < book.count {
      guard book[position] == UInt8(ascii: "<") else {
        page.append(book[position])
        position += 1
        continue
      }
      let isEnd = position + 1 < book.count && book[position + 1] == UInt8(ascii: "/")
      let start = position + (isEnd ? 2 : 1)
      position = start
      while position < book.count, (0x61...0x7A).contains(book[position]) { position += 1 }
      let name = String(decoding: book[start..<position], as: UTF8.self)
      if dropped.contains(name) {
        position = (book[position...].firstIndex(of: UInt8(ascii: ">")) ?? book.count - 1) + 1
      } else {
        page += Array("<\(isEnd ? "/" : "")\(names[name] ?? name)".utf8)
      }
    }
    return page
  }
}
