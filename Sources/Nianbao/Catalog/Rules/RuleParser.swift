/// Reads the text of a rule: `if C then C`, or `C` alone.
///
///     C       = both { "or" both }
///     both    = side { "and" side }
///     side    = sum ( = | <= | >= | < | > ) sum [ ( "±" | "+-" ) number [ "%" ] ]  |  "(" C ")"
///     sum     = product { ("+" | "-") product }
///     product = factor { "*" factor | "/" number }
///     factor  = number | id | "-" factor | "(" sum ")" | "sum" "(" id-or-pattern { "," … } ")"
///             | ( "prev" | "claim" | "children" ) "(" sum ")"
///
/// In patterns `*` stands for one part of an id and `**` for any number of them.
struct RuleParser {
  private let tokens: [(token: RuleToken, column: Int)]
  private let scope: Names
  private var position = 0
  private var depth = 0
  /// Whether a line may stand here that divides two sums.
  private var allowsRatio = false

  /// How deep brackets may nest.
  private static let depthLimit = 64

  /// The names that a rule may use: the indicators of its editions.
  struct Names {
    let catalog: Catalog
    let indicators: [IndicatorIndex]
    /// What `$` stands for in ids: a column or row of a matrix; nil where the rule is not for each.
    let step: String?
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

  /// The tolerance that a text says: a number, or a number and `%`.
  static func tolerance(_ text: String, names: Names) throws(RuleSyntaxError) -> Tolerance {
    var parser = RuleParser(tokens: try RuleTokenizer.tokens(text), scope: names)
    let tolerance = try parser.tolerance()
    try parser.expect(.end)
    return tolerance
  }

  /// The sides of a ratio that a text says, or a sum where it has no line: `ratio = product "/" factor`
  /// or a sum, so that a sum above or below the line stands in brackets.
  ///
  /// Figures are those of the report's table, of its year or, with `prev(…)`, the years before.
  static func ratio(_ text: String, names: Names) throws(RuleSyntaxError) -> (
    numerator: LinearForm, denominator: LinearForm?
  ) {
    var parser = RuleParser(tokens: try RuleTokenizer.tokens(text), scope: names)
    parser.allowsRatio = true
    let first = try parser.product()
    guard parser.current == .sign("/") else {
      let sum = try parser.sum(from: first)
      guard parser.current != .sign("/") else {
        throw parser.mistake("expected the sum before it in brackets, as in (a + b) / c")
      }
      try parser.expect(.end)
      return (try parser.ofTable(sum, at: 0), nil)
    }
    parser.position += 1
    parser.allowsRatio = false
    let start = parser.column
    let below = try parser.factor()
    guard parser.current == .end else {
      throw parser.mistake(
        "expected the end; a sum below the line stands in brackets, as in a / (b + c), and a factor "
          + "in front")
    }
    return (try parser.ofTable(first, at: 0), try parser.ofTable(below, at: start))
  }

  /// A side of a ratio, if it is one of figures of the table.
  private func ofTable(_ form: LinearForm, at column: Int) throws(RuleSyntaxError) -> LinearForm {
    guard !form.terms.isEmpty else {
      throw RuleSyntaxError(column: column, message: "this side speaks of no figure")
    }
    guard form.terms.allSatisfy({ $0.cell.source == .table }) else {
      throw RuleSyntaxError(
        column: column,
        message: "claim(…) and children(…) are for rules; expected figures of the table")
    }
    return form
  }

  /// The sum of figures that a text says, such as `a + b` or `sum(a.*)`.
  static func sum(_ text: String, names: Names) throws(RuleSyntaxError) -> LinearForm {
    var parser = RuleParser(tokens: try RuleTokenizer.tokens(text), scope: names)
    let sum = try parser.sum()
    try parser.expect(.end)
    return sum
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
    var message = "found \(current.description), \(expectation)"
    if case .name(let name) = current,
      let word = NearestNames.of(name, among: RuleTokenizer.keywords.sorted(), limit: 1).first,
      name.count >= 2
    {
      message += "; did you mean ‘\(word)’?"
    }
    return RuleSyntaxError(column: column, message: message)
  }

  /// Reads something in brackets that are open already.
  private mutating func bracketed<Part>(
    _ read: (inout RuleParser) throws(RuleSyntaxError) -> Part
  ) throws(RuleSyntaxError) -> Part {
    guard depth < Self.depthLimit else {
      throw RuleSyntaxError(
        column: column, message: "brackets nest more than \(Self.depthLimit) deep")
    }
    depth += 1
    let part = try read(&self)
    depth -= 1
    try expect(.sign(")"))
    return part
  }
}

// MARK: Conditions

extension RuleParser {
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
    if opensCondition {
      position += 1
      return try bracketed { parser throws(RuleSyntaxError) in try parser.condition() }
    }
    let start = column
    let left = try sum()
    guard case .comparison(let sign) = current else {
      throw mistake("expected a comparison: = <= >= < >")
    }
    position += 1
    let right = try sum()
    guard !left.terms.isEmpty || !right.terms.isEmpty else {
      throw RuleSyntaxError(column: start, message: "the comparison speaks of no figure")
    }
    let tolerance = accept(.sign("±")) ? try tolerance() : nil
    return .comparison(Comparison(left: left, sign: sign, right: right, tolerance: tolerance))
  }

  /// Whether a bracket stands here that holds a condition and not a sum: one with a comparison in it.
  private var opensCondition: Bool {
    guard current == .sign("(") else { return false }
    var open = 0
    for (token, _) in tokens[position...] {
      switch token {
      case .sign("("): open += 1
      case .sign(")"):
        open -= 1
        if open == 0 { return false }
      case .comparison, .keyword("and"), .keyword("or"): return true
      default: break
      }
    }
    return false
  }

  private mutating func tolerance() throws(RuleSyntaxError) -> Tolerance {
    guard case .number(let number) = current else {
      throw mistake("expected a number, as in ± 2 or ± 1%")
    }
    position += 1
    return accept(.sign("%")) ? .relative(number / 100) : .absolute(number)
  }
}

// MARK: Sums

extension RuleParser {
  private mutating func sum() throws(RuleSyntaxError) -> LinearForm {
    try sum(from: LinearForm(constant: 0).adding(try product()))
  }

  /// The sum that begins with a product that was read already.
  private mutating func sum(from first: LinearForm) throws(RuleSyntaxError) -> LinearForm {
    var form = first
    while true {
      if accept(.sign("+")) {
        form = form.adding(try product(), times: 1)
      } else if accept(.sign("-")) {
        form = form.adding(try product(), times: -1)
      } else {
        return form
      }
    }
  }

  private mutating func product() throws(RuleSyntaxError) -> LinearForm {
    var form = try factor()
    while true {
      let start = column
      if accept(.sign("*")) {
        let other = try factor()
        guard form.terms.isEmpty || other.terms.isEmpty else {
          throw RuleSyntaxError(
            column: start,
            message: "a figure times a figure is no sum; one of them must be a number")
        }
        form =
          form.terms.isEmpty ? other.scaled(by: form.constant) : form.scaled(by: other.constant)
      } else if allowsRatio, depth == 0, current == .sign("/"), !isNumber(at: position + 1) {
        return form
      } else if accept(.sign("/")) {
        guard case .number(let divisor) = current, divisor != 0 else {
          throw mistake("expected a number that is not 0 to divide by")
        }
        position += 1
        form = form.scaled(by: 1 / divisor)
      } else {
        return form
      }
    }
  }

  private func isNumber(at position: Int) -> Bool {
    guard position < tokens.count, case .number = tokens[position].token else { return false }
    return true
  }

  private mutating func factor() throws(RuleSyntaxError) -> LinearForm {
    switch current {
    case .number(let number):
      position += 1
      return LinearForm(constant: number)
    case .name(let name):
      try refuseUnknownFunction(name)
      let indicators = try indicators(name, isPatternAllowed: false)
      position += 1
      return LinearForm(CellReference(indicator: indicators[0], lag: 0))
    case .keyword(let word) where RuleTokenizer.functions.contains(word):
      position += 1
      return try function(word)
    case .sign("("):
      position += 1
      return try bracketed { parser throws(RuleSyntaxError) in try parser.sum() }
    case .sign("-"):
      guard depth < Self.depthLimit else { throw mistake("expected a figure") }
      position += 1
      depth += 1
      defer { depth -= 1 }
      return try factor().scaled(by: -1)
    default:
      throw mistake(
        "expected a number, an indicator's id, sum(…), prev(…), claim(…), children(…) or a bracket")
    }
  }

  /// A name in front of a bracket is meant as a function.
  private func refuseUnknownFunction(_ name: String) throws(RuleSyntaxError) {
    guard position + 1 < tokens.count, tokens[position + 1].token == .sign("(") else { return }
    let nearest = NearestNames.of(name, among: RuleTokenizer.functions, limit: 1).first
    throw RuleSyntaxError(
      column: column,
      message: "‘\(name)’ is no function; "
        + (nearest.map { "did you mean ‘\($0)’?" }
          ?? "expected \(RuleTokenizer.functions.joined(separator: ", "))"))
  }

  private mutating func function(_ word: String) throws(RuleSyntaxError) -> LinearForm {
    try expect(.sign("("))
    if word == "sum" {
      return try bracketed { parser throws(RuleSyntaxError) in try parser.group() }
    }
    let start = column
    let form = try bracketed { parser throws(RuleSyntaxError) in try parser.sum() }
    switch word {
    case "claim": return try elsewhere(form, .prose, word, at: start)
    case "children": return try elsewhere(form, .below, word, at: start)
    default: return form.lagged(by: 1)
    }
  }

  /// The figures of a sum as the prose or the units below state them.
  private func elsewhere(
    _ form: LinearForm, _ source: CellReference.Source, _ word: String, at column: Int
  ) throws(RuleSyntaxError) -> LinearForm {
    guard form.constant == 0 else {
      throw RuleSyntaxError(
        column: column, message: "\(word)(…) is of figures; take the number out of the brackets")
    }
    guard form.terms.allSatisfy({ $0.cell.source == .table }) else {
      throw RuleSyntaxError(
        column: column,
        message: "\(word)(…) is of figures of the table; claim(…) and children(…) do not nest")
    }
    return form.taken(from: source)
  }

  private mutating func group() throws(RuleSyntaxError) -> LinearForm {
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
    return form
  }

  /// The indicators that a name or pattern stands for; never empty.
  private func indicators(_ name: String, isPatternAllowed: Bool) throws(RuleSyntaxError)
    -> [IndicatorIndex]
  {
    var name = name
    if name.contains("$") {
      guard let step = scope.step else {
        throw RuleSyntaxError(
          column: column,
          message: "‘\(name)’ needs the key each, which says what columns or rows $ stands for")
      }
      name = name.split(separator: "$", omittingEmptySubsequences: false).joined(separator: step)
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
