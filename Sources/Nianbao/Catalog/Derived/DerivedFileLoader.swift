import Yams

/// Reads a file of derived indicators and collects all its mistakes with line and column.
struct DerivedFileLoader {
  private let file: String
  private let catalog: Catalog
  private var indicators: [Indicator] = []
  private var problems: [DataFileProblem] = []

  private static let required = ["id", "zh", "en", "measure", "formula"]
  private static let keys = required + ["better", "base", "factor", "note"]

  /// The indicators of a file.
  ///
  /// - Throws: `CatalogError` with every mistake of the file.
  static func indicators(file: String, text: String, catalog: Catalog) throws(CatalogError)
    -> [Indicator]
  {
    var loader = DerivedFileLoader(file: file, catalog: catalog)
    loader.read(text)
    guard loader.problems.isEmpty else { throw CatalogError(problems: loader.problems) }
    return loader.indicators
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
      return report("expected a list of indicators, each beginning with - id:", at: root.mark)
    }
    for entry in entries {
      guard case .mapping(let mapping) = entry else {
        report("expected an indicator: \(Self.required.joined(separator: ", "))", at: entry.mark)
        continue
      }
      readIndicator(mapping)
    }
  }

  private mutating func readIndicator(_ mapping: Node.Mapping) {
    var nodes: [String: Node] = [:]
    for (key, value) in mapping {
      guard let name = key.string, Self.keys.contains(name) else {
        let name = key.string ?? "?"
        report(
          "‘\(name)’ is no key of a derived indicator" + suggestion(for: name, among: Self.keys),
          at: key.mark)
        continue
      }
      nodes[name] = value
    }
    for key in Self.required where nodes[key] == nil {
      report("the indicator has no ‘\(key)’", at: mapping.mark)
    }
    guard let id = text("id", nodes), let zh = text("zh", nodes), let en = text("en", nodes),
      let measure = text("measure", nodes), let formula = nodes["formula"]
    else { return }
    // All of them are looked at before any is given up, so that every mistake is named.
    let parts = (
      checkedID(id), formulas(formula), direction(nodes["better"]),
      number(nodes["base"], "base"), number(nodes["factor"], "factor")
    )
    guard let name = parts.0, let formulas = parts.1, let direction = parts.2,
      let base = parts.3, let factor = parts.4
    else { return }
    let isRatio = formulas[0].denominator != nil
    guard formulas.allSatisfy({ ($0.denominator != nil) == isRatio }) else {
      return report("some formulas are ratios and some are sums", at: formula.mark)
    }
    if !isRatio, base != nil || factor != nil {
      report("base and factor are for ratios, and the formula is a sum", at: formula.mark)
    }
    indicators.append(
      Indicator(
        id: name, label: zh.text, number: "", note: text("note", nodes)?.text ?? "",
        measure: isRatio
          ? Measure(name: measure.text, kind: .rate, conversion: nil)
          : catalog.measures[measure.text]
            ?? Measure(name: measure.text, kind: .amount, conversion: nil),
        nature: nature(of: formulas), isSigned: !isRatio && hasNegativeTerms(formulas), scope: nil,
        parents: [:],
        derivation: Derivation(
          englishLabel: en.text, formulas: formulas,
          factor: factor ?? Self.factor(of: measure.text), direction: direction,
          smallestBase: base,
          origin: DataFileProblem.Place(file: file, line: mapping.mark?.line ?? 0))))
  }

  /// What a ratio in a measure is multiplied by.
  private static func factor(of measure: String) -> Double {
    switch measure {
    case "%": 100
    case "‰": 1000
    default: 1
    }
  }

  /// A sum of stocks is a stock; ratios are computed from flows and stocks alike, year by year.
  private func nature(of formulas: [Derivation.Formula]) -> Indicator.Nature {
    let cells = formulas.flatMap(\.cells)
    return cells.contains { catalog[$0.indicator].nature == .stock } ? .stock : .flow
  }

  private func hasNegativeTerms(_ formulas: [Derivation.Formula]) -> Bool {
    formulas.contains { formula in
      formula.numerator.constant < 0
        || formula.numerator.terms.contains {
          $0.coefficient < 0 || catalog[$0.cell.indicator].isSigned
        }
    }
  }
}

// MARK: Keys

extension DerivedFileLoader {
  private struct Field {
    let text: String
    let node: Node
  }

  private mutating func text(_ key: String, _ nodes: [String: Node]) -> Field? {
    guard let node = nodes[key] else { return nil }
    guard let text = node.scalar?.string, !text.isEmpty else {
      report("‘\(key)’ must be a text", at: node.mark)
      return nil
    }
    return Field(text: text, node: node)
  }

  private mutating func checkedID(_ field: Field) -> IndicatorID? {
    let prefix = Indicator.derivedPrefix
    let isWritten = field.text.utf8.allSatisfy { byte in
      (byte >= 48 && byte <= 57) || (byte | 32 >= 97 && byte | 32 <= 122) || byte == 46
        || byte == 45 || byte == 95
    }
    guard field.text.hasPrefix(prefix), field.text.count > prefix.count, isWritten else {
      report(
        "the id is ‘\(field.text)’; expected \(prefix) and letters, digits, dots or hyphens",
        at: field.node.mark)
      return nil
    }
    let id = IndicatorID(field.text)
    guard !indicators.contains(where: { $0.id == id }) else {
      report("the id ‘\(id)’ stands here a second time", at: field.node.mark)
      return nil
    }
    return id
  }

  private mutating func direction(_ node: Node?) -> Derivation.Direction? {
    guard let node else { return .neither }
    let text = node.scalar?.string ?? ""
    if let direction = Derivation.Direction(rawValue: text) { return direction }
    let known = Derivation.Direction.allCases.map(\.rawValue)
    report(
      "better is ‘\(text)’; expected \(known.joined(separator: ", "))"
        + suggestion(for: text, among: known), at: node.mark)
    return nil
  }

  /// A number above 0; a nil inside where the key is missing.
  private mutating func number(_ node: Node?, _ key: String) -> Double?? {
    guard let node else { return .some(nil) }
    let text = node.scalar?.string ?? ""
    if let number = Double(text), number > 0, number.isFinite { return number }
    report("\(key) is ‘\(text)’; expected a number above 0", at: node.mark)
    return nil
  }

  /// The formulas: one text for every edition with its figures, or one for each list of editions.
  private mutating func formulas(_ node: Node) -> [Derivation.Formula]? {
    guard case .mapping(let mapping) = node else {
      let all = catalog.indicators.indices.filter { !catalog.indicators[$0].isDerived }
      return formula(node, editions: nil, indicators: all.map { IndicatorIndex($0) }).map { [$0] }
    }
    var formulas: [Derivation.Formula] = []
    for (key, value) in mapping {
      guard let editions = editions(key) else { return nil }
      let known = editions.dropFirst().reduce(editions[0].indicators) { common, edition in
        common.filter { edition.contains($0) }
      }
      guard let formula = formula(value, editions: Set(editions.map(\.id)), indicators: known)
      else { return nil }
      formulas.append(formula)
    }
    guard !formulas.isEmpty else {
      report("expected a formula, or formulas by edition", at: node.mark)
      return nil
    }
    return formulas
  }

  private mutating func editions(_ key: Node) -> [Edition]? {
    let names = (key.scalar?.string ?? "").split(whereSeparator: { $0 == "," || $0 == " " })
      .map(String.init)
    let known = catalog.editions.map(\.id.name)
    for name in names.isEmpty ? [""] : names where !known.contains(name) {
      report(
        "the edition is ‘\(name)’; expected \(known.joined(separator: ", "))"
          + suggestion(for: name, among: known), at: key.mark)
      return nil
    }
    return names.compactMap { catalog.edition(EditionID($0)) }
  }

  private mutating func formula(
    _ node: Node, editions: Set<EditionID>?, indicators: [IndicatorIndex]
  ) -> Derivation.Formula? {
    guard let text = node.scalar?.string else {
      report(
        "a formula must be a text such as request.closed.ontime / request.closed", at: node.mark)
      return nil
    }
    do throws(RuleSyntaxError) {
      let sides = try RuleParser.ratio(
        text, names: RuleParser.Names(catalog: catalog, indicators: indicators, step: nil))
      return Derivation.Formula(
        editions: editions, numerator: sides.numerator, denominator: sides.denominator, text: text)
    } catch {
      report(error.message, at: node.mark, offset: error.column, of: node)
      return nil
    }
  }

  /// `; did you mean …?`, or nothing where no name is near.
  private func suggestion(for name: String, among names: [String]) -> String {
    NearestNames.of(name, among: names, limit: 1).first.map { "; did you mean ‘\($0)’?" } ?? ""
  }

  /// Keeps a mistake at a place, or at a column within the text of a node.
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
}
