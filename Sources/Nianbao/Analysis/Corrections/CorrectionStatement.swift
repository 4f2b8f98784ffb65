/// A correction in the words of a person: the cells of one line of a file of corrections, or one
/// assignment of `--with`.
struct CorrectionStatement: Sendable {
  /// The unit's name or path; empty where the code says it.
  var unit = ""
  /// The unit's code; empty where the name says it.
  var unitCode = ""
  /// The year in digits.
  var year: String
  /// The indicator's id or label.
  var indicator: String
  /// The figure, or a word that empties the cell.
  var value: String
  /// The figure that the cell is said to have now; empty where nothing is said.
  var old = ""
  /// Why.
  var note = ""
  /// Where it is written down.
  var origin: Correction.Origin

  /// A part of a statement that means nothing in a panel.
  struct Mistake: Error {
    let column: String
    let found: String
    let expected: LocalizedText

    func error(at origin: Correction.Origin) -> ReadingError {
      .badField(
        file: origin.file, line: origin.line, column: column, found: found, expected: expected)
    }
  }
}

/// What stands in the field of a figure: a number, or a word for a cell without one.
enum StatedFigure: Sendable, Hashable {
  case blank
  case number(Figure)

  /// The words that empty a cell.
  static let blankWords: Set<String> = ["blank", "空白"]

  /// The figure that a text says, or nil where it says none; full-width signs are as good as others.
  init?(_ text: String) {
    let plain = HalfWidth.trimmed(text).text
    if Self.blankWords.contains(plain.lowercased()) {
      self = .blank
    } else if let figure = PlainNumber.figure(plain.utf8) {
      self = .number(figure)
    } else {
      return nil
    }
  }

  var value: Double? {
    switch self {
    case .blank: nil
    case .number(let figure): figure.value
    }
  }

  var decimals: Int {
    switch self {
    case .blank: 0
    case .number(let figure): figure.decimals
    }
  }
}
