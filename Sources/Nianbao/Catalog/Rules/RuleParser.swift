/// Reads the text of a rule: `if C then C`, or `C` alone.
///
///     C     = part { "or" part }            part  = side { "and" side }
///     side  = sum ( = | <= | >= | < | > ) sum     | "(" C ")"
///     sum   = [ "-" ] product { ("+" | "-") product }
///     product = [ number "*" ] factor
///     factor  = number | id | "sum" "(" id-or-pattern { "," … } ")" | "prev" "(" sum ")" | "(" sum ")"
///
/// In patterns `*` stands for one part of an id and `**` for any number of them.
struct RuleParser {
  private let tokens: [(token: RuleToken, column: Int)]
  private let scope: Names
  private var position = 0

  /// The names that a rule may use: the indicators of its editions.
  struct Names {
    let catalog: Catalog
    let indicators: [IndicatorIndex]
    /// What `$` stands for in ids: a column of a matrix; nil where the rule is not for each column.
    let column: String?
  }

  /// The assertion that a text says.
  static func assertion(_ text: String, names: Names) throws(RuleSyntaxError) -> Assertion {
    var parser = RuleParser(tokens: try RuleTokenizer.tokens(text), scope: names)
    var premise: Condition?
    if parser.accept(.keyword("if")) {
      premise = try parser.condition()
      try parser.expect(.keyword("then"))
    }
    let conclusion = try parser.condition()
    try parser.expect(.end)
    return Assertion(premise: premise, conclusion: conclusion)
  }

  private init(tokens: [(token: RuleToken, column: Int)], scope: Names) {
    self.tokens = tokens
    self.scope = scope
  }

  private var current: RuleToken { tokens[min(position, tokens.count - 1)].token }
  private var column: Int { tokens[min(position, tokens.count - 1)].column }

  private mutating func accept(_ token: RuleToken) -> Bool {
    guard current == token else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ token: RuleToken) throws(RuleSyntaxError) {
    guard accept(token) else { throw mistake("expected \(token.description)") }
  }

  private func mistake(_ expectation: String) -> RuleSyntaxError {
    RuleSyntaxError(column: column, message: "found \(current.description), \(expectation)")
  }

  private mutating func condition() throws(RuleSyntaxError) -> Condition {
    var condition = try conjunction()
    while accept(.keyword("or")) { condition = .or(condition, try conjunction()) }
    return condition
  }

  private mutating func conjunction() throws(RuleSyntaxError) -> Condition {
    var condition = try side()
    while accept(.keyword("and")) { condition = .and(condition, try side()) }
    return condition
  }

  private mutating func side() throws(RuleSyntaxError) -> Condition {
    // A bracket opens a condition or a sum; which one shows only further on.
    if current == .sign("(") {
      let start = position
      position += 1
      if let inner = try? condition(), accept(.sign(")")), !continuesSum { return inner }
      position = start
    }
    let left = try sum()
    guard case .comparison(let sign) = current else {
      throw mistake("expected a comparison: = <= >= < >")
    }
    position += 1
    return .comparison(Comparison(left: left, sign: sign, right: try sum()))
  }

  /// Whether what follows makes the bracket before it a sum.
  private var continuesSum: Bool {
    switch current {
    case .comparison, .sign("+"), .sign("-"), .sign("*"): true
    default: false
    }
  }

  private mutating func sum() throws(RuleSyntaxError) -> LinearForm {
    var form = LinearForm(constant: 0)
    var factor = accept(.sign("-")) ? -1.0 : 1.0
    while true {
      form = form.adding(try product(), times: factor)
      if accept(.sign("+")) {
        factor = 1
      } else if accept(.sign("-")) {
        factor = -1
      } else {
        return form
      }
    }
  }

  private mutating func product() throws(RuleSyntaxError) -> LinearForm {
    guard case .number(let number) = current else { return try factor() }
    position += 1
    guard accept(.sign("*")) else { return LinearForm(constant: number) }
    return LinearForm(constant: 0).adding(try factor(), times: number)
  }

  private mutating func factor() throws(RuleSyntaxError) -> LinearForm {
    switch current {
    case .number(let number):
      position += 1
      return LinearForm(constant: number)
    case .name(let name):
      let indicators = try indicators(name, isPatternAllowed: false)
      position += 1
      return LinearForm(CellReference(indicator: indicators[0], lag: 0))
    case .keyword("sum"):
      position += 1
      return try sumOfGroup()
    case .keyword("prev"):
      position += 1
      try expect(.sign("("))
      let form = try sum()
      try expect(.sign(")"))
      return form.lagged(by: 1)
    case .sign("("):
      position += 1
      let form = try sum()
      try expect(.sign(")"))
      return form
    default:
      throw mistake("expected a number, an indicator's id, sum(…), prev(…) or a bracket")
    }
  }

  private mutating func sumOfGroup() throws(RuleSyntaxError) -> LinearForm {
    try expect(.sign("("))
    var form = LinearForm(constant: 0)
    repeat {
      guard case .name(let name) = current else {
        throw mistake("expected an indicator's id or a pattern such as request.received.*")
      }
      for indicator in try indicators(name, isPatternAllowed: true) {
        form = form.adding(LinearForm(CellReference(indicator: indicator, lag: 0)))
      }
      position += 1
    } while accept(.sign(","))
    try expect(.sign(")"))
    return form
  }

  /// The indicators that a name or pattern stands for; never empty.
  private func indicators(_ name: String, isPatternAllowed: Bool) throws(RuleSyntaxError)
    -> [IndicatorIndex]
  {
    var name = name
    if name.contains("$") {
      guard let column = scope.column else {
        throw RuleSyntaxError(
          column: column,
          message: "‘\(name)’ needs the key each, which says what columns $ stands for")
      }
      name = name.split(separator: "$", omittingEmptySubsequences: false).joined(separator: column)
    }
    if name.contains("*") {
      guard isPatternAllowed else {
        throw RuleSyntaxError(
          column: column, message: "the pattern ‘\(name)’ stands for several figures; write sum(…)")
      }
      let pattern = IndicatorPattern(name)
      let found = scope.indicators.filter { pattern.matches(scope.catalog[$0].id) }
      guard !found.isEmpty else {
        throw RuleSyntaxError(column: column, message: "no indicator's id matches ‘\(name)’")
      }
      return found
    }
    if let index = scope.catalog.index(of: IndicatorID(name)), scope.indicators.contains(index) {
      return [index]
    }
    let nearest = NearestNames.of(
      name, among: scope.indicators.map { scope.catalog[$0].id.name }, limit: 1)
    throw RuleSyntaxError(
      column: column,
      message: "‘\(name)’ is no indicator of the rule's edition"
        + (nearest.first.map { "; did you mean ‘\($0)’?" } ?? ""))
  }
}

/// A pattern of indicator ids: `*` stands for one part between dots and colons, `**` for one or more.
struct IndicatorPattern {
  private let parts: [Substring]

  init(_ pattern: String) {
    parts = Self.parts(pattern)
  }

  /// Whether an id matches as a whole.
  func matches(_ id: IndicatorID) -> Bool { Self.matches(parts[...], Self.parts(id.name)[...]) }

  private static func matches(_ pattern: ArraySlice<Substring>, _ parts: ArraySlice<Substring>)
    -> Bool
  {
    guard let first = pattern.first else { return parts.isEmpty }
    guard let part = parts.first else { return false }
    if first == "**" {
      return matches(pattern.dropFirst(), parts.dropFirst()) || matches(pattern, parts.dropFirst())
    }
    let isSeparator = part == "." || part == ":"
    guard first == part || (first == "*" && !isSeparator) else { return false }
    return matches(pattern.dropFirst(), parts.dropFirst())
  }

  /// The parts of an id and the separators between them.
  private static func parts(_ text: String) -> [Substring] {
    var parts: [Substring] = []
    var start = text.startIndex
    for index in text.indices where text[index] == "." || text[index] == ":" {
      parts.append(text[start..<index])
      parts.append(text[index...index])
      start = text.index(after: index)
    }
    parts.append(text[start...])
    return parts
  }
}
