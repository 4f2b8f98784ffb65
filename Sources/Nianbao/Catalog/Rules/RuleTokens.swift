/// The signs and words that a rule is written with.
enum RuleToken: Hashable, Sendable {
  case number(Double)
  /// An indicator's id, or a pattern of ids.
  case name(String)
  /// `if`, `then`, `and`, `or`, `sum`, `prev`.
  case keyword(String)
  /// A comparison.
  case comparison(Comparison.Sign)
  /// `+`, `-`, `*`, `(`, `)`, `,`.
  case sign(Character)
  case end

  /// How the token is named in a message.
  var description: String {
    switch self {
    case .number(let number): "‘\(NumberText.text(number))’"
    case .name(let name), .keyword(let name): "‘\(name)’"
    case .comparison(let sign): "‘\(sign.rawValue)’"
    case .sign(let sign): "‘\(sign)’"
    case .end: "the end"
    }
  }
}

/// A mistake in the text of a rule, with its 0-based column within the text.
struct RuleSyntaxError: Error, Hashable {
  let column: Int
  let message: String
}

/// Cuts the text of a rule into tokens.
struct RuleTokenizer {
  private let text: [Character]
  private var position = 0

  static let keywords: Set<String> = ["if", "then", "and", "or", "sum", "prev"]

  init(_ text: String) { self.text = Array(text) }

  /// All tokens with their columns, the last one `end`.
  static func tokens(_ text: String) throws(RuleSyntaxError) -> [(token: RuleToken, column: Int)] {
    var tokenizer = RuleTokenizer(text)
    var tokens: [(token: RuleToken, column: Int)] = []
    repeat {
      tokenizer.skipBlanks()
      let column = tokenizer.position
      tokens.append((try tokenizer.next(), column))
    } while tokens.last?.token != .end
    return tokens
  }

  private mutating func skipBlanks() {
    while position < text.count, text[position].isWhitespace { position += 1 }
  }

  private mutating func next() throws(RuleSyntaxError) -> RuleToken {
    guard position < text.count else { return .end }
    let start = position
    let character = text[position]
    if character.isASCII, character.isNumber { return try number(from: start) }
    if Self.beginsName(character) { return name(from: start) }
    position += 1
    switch character {
    case "+", "-", "*", "(", ")", ",": return .sign(character)
    case "=": return .comparison(.equal)
    case "<", ">":
      let isOpen = position >= text.count || text[position] != "="
      if !isOpen { position += 1 }
      switch (character, isOpen) {
      case ("<", true): return .comparison(.below)
      case ("<", false): return .comparison(.atMost)
      case (_, true): return .comparison(.above)
      case (_, false): return .comparison(.atLeast)
      }
    default:
      throw RuleSyntaxError(
        column: start,
        message: "‘\(character)’ has no meaning here; expected a number, an indicator's id, + - * "
          + "= <= >= < > ( ) or a comma")
    }
  }

  private mutating func number(from start: Int) throws(RuleSyntaxError) -> RuleToken {
    while position < text.count, text[position].isASCII,
      text[position].isNumber || text[position] == "."
    {
      position += 1
    }
    let digits = String(text[start..<position])
    guard let number = Double(digits) else {
      throw RuleSyntaxError(column: start, message: "‘\(digits)’ is no number")
    }
    return .number(number)
  }

  private static func beginsName(_ character: Character) -> Bool {
    character.isASCII && character.isLetter
  }

  /// A name: letters, digits and `_`, joined by `.` and `:`; behind a joint also `*`, `**` or `$`.
  private mutating func name(from start: Int) -> RuleToken {
    var isBehindJoint = false
    while position < text.count {
      let character = text[position]
      let isLetter =
        character.isASCII && (character.isLetter || character.isNumber) || character == "_"
      let isJoint = character == "." || character == ":"
      let isWildcard = character == "*" || character == "$"
      let continuesStars = character == "*" && position > start && text[position - 1] == "*"
      guard isLetter || isJoint || (isWildcard && (isBehindJoint || continuesStars)) else { break }
      isBehindJoint = isJoint
      position += 1
    }
    let name = String(text[start..<position])
    return Self.keywords.contains(name) ? .keyword(name) : .name(name)
  }
}
