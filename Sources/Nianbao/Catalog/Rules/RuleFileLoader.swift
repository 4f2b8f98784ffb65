import Yams

/// Reads a file of rules and collects all its mistakes with line and column.
struct RuleFileLoader {
  let file: String
  let catalog: Catalog
  private(set) var rules: [Rule] = []
  private(set) var problems: [DataFileProblem] = []

  /// The text of a key and where it stands.
  struct Field {
    let text: String
    let node: Node
  }

  /// An entry as far as it has been read.
  private struct Entry {
    let id: String
    let rule: Field
    let zh, en, tolerance: Field?
    let kind: Rule.Kind
    let severity: Rule.Severity
    let scope: RegionCode?
    let levels: Set<Rule.Level>
    let missing: MissingMode
    let line: Int
  }

  private static let required = ["id", "edition", "kind", "severity", "rule", "zh", "en"]
  private static let keys = required + ["scope", "level", "each", "missing", "tolerance"]

  /// The rules of a file.
  ///
  /// - Throws: `CatalogError` with every mistake of the file.
  static func rules(file: String, text: String, catalog: Catalog) throws(CatalogError) -> [Rule] {
    var loader = RuleFileLoader(file: file, catalog: catalog)
    loader.read(text)
    guard loader.problems.isEmpty else {
      throw CatalogError(
        problems: loader.problems.sorted { ($0.line, $0.column) < ($1.line, $1.column) })
    }
    return loader.rules
  }

  private init(file: String, catalog: Catalog) {
    self.file = file
    self.catalog = catalog
  }

  private mutating func read(_ text: String) {
    let root: Node?
    do { root = try Yams.compose(yaml: text) } catch {
      return report(unreadable: error)
    }
    guard let root else { return }
    guard case .sequence(let entries) = root else {
      return report("expected a list of rules, each beginning with - id:", at: root.mark)
    }
    for entry in entries {
      guard case .mapping(let mapping) = entry else {
        report("expected a rule: id, edition, kind, severity, rule, zh, en", at: entry.mark)
        continue
      }
      readRule(mapping)
    }
  }

  /// Reports what the parser stumbled over, where it did.
  private mutating func report(unreadable error: any Error) {
    switch error {
    case YamlError.scanner(_, let problem, let mark, _),
      YamlError.parser(_, let problem, let mark, _),
      YamlError.composer(_, let problem, let mark, _):
      report("the file is no YAML: \(problem)", at: mark)
    default: report("the file is no YAML: \(error)", at: nil)
    }
  }

  /// The keys and texts of an entry.
  private mutating func fields(of mapping: Node.Mapping) -> [String: Field] {
    var fields: [String: Field] = [:]
    for (key, value) in mapping {
      guard let name = key.string, Self.keys.contains(name) else {
        let name = key.string ?? "?"
        report(
          "‘\(name)’ is no key of a rule" + suggestion(for: name, among: Self.keys), at: key.mark)
        continue
      }
      guard let text = value.scalar?.string else {
        report("‘\(name)’ must be a text", at: value.mark)
        continue
      }
      fields[name] = Field(text: text, node: value)
    }
    for key in Self.required where fields[key] == nil {
      report("the rule has no ‘\(key)’", at: mapping.mark)
    }
    return fields
  }

  /// Reads an entry. Each key is looked at whatever the others say, so that one run tells all that is wrong
  /// with it. What stands in for a key that cannot be read is never seen: a file with a mistake gives no
  /// rules.
  private mutating func readRule(_ mapping: Node.Mapping) {
    let fields = fields(of: mapping)
    let kind = fields["kind"].flatMap { choice($0, "kind", of: Rule.Kind.written) }
    let severity = fields["severity"].flatMap {
      choice($0, "severity", of: Rule.Severity.allCases)
    }
    let groups = fields["edition"].flatMap { editions($0) } ?? catalog.editions.map { [$0] }
    let (levels, missing) = (levels(fields["level"]), missing(fields["missing"]))
    let (each, scope) = (each(fields["each"], of: groups), scope(fields["scope"]))
    if let id = fields["id"], id.text.isEmpty { report("the id is empty", at: id.node.mark) }
    // What `$` in an expression means is known only with the matrix.
    guard let rule = fields["rule"], each != nil || !rule.text.contains("$") else { return }
    let entry = Entry(
      id: fields["id"]?.text ?? "", rule: rule, zh: fields["zh"], en: fields["en"],
      tolerance: fields["tolerance"], kind: kind ?? .bound, severity: severity ?? .info,
      scope: scope, levels: levels ?? [], missing: missing ?? .bounds,
      line: mapping.mark?.line ?? 0)
    make(entry, each: each ?? nil, for: groups)
  }

  /// Makes the rules of an entry: one a column or row that `$` stands for, and where figures that a pattern
  /// stands for differ between editions one for each of these.
  private mutating func make(_ entry: Entry, each: Each?, for groups: [[Edition]]) {
    var made: [Rule] = []
    var mistakes: [Mistakes] = []
    for editions in groups {
      for step in steps(each, editions) {
        do throws(Mistakes) { made.append(try rule(entry, editions, step)) } catch {
          mistakes.append(error)
        }
      }
    }
    // What is for all editions is for those with its figures; what names editions is for each of them.
    if groups.count == 1 || made.isEmpty, !mistakes.isEmpty {
      problems += [mistakes.compactMap(\.rule), mistakes.compactMap(\.tolerance)].compactMap {
        $0.max { $0.column < $1.column }
      }
      return
    }
    if let rule = made.first {
      for (field, text) in [(entry.zh, rule.message.chinese), (entry.en, rule.message.english)] {
        if let field { checkPlaceholders(field.node, text, rule.assertion) }
      }
    }
    rules += Self.joined(made)
  }

  /// What is wrong with the expressions of an entry, for some editions.
  private struct Mistakes: Error {
    var rule: DataFileProblem?
    var tolerance: DataFileProblem?
  }

  private func rule(_ entry: Entry, _ editions: [Edition], _ step: Step?)
    throws(Mistakes) -> Rule
  {
    let names = RuleParser.Names(
      catalog: catalog, indicators: commonIndicators(editions), step: step?.id)
    let written = parsed(entry.rule) { text throws(RuleSyntaxError) in
      try RuleParser.assertion(text, names: names)
    }
    let tolerance = entry.tolerance.map {
      parsed($0) { text throws(RuleSyntaxError) in try RuleParser.tolerance(text, names: names) }
    }
    var mistakes = Mistakes()
    if case .failure(let mistake) = written { mistakes.rule = mistake }
    if case .failure(let mistake) = tolerance { mistakes.tolerance = mistake }
    guard case .success(var assertion) = written, mistakes.tolerance == nil else { throw mistakes }
    if case .success(let tolerance) = tolerance { assertion = assertion.tolerating(tolerance) }
    return Rule(
      id: RuleID(step.map { "\(entry.id):\($0.id)" } ?? entry.id), kind: entry.kind,
      severity: entry.severity, editions: Set(editions.map(\.id)), scope: entry.scope,
      levels: entry.levels, assertion: assertion, missing: entry.missing,
      message: LocalizedText(
        zh: expanded(entry.zh?.text ?? "", step), en: expanded(entry.en?.text ?? "", step)),
      origin: .file(file, line: entry.line))
  }

  /// What the text of a key says.
  private func parsed<Part>(
    _ field: Field, _ parse: (String) throws(RuleSyntaxError) -> Part
  ) -> Result<Part, DataFileProblem> {
    do throws(RuleSyntaxError) { return .success(try parse(field.text)) } catch {
      return .failure(
        problem(error.message, at: field.node.mark, offset: error.column, of: field.node))
    }
  }

  /// Rules of several editions with one assertion as one rule for all of them.
  private static func joined(_ rules: [Rule]) -> [Rule] {
    rules.reduce(into: []) { joined, rule in
      if let position = joined.firstIndex(where: {
        $0.id == rule.id && $0.assertion == rule.assertion
      }) {
        joined[position] = joined[position].holding(for: rule.editions)
      } else {
        joined.append(rule)
      }
    }
  }

  private func commonIndicators(_ editions: [Edition]) -> [IndicatorIndex] {
    guard let first = editions.first else { return [] }
    return first.indicators.filter { index in editions.allSatisfy { $0.contains(index) } }
  }

  /// A message for one column or row: `$` is its id, `{each}` its label.
  private func expanded(_ text: String, _ step: Step?) -> String {
    guard let step else { return text }
    let labelled = MessageTemplate(text).filled { $0 == "each" ? step.label : "{\($0)}" }
    return labelled.split(separator: "$", omittingEmptySubsequences: false)
      .joined(separator: step.id)
  }

  private mutating func checkPlaceholders(_ node: Node, _ text: String, _ assertion: Assertion) {
    let known =
      assertion.cells.map { catalog[$0.indicator].id.name } + MessageTemplate.sides
    for name in MessageTemplate(text).placeholders where !known.contains(name) {
      report(
        "‘{\(name)}’ stands for no figure of the rule" + suggestion(for: name, among: known),
        at: node.mark)
    }
  }

  /// Keeps a mistake.
  mutating func report(_ message: String, at mark: Mark?) {
    problems.append(problem(message, at: mark))
  }

  /// A mistake at a place, or at a column within the text of a node.
  private func problem(
    _ message: String, at mark: Mark?, offset: Int = 0, of node: Node? = nil
  ) -> DataFileProblem {
    var column = mark?.column ?? 0
    if column > 0, let style = node?.scalar?.style, style != .literal, style != .folded {
      column += offset + (style == .doubleQuoted || style == .singleQuoted ? 1 : 0)
    }
    return DataFileProblem(file: file, line: mark?.line ?? 0, column: column, message: message)
  }
}
