import Edits

/// The rules of a set as edits over free variables: every figure may be anything that makes sense.
///
/// A question is always about some edits: whether any figures satisfy all of them.
struct RuleSystem {
  /// The most figures that a question may speak of: the exact test is for small systems.
  static let figureLimit = 90

  private let catalog: Catalog
  /// The figures, by the number of their variable.
  private var figures: [CellReference] = []
  private var numbers: [CellReference: Int] = [:]

  /// A system over a catalogue's figures.
  init(_ catalog: Catalog) { self.catalog = catalog }

  /// The edit of an assertion without tolerances.
  mutating func edit(_ assertion: Assertion) -> Edit {
    for cell in assertion.cells where numbers[cell] == nil {
      numbers[cell] = figures.count
      figures.append(cell)
    }
    let catalog = catalog
    return EditTemplate(assertion) { catalog[$0].measure.kind == .count }.edit {
      EditTemplate.Addends(variables: numbers[$0].map { [$0] } ?? [])
    }
  }

  /// Whether some figures satisfy all of some edits.
  func isSatisfiable(_ edits: [Edit]) -> Bool {
    var system = FreeSystem(figures: figures, catalog: catalog, edits: edits)
    return Repair.exists(of: [], in: &system, required: Array(edits.indices))
  }

  /// Of some edits those that cannot be left out if no figures are to satisfy the rest and some further
  /// ones.
  ///
  /// - Parameters:
  ///   - edits: Which, together with `fixed`, nothing satisfies.
  /// - Returns: Their positions.
  func core(of edits: [Edit], with fixed: [Edit]) -> [Int] {
    var kept = Array(edits.indices)
    for position in edits.indices {
      let rest = kept.filter { $0 != position }
      if !isSatisfiable(fixed + rest.map { edits[$0] }) { kept = rest }
    }
    return kept
  }
}

/// Edits whose variables are all missing, so that they may be anything that makes sense.
private struct FreeSystem: EditSystem {
  let figures: [CellReference]
  let catalog: Catalog
  let edits: [Edit]

  // A question names all its edits: none are drawn in by the figures they share.
  mutating func edits(of variable: Int) -> [Int] { [] }

  mutating func edit(_ number: Int) -> Edit { edits[number] }

  mutating func variable(_ number: Int) -> EditVariable {
    let isSigned = catalog[figures[number].indicator].isSigned
    // Fractions are let in: what no fractions satisfy no whole numbers do.
    return EditVariable(
      recorded: nil, domain: (isSigned ? -Double.infinity : 0)...Double.infinity, isWhole: false,
      weight: 1)
  }
}
