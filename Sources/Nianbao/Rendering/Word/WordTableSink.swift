/// Holds the rows of a table for a Word document, whose columns need a width before the first row.
struct WordTableSink: RowSink {
  /// The rows as a person reads them, the headings first.
  private(set) var rows: [[String]]
  private var row: [String] = []
  private let alignments: [TableHeading.Alignment]

  /// A sink that begins with the headings in a language.
  init(headings: [TableHeading], language: Language) {
    alignments = headings.map(\.alignment)
    rows = [headings.map { $0.title[language] }]
  }

  @inline(never)
  mutating func text(_ text: String) { row.append(text) }

  @inline(never)
  mutating func number(_ value: Double, as style: NumberStyle) {
    row.append(value.isNaN ? "" : style.text(of: value))
  }

  @inline(never)
  mutating func null() { row.append("") }

  @inline(never)
  mutating func endRow() {
    rows.append(row)
    row.removeAll(keepingCapacity: true)
  }

  /// Whether a column has numbers.
  func isNumber(_ column: Int) -> Bool {
    alignments.indices.contains(column) && alignments[column] == .trailing
  }

  /// The widest that a column asks for, and the narrowest that one of text is pressed to, in half-width
  /// characters.
  private static let (widest, narrowest) = (36, 12)

  /// A half-width character of a table's text, and the margins of a cell, in twentieths of a point.
  private static let (character, margins) = (92, 110)

  /// The widths of the columns: as wide as their longest cells where these fit beside each other, else
  /// columns of text are broken into lines and those of numbers are not. What is left is shared out.
  ///
  /// - Parameter total: The width of the table in twentieths of a point.
  /// - Complexity: Linear in the cells.
  func columnWidths(total: Int) -> [Int] {
    let wishes = alignments.indices.map(wish)
    let wanted = wishes.reduce(0) { $0 + $1.wide }
    let flexible = wishes.reduce(0) { $0 + $1.wide - $1.narrow }
    let excess = max(0, wanted - total)
    let share = flexible == 0 ? 0 : min(1, Double(excess) / Double(flexible))
    let widths = wishes.map { Double($0.wide) - Double($0.wide - $0.narrow) * share }
    let sum = widths.reduce(0, +)
    return sum == 0 ? [] : widths.map { Int($0 * Double(total) / sum) }
  }

  /// How wide a column would be, and how wide it must be.
  private func wish(_ column: Int) -> (narrow: Int, wide: Int) {
    let cells = rows.dropFirst().lazy.map { $0.indices.contains(column) ? $0[column] : "" }
    let longest = cells.map { TextWidth.of($0) }.max() ?? 0
    let heading = rows[0].indices.contains(column) ? rows[0][column] : ""
    // Chinese is broken between any two characters, other words are not; letters are narrower than digits.
    let word =
      heading.split(separator: " ").map { word in
        TextWidth.of(String(word)) > word.count ? 4 : (word.count * 5 + 5) / 6
      }.max() ?? 0
    let wide = min(max(longest, word, (TextWidth.of(heading) + 1) / 2), Self.widest)
    let narrow = isNumber(column) ? max(longest, word) : max(min(longest, Self.narrowest), word)
    func twips(_ characters: Int) -> Int { characters * Self.character + Self.margins }
    return (twips(min(narrow, wide)), twips(wide))
  }
}
