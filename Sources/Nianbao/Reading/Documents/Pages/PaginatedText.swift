/// Text laid out in pages, as converters of PDF files write it.
enum PaginatedText {
  /// The text with page numbers taken out; lines keep their numbers.
  ///
  /// A page number is a number between dashes on a line of its own, or a bare one of at most three
  /// digits on the last line of a page.
  ///
  /// - Complexity: Linear in the text.
  static func withoutPageNumbers(_ text: [UInt8]) -> [UInt8] {
    var lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for index in lines.indices where isDashedNumber(lines[index]) { lines[index] = [] }
    // A form feed opens the next page.
    var lastLine: Int?
    for index in lines.indices {
      if lines[index].contains(0x0C), let last = lastLine, isBareNumber(lines[last]) {
        lines[last] = []
      }
      if !isBlank(lines[index]) { lastLine = index }
    }
    if let last = lastLine, isBareNumber(lines[last]) { lines[last] = [] }
    return Array(lines.joined(separator: [UInt8(ascii: "\n")]))
  }

  private static func signs(_ line: ArraySlice<UInt8>) -> [Unicode.Scalar] {
    guard line.count <= 400 else { return [] }
    return String(decoding: line, as: UTF8.self).unicodeScalars.map(HalfWidth.of)
      .filter { !HalfWidth.isSpace($0) && !HalfWidth.isInvisible($0) }
  }

  private static func isBlank(_ line: ArraySlice<UInt8>) -> Bool {
    line.allSatisfy { $0 <= 0x20 }
  }

  private static func isDashedNumber(_ line: ArraySlice<UInt8>) -> Bool {
    let signs = signs(line)
    guard signs.count >= 3, signs.first == "-", signs.last == "-" else { return false }
    let digits = signs.drop { $0 == "-" }.reversed().drop { $0 == "-" }
    return !digits.isEmpty && digits.allSatisfy { HalfWidth.digit($0) != nil }
  }

  private static func isBareNumber(_ line: ArraySlice<UInt8>) -> Bool {
    let signs = signs(line)
    return (1...3).contains(signs.count) && signs.allSatisfy { HalfWidth.digit($0) != nil }
  }
}
