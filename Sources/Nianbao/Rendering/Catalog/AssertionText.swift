/// Writes what a rule asserts: as a rule file has it, or with the form's labels for a reader.
struct AssertionText {
  /// How figures are named.
  enum Naming: Sendable {
    /// By id, as in a rule file.
    case ids
    /// By label, in words of a language.
    case labels(Language)
  }

  private let catalog: Catalog
  private let naming: Naming

  init(_ catalog: Catalog, naming: Naming = .ids) {
    self.catalog = catalog
    self.naming = naming
  }

  /// The assertion, sums written out.
  func text(_ assertion: Assertion) -> String {
    let conclusion = text(assertion.conclusion)
    guard let premise = assertion.premise.map({ text($0) }) else { return conclusion }
    return switch naming {
    case .ids, .labels(.english): "if \(premise) then \(conclusion)"
    case .labels(.chinese): "若 \(premise)，则 \(conclusion)"
    }
  }

  private func text(_ condition: Condition) -> String {
    switch condition {
    case .comparison(let comparison):
      "\(text(comparison.left)) \(sign(comparison.sign)) \(text(comparison.right))"
        + (comparison.tolerance.map { " ± \($0.text)" } ?? "")
    case .and(let left, let right): "(\(text(left))) \(word("and", "且")) (\(text(right)))"
    case .or(let left, let right): "(\(text(left))) \(word("or", "或")) (\(text(right)))"
    }
  }

  private func sign(_ sign: Comparison.Sign) -> String {
    guard case .labels = naming else { return sign.rawValue }
    return switch sign {
    case .atMost: "≤"
    case .atLeast: "≥"
    case .equal, .below, .above: sign.rawValue
    }
  }

  private func word(_ english: String, _ chinese: String) -> String {
    if case .labels(.chinese) = naming { chinese } else { english }
  }

  private func text(_ form: LinearForm) -> String {
    var text = ""
    for term in form.terms {
      let size = abs(term.coefficient)
      text += term.coefficient < 0 ? (text.isEmpty ? "-" : " - ") : (text.isEmpty ? "" : " + ")
      if size != 1 { text += "\(NumberText.text(size)) * " }
      text += self.text(term.cell)
    }
    guard form.constant != 0 || form.terms.isEmpty else { return text }
    text += form.constant < 0 ? (text.isEmpty ? "-" : " - ") : (text.isEmpty ? "" : " + ")
    return text + NumberText.text(abs(form.constant))
  }

  private func text(_ cell: CellReference) -> String {
    let indicator = catalog[cell.indicator]
    switch naming {
    case .ids:
      let lagged = (0..<cell.lag).reduce(indicator.id.name) { text, _ in "prev(\(text))" }
      return switch cell.source {
      case .table: lagged
      case .prose: "claim(\(lagged))"
      case .below: "children(\(lagged))"
      }
    case .labels(let language):
      return indicator.label + Self.origin(cell, language)
    }
  }

  /// Where a figure of another year, of the prose or of the units below comes from, in brackets.
  private static func origin(_ cell: CellReference, _ language: Language) -> String {
    var words: [LocalizedText] = []
    if cell.lag == 1 { words.append(LocalizedText(zh: "上年", en: "last year")) }
    if cell.lag > 1 {
      words.append(LocalizedText(zh: "\(cell.lag)年前", en: "\(cell.lag) years before"))
    }
    switch cell.source {
    case .table: break
    case .prose: words.append(LocalizedText(zh: "正文", en: "prose"))
    case .below: words.append(LocalizedText(zh: "所属单位合计", en: "units below"))
    }
    guard !words.isEmpty else { return "" }
    return language == .chinese
      ? "（\(words.map(\.chinese).joined(separator: "，"))）"
      : " (\(words.map(\.english).joined(separator: ", ")))"
  }
}

extension Tolerance {
  fileprivate var text: String {
    switch self {
    case .absolute(let slack): NumberText.text(slack)
    case .relative(let part):
      "\(NumberStyle.rounded(decimals: 6).text(of: part * 100).trimmingTrailingZeros)%"
    }
  }
}

extension String {
  /// The number without zeros behind its last decimal.
  fileprivate var trimmingTrailingZeros: String {
    guard contains(".") else { return self }
    let end = lastIndex { $0 != "0" } ?? startIndex
    return String(self[...end]).hasSuffix(".") ? String(self[..<end]) : String(self[...end])
  }
}
