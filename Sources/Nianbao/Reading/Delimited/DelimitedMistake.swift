/// A record that cannot be read, by its line within the part of the file that it stands in.
struct DelimitedMistake: Sendable {
  var line: Int
  let kind: Kind

  enum Kind: Sendable {
    case fieldCount(found: Int, expected: Int)
    case unclosedQuote
    /// A field that is not what its column has; of a file other than the panel's where a cell was
    /// read there.
    case badField(file: String?, column: String, found: String, expected: LocalizedText)
  }

  static func badField(
    _ line: Int, _ column: String, found: String, zh: String, en: String, file: String? = nil
  ) -> DelimitedMistake {
    DelimitedMistake(
      line: line,
      kind: .badField(
        file: file, column: column, found: found, expected: LocalizedText(zh: zh, en: en)))
  }

  /// The mistake as it is told of a file.
  func error(path: String) -> ReadingError {
    switch kind {
    case .fieldCount(let found, let expected):
      .fieldCount(file: path, line: line, found: found, expected: expected)
    case .unclosedQuote: .unclosedQuote(file: path, line: line)
    case .badField(let file, let column, let found, let expected):
      .badField(
        file: file ?? path, line: line, column: column, found: found, expected: expected)
    }
  }
}

/// The mistakes of a file: the first ones, and the number of all.
struct DelimitedMistakes: Sendable {
  /// The mistakes of one file that are listed one by one.
  static let limit = 100

  private(set) var listed: [DelimitedMistake] = []
  private(set) var count = 0

  mutating func add(_ mistake: DelimitedMistake) {
    count += 1
    if listed.count < Self.limit { listed.append(mistake) }
  }

  /// Adds those of a part whose lines are counted from a line of the file on.
  mutating func add(_ others: DelimitedMistakes, linesBefore: Int) {
    count += others.count
    for mistake in others.listed {
      var mistake = mistake
      mistake.line += linesBefore
      listed.append(mistake)
    }
  }

  /// Puts a mistake in the place of the one of its line, or adds it.
  mutating func replace(_ mistake: DelimitedMistake, countsAlready: Bool) {
    listed.removeAll { $0.line == mistake.line }
    listed.append(mistake)
    if !countsAlready { count += 1 }
  }

  /// The mistakes by line as they are told, and the number of those that are not listed.
  func errors(path: String) -> [ReadingError] {
    let first = listed.sorted { $0.line < $1.line }.prefix(Self.limit).map { $0.error(path: path) }
    return count > first.count
      ? first + [.moreMistakes(file: path, count: count - first.count)] : first
  }
}
