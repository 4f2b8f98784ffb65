import Yams

/// Reads a file of rules and collects all its mistakes with line and column.
struct RuleFileLoader {
  private let file: String
  private let catalog: Catalog
  private(set) var rules: [Rule] = []
  private(set) var problems: [DataFileProblem] = []

  private static let keys: Set<String> = [
    "id", "edition", "kind", "severity", "scope", "each", "rule", "zh", "en",
  ]

  /// The rules of a file.
  ///
  /// - Throws: `CatalogError` with every mistake of the file.
  static func rules(file: String, text: String, catalog: Catalog) throws(CatalogError) -> [Rule] {
    var loader = RuleFileLoader(file: file, catalog: catalog)
    loader.read(text)
    guard loader.problems.isEmpty else { throw CatalogError(problems: loader.problems) }
    return loader.rules
  }

  private init(file: String, catalog: Catalog) {
    self.file = file
    self.catalog = catalog
  }

  private mutating func read(_ text: String) {
    let root: Node?
    do { root = try Yams.compose(yaml: text) } catch {
      return report("the file is no YAML: \(error)", at: nil)
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

  private mutating func readRule(_ mapping: Node.Mapping) {
    var fields: [String: (text: String, node: Node)] = [:]
    for (key, value) in mapping {
      guard let name = key.string, Self.keys.contains(name) else {
        let name = key.string ?? "?"
        let nearest = NearestNames.of(name, among: Self.keys.sorted(), limit: 1).first
        report(
          "‘\(name)’ is no key of a rule" + (nearest.map { "; did you mean ‘\($0)’?" } ?? ""),
          at: key.mark)
        continue
      }
      guard let text = value.scalar?.string else {
        report("‘\(name)’ must be a text", at: value.mark)
        continue
      }
      fields[name] = (text, value)
    }
    for key in ["id", "edition", "kind", "severity", "rule", "zh", "en"] where fields[key] == nil {
      report("the rule has no ‘\(key)’", at: mapping.mark)
    }
    guard let id = fields["id"], let edition = fields["edition"], let kindField = fields["kind"],
      let severityField = fields["severity"], let rule = fields["rule"], let zh = fields["zh"],
      let en = fields["en"]
    else { return }
    guard let kind = Rule.Kind(rawValue: kindField.text), Rule.Kind.written.contains(kind) else {
      return report(
        "the kind is ‘\(kindField.text)’; expected \(Self.list(Rule.Kind.written))",
        at: kindField.node.mark)
    }
    guard let severity = Rule.Severity(rawValue: severityField.text) else {
      return report(
        "the severity is ‘\(severityField.text)’; expected \(Self.list(Rule.Severity.allCases))",
        at: severityField.node.mark)
    }
    let names = edition.text.split(whereSeparator: { $0 == "," || $0 == " " }).map {
      EditionID(String($0))
    }
    let editions = names.compactMap { catalog.edition($0) }
    guard editions.count == names.count, !names.isEmpty else {
      return report(
        "the edition is ‘\(edition.text)’; expected "
          + catalog.editions.map(\.id.name).joined(separator: ", "), at: edition.node.mark)
    }
    var scope: RegionCode?
    if let field = fields["scope"] {
      scope = RegionCode(field.text)
      if scope == nil {
        report("the scope is ‘\(field.text)’; expected a region's code", at: field.node.mark)
      }
    }
    guard let columns = columns(fields["each"], editions) else { return }
    for column in columns {
      let names = RuleParser.Names(
        catalog: catalog, indicators: commonIndicators(editions), column: column)
      do {
        let assertion = try RuleParser.assertion(rule.text, names: names)
        let message = LocalizedText(
          zh: expanded(zh.text, column: column), en: expanded(en.text, column: column))
        checkPlaceholders(zh.node, message.chinese, assertion)
        checkPlaceholders(en.node, message.english, assertion)
        rules.append(
          Rule(
            id: RuleID(column.map { "\(id.text):\($0)" } ?? id.text), kind: kind,
            severity: severity, editions: Set(editions.map(\.id)), scope: scope,
            assertion: assertion, message: message,
            origin: .file(file, line: mapping.mark?.line ?? 0)))
      } catch {
        report(error.message, at: rule.node.mark, offset: error.column, of: rule.node)
        return
      }
    }
  }

  /// What `$` stands for in turn; one nil where the rule has no `each`, nil where that is wrong.
  private mutating func columns(_ each: (text: String, node: Node)?, _ editions: [Edition])
    -> [String?]?
  {
    guard let each else { return [nil] }
    for case .matrix(let matrix) in editions.flatMap(\.rows) where matrix.id == each.text {
      return matrix.columns.map(\.id)
    }
    let known = editions.flatMap(\.rows).compactMap { row in
      if case .matrix(let matrix) = row { matrix.id } else { nil }
    }
    report(
      "‘\(each.text)’ is no matrix of the edition; expected \(known.joined(separator: ", "))",
      at: each.node.mark)
    return nil
  }

  private func commonIndicators(_ editions: [Edition]) -> [IndicatorIndex] {
    guard let first = editions.first else { return [] }
    return first.indicators.filter { index in editions.allSatisfy { $0.contains(index) } }
  }

  private func expanded(_ text: String, column: String?) -> String {
    guard let column else { return text }
    return text.split(separator: "$", omittingEmptySubsequences: false).joined(separator: column)
  }

  private mutating func checkPlaceholders(_ node: Node, _ text: String, _ assertion: Assertion) {
    let known = Set(
      assertion.cells.map { catalog[$0.indicator].id.name } + MessageTemplate.sides)
    for name in MessageTemplate(text).placeholders where !known.contains(name) {
      report("‘{\(name)}’ stands for no figure of the rule", at: node.mark)
    }
  }

  private mutating func report(
    _ message: String, at mark: Mark?, offset: Int = 0, of node: Node? = nil
  ) {
    var column = mark?.column ?? 0
    if column > 0, let style = node?.scalar?.style, style != .literal, style != .folded {
      column += offset + (style == .doubleQuoted || style == .singleQuoted ? 1 : 0)
    }
    problems.append(
      DataFileProblem(file: file, line: mark?.line ?? 0, column: column, message: message))
  }

  private static func list<Name: RawRepresentable<String>>(_ names: [Name]) -> String {
    names.map(\.rawValue).joined(separator: ", ")
  }
}
