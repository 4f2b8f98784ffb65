/// The rules that a panel is confronted with: those that follow from the forms, and those of rule
/// files.
public struct RuleSet: Sendable {
  /// What the rules' figures are.
  public let catalog: Catalog
  /// The rules; no two with one id are about reports of one edition.
  public let rules: [Rule]
  /// How figures go wrong.
  let slips: SlipModel

  /// A set of rules.
  ///
  /// - Throws: `CatalogError` where two rules of one edition have one id.
  public init(catalog: Catalog, rules: [Rule]) throws(CatalogError) {
    var seen: [RuleID: Set<EditionID>] = [:]
    let repeated = rules.filter { rule in
      let others = seen.updateValue(
        rule.editions.union(seen[rule.id] ?? []), forKey: rule.id)
      return !(others?.isDisjoint(with: rule.editions) ?? true)
    }
    guard repeated.isEmpty else {
      throw CatalogError(
        problems: repeated.map { rule in
          DataFileProblem(
            file: rule.origin.file, line: rule.origin.line,
            message: "another rule has the id ‘\(rule.id)’ too")
        })
    }
    self.catalog = catalog
    self.rules = rules
    slips = try SlipModel.builtIn()
  }

  /// The rules that ship in the binary: derived from all editions, those of `rules/`,
  /// and those that compare the prose with the table.
  ///
  /// - Throws: `CatalogError` with every mistake of the rule files; a test walks them.
  public static func builtIn(_ catalog: Catalog) throws(CatalogError) -> RuleSet {
    var rules = [yearOfForm(catalog)] + catalog.editions.flatMap { derived(from: $0, of: catalog) }
    for file in EmbeddedFile.all(in: "rules/") {
      rules += try RuleFileLoader.rules(file: file.path, text: file.text, catalog: catalog)
    }
    if let file = EmbeddedFile.named("reading/claims.tsv") {
      rules += try claims(file: file, of: catalog)
    }
    return try RuleSet(catalog: catalog, rules: merged(rules))
  }

  /// This set with the rules of a user's file.
  ///
  /// - Throws: `CatalogError` with every mistake of the file.
  public func adding(file: String, text: String) throws(CatalogError) -> RuleSet {
    try RuleSet(
      catalog: catalog,
      rules: rules + RuleFileLoader.rules(file: file, text: text, catalog: catalog))
  }

  /// Rules that several editions' forms imply alike become one rule for all of them.
  private static func merged(_ rules: [Rule]) -> [Rule] {
    var merged: [Rule] = []
    var positions: [RuleID: Int] = [:]
    for rule in rules {
      guard let position = positions[rule.id], merged[position].assertion == rule.assertion,
        case .form = rule.origin
      else {
        positions[rule.id] = merged.count
        merged.append(rule)
        continue
      }
      merged[position] = merged[position].holding(for: rule.editions)
    }
    return merged
  }
}

extension Rule {
  /// The rule for further editions.
  func holding(for more: Set<EditionID>) -> Rule {
    Rule(
      id: id, kind: kind, severity: severity, editions: editions.union(more), scope: scope,
      levels: levels, assertion: assertion, missing: missing, message: message, origin: origin)
  }
}

extension Rule.Origin {
  /// The file that the rule comes from.
  var file: String {
    switch self {
    case .form(let edition): "editions/\(edition).tsv"
    case .file(let file, _): file
    }
  }

  /// The line in the file; 0 where the whole file is meant.
  var line: Int {
    switch self {
    case .form: 0
    case .file(_, let line): line
    }
  }
}
