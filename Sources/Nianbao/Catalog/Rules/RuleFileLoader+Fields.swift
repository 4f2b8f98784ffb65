import Yams

/// The keys of an entry, each of which may be wrong in its own way.
extension RuleFileLoader {
  /// One of some names; nil, and a mistake, where the text is none.
  mutating func choice<Name: RawRepresentable<String>>(
    _ field: Field, _ key: String, of names: [Name]
  ) -> Name? {
    if let name = names.first(where: { $0.rawValue == field.text }) { return name }
    let known = names.map(\.rawValue)
    report(
      "the \(key) is ‘\(field.text)’; expected \(known.joined(separator: ", "))"
        + suggestion(for: field.text, among: known), at: field.node.mark)
    return nil
  }

  /// `; did you mean …?`, or nothing where no name is near.
  func suggestion(for name: String, among names: [String]) -> String {
    NearestNames.of(name, among: names, limit: 1).first.map { "; did you mean ‘\($0)’?" } ?? ""
  }

  /// The editions that share a rule: the named ones together, or for `all` each by itself.
  mutating func editions(_ field: Field) -> [[Edition]]? {
    if field.text == "all" { return catalog.editions.map { [$0] } }
    let names = Self.words(field.text)
    let known = ["all"] + catalog.editions.map(\.id.name)
    for name in names.isEmpty ? [""] : names where !known.dropFirst().contains(name) {
      report(
        "the edition is ‘\(name)’; expected \(known.joined(separator: ", "))"
          + suggestion(for: name, among: known), at: field.node.mark)
      return nil
    }
    return [names.compactMap { catalog.edition(EditionID($0)) }]
  }

  /// The kinds of units; empty where the key is missing.
  mutating func levels(_ field: Field?) -> Set<Rule.Level>? {
    guard let field else { return [] }
    var levels: Set<Rule.Level> = []
    let names = Self.words(field.text)
    for name in names.isEmpty ? [""] : names {
      guard
        let level = choice(
          Field(text: name, node: field.node), "level", of: Rule.Level.allCases)
      else { return nil }
      levels.insert(level)
    }
    return levels
  }

  /// What missing figures mean; `bounds` where the key is missing.
  mutating func missing(_ field: Field?) -> MissingMode? {
    guard let field else { return .bounds }
    return choice(field, "missing mode", of: MissingMode.allCases)
  }

  /// The region; nil where the key is missing or its text is no code.
  mutating func scope(_ field: Field?) -> RegionCode? {
    guard let field else { return nil }
    let scope = RegionCode(field.text)
    if scope == nil {
      report("the scope is ‘\(field.text)’; expected a region's code", at: field.node.mark)
    }
    return scope
  }

  /// Whether the key `each` is missing or names a matrix of the editions.
  mutating func isMatrix(_ each: Field?, of groups: [[Edition]]) -> Bool {
    guard let each else { return true }
    let known = groups.joined().flatMap(\.matrices).map(\.id)
    if known.contains(each.text) { return true }
    report(
      "‘\(each.text)’ is no matrix of the edition; expected \(known.uniqued().joined(separator: ", "))",
      at: each.node.mark)
    return false
  }

  /// What `$` stands for in turn: one nil without the key `each`, nothing where no edition has it.
  func columns(_ each: Field?, _ editions: [Edition]) -> [String?] {
    guard let each else { return [nil] }
    return editions.flatMap(\.matrices).first { $0.id == each.text }?.columns.map(\.id) ?? []
  }

  private static func words(_ text: String) -> [String] {
    text.split(whereSeparator: { $0 == "," || $0 == " " }).map(String.init)
  }
}

extension Edition {
  /// The matrices of the form.
  fileprivate var matrices: [FormMatrix] {
    rows.compactMap { row in
      if case .matrix(let matrix) = row { matrix } else { nil }
    }
  }
}
