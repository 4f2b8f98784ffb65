/// The signs and words that a rule is written with.
enum RuleToken: Hashable, Sendable {
  case number(Double)
  /// An indicator's id, or a pattern of ids.
  case name(String)
  /// `if`, `then`, `and`, `or`, and the functions.
  case keyword(String)
  /// A comparison.
  case comparison(Comparison.Sign)
  /// `+`, `-`, `*`, `/`, `(`, `)`, `,`, `%`, and `±`, which is also written `+-`.
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

  /// The functions of the language.
  static let functions = ["sum", "prev", "claim", "children"]
  /// All words that are no names.
  static let keywords = Set(["if", "then", "and", "or"] + functions)

  /// What to write instead of signs that look like the language's.
  private static let spellings: [Character: String] = [
    "≥": ">=", "≤": "<=", "≧": ">=", "≦": "<=", "＝": "=", "＞": ">", "＜": "<", "×": "*",
    "÷": "/", "−": "-", "－": "-", "＋": "+", "（": "(", "）": ")", "，": ",", "、": ",", "％": "%",
  ]

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
    case "+": return accept("-") ? .sign("±") : .sign("+")
    case "-", "*", "/", "(", ")", ",", "%", "±": return .sign(character)
    case "=":
      guard !accept("=") else {
        throw RuleSyntaxError(column: start, message: "‘==’ has no meaning here; write =")
      }
      return .comparison(.equal)
    case "<": return .comparison(accept("=") ? .atMost : .below)
    case ">": return .comparison(accept("=") ? .atLeast : .above)
    default:
      throw RuleSyntaxError(
        column: start, message: "‘\(character)’ has no meaning here; " + Self.advice(character))
    }
  }

  private static func advice(_ character: Character) -> String {
    spellings[character].map { "write \($0)" }
      ?? "expected a number, an indicator's id, + - * / = <= >= < > ± ( ) or a comma"
  }

  private mutating func accept(_ character: Character) -> Bool {
    guard position < text.count, text[position] == character else { return false }
    position += 1
    return true
  }

  private mutating func number(from start: Int) throws(RuleSyntaxError) -> RuleToken {
    while position < text.count, text[position].isASCII,
      text[position].isNumber || text[position] == "."
    {
      position += 1
    }
    let digits = String(text[start..<position])
    guard let number = Double(digits), number.isFinite else {
      throw RuleSyntaxError(column: start, message: "‘\(digits)’ is no number")
    }
    return .number(number)
  }

  private static func beginsName(_ character: Character) -> Bool {
    character.isASCII && character.isLetter || character == "$"
  }

  /// A name: letters, digits and `_`, joined by `.` and `:`; `$` at its beginning and behind a joint,
  /// where `*` and `**` may stand too.
  private mutating func name(from start: Int) -> RuleToken {
    var isBehindJoint = false
    while position < text.count {
      let character = text[position]
      let isLetter =
        character.isASCII && (character.isLetter || character.isNumber) || character == "_"
      let isJoint = character == "." || character == ":"
      let isWildcard = character == "*" || character == "$"
      let continuesStars = character == "*" && position > start && text[position - 1] == "*"
      guard
        isLetter || isJoint || (isWildcard && (isBehindJoint || continuesStars))
          || position == start
      else { break }
      isBehindJoint = isJoint
      position += 1
    }
    let name = String(text[start..<position])
    return Self.keywords.contains(name) ? .keyword(name) : .name(name)
  }
}
