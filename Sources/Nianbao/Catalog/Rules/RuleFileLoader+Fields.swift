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

  /// What `$` stands for.
  struct Each {
    let matrix: String
    /// Whether it stands for the rows of the matrix and not for its columns.
    let isOfRows: Bool
  }

  /// One column or row that `$` stands for.
  struct Step {
    let id: String
    let label: String
  }

  /// What the key `each` says: a matrix, or `rows of` a matrix of the editions. A nil inside where the
  /// key is missing.
  mutating func each(_ field: Field?, of groups: [[Edition]]) -> Each?? {
    guard let field else { return .some(nil) }
    let prefix = "rows of "
    let isOfRows = field.text.hasPrefix(prefix)
    let name = isOfRows ? String(field.text.dropFirst(prefix.count)) : field.text
    let known = groups.joined().flatMap(\.matrices).map(\.id).uniqued()
    if known.contains(name) { return Each(matrix: name, isOfRows: isOfRows) }
    report(
      "‘\(name)’ is no matrix of the edition; expected \(known.joined(separator: ", ")), "
        + "or rows of one of them", at: field.node.mark)
    return nil
  }

  /// What `$` stands for in turn: one nil without the key `each`, nothing where no edition has it.
  func steps(_ each: Each?, _ editions: [Edition]) -> [Step?] {
    guard let each else { return [nil] }
    let matrix = editions.flatMap(\.matrices).first { $0.id == each.matrix }
    return each.isOfRows
      ? matrix?.rows.filter { !$0.cells.isEmpty }.map { Step(id: $0.id, label: $0.label) } ?? []
      : matrix?.columns.map { Step(id: $0.id, label: $0.label) } ?? []
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
