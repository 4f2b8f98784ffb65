/// The part of a record that a search has looked at so far, with small numbers of its own for
/// variables, edits and rows, so that what is asked again and again stands in arrays.
struct Neighbourhood {
  /// A variable as it is recorded.
  struct Variable {
    /// What is known of its value.
    enum Kind {
      /// One number.
      case fixed
      /// All numbers between two, as those that round to a printed amount.
      case interval
      /// Nothing but its domain.
      case missing
    }

    /// The system's own number.
    let number: Int
    let kind: Kind
    /// The least and greatest number that the record stands for.
    let low: Double, high: Double
    let domainLow: Double, domainHigh: Double
    let isWhole: Bool
    let weight: Double

    init(_ number: Int, _ entry: EditVariable, replacement: Double?) {
      self.number = number
      domainLow = entry.domain.lowerBound
      domainHigh = entry.domain.upperBound
      isWhole = entry.isWhole
      weight = entry.weight
      var range = replacement.map { $0...$0 } ?? entry.recorded
      if let recorded = range, recorded.overlaps(entry.domain) {
        range = recorded.clamped(to: entry.domain)
      }
      kind = range.map { $0.lowerBound == $0.upperBound ? .fixed : .interval } ?? .missing
      low = range?.lowerBound ?? domainLow
      high = range?.upperBound ?? domainHigh
    }
  }

  /// A variable of a row and its coefficient.
  struct Term {
    let variable: Int
    let coefficient: Double
  }

  /// A linear edit: its terms are a range of all terms.
  struct Row {
    let terms: Range<Int>
    let low: Double
    let high: Double
  }

  /// An edit: each alternative is a range of rows.
  struct LoadedEdit {
    /// The system's own number.
    let number: Int
    let alternatives: [Range<Int>]
    /// The rows of all alternatives.
    let rows: Range<Int>

    /// Whether its rows must all hold.
    var isConjunction: Bool { alternatives.count == 1 }
  }

  private(set) var variables: [Variable] = []
  private(set) var edits: [LoadedEdit] = []
  private(set) var rows: [Row] = []
  private(set) var terms: [Term] = []
  private var positions: [Int: Int] = [:]
  private var editPositions: [Int: Int] = [:]
  private var editsOfVariables: [[Int]?] = []
  private let ignored: Set<Int>
  private let replaced: [Int: Double]

  /// A part without anything in it yet.
  ///
  /// - Parameters:
  ///   - ignored: Edits that need not be satisfied.
  ///   - replaced: Variables that stand for another number than the recorded one.
  init(ignoring ignored: Set<Int>, replacing replaced: [Int: Double] = [:]) {
    self.ignored = ignored
    self.replaced = replaced
  }

  /// The place of a variable of the system.
  mutating func variable(_ number: Int, of system: inout some EditSystem) -> Int {
    if let known = positions[number] { return known }
    let position = variables.count
    positions[number] = position
    variables.append(
      Variable(number, system.variable(number), replacement: replaced[number]))
    editsOfVariables.append(nil)
    return position
  }

  /// The place of an edit of the system.
  mutating func edit(_ number: Int, of system: inout some EditSystem) -> Int {
    if let known = editPositions[number] { return known }
    let edit = system.edit(number)
    let firstRow = rows.count
    var alternatives: [Range<Int>] = []
    alternatives.reserveCapacity(edit.alternatives.count)
    // What has no values between its bounds is no alternative.
    for alternative in edit.alternatives where alternative.allSatisfy({ $0.low <= $0.high }) {
      let start = rows.count
      for linear in alternative { add(linear, &system) }
      alternatives.append(start..<rows.count)
    }
    let position = edits.count
    editPositions[number] = position
    edits.append(
      LoadedEdit(number: number, alternatives: alternatives, rows: firstRow..<rows.count))
    return position
  }

  private mutating func add(_ linear: LinearEdit, _ system: inout some EditSystem) {
    let start = terms.count
    for term in linear.terms where term.coefficient != 0 {
      let variable = variable(term.variable, of: &system)
      terms.append(Term(variable: variable, coefficient: term.coefficient))
    }
    rows.append(Row(terms: start..<terms.count, low: linear.low, high: linear.high))
  }

  /// The places of the edits that speak of a variable and need be satisfied.
  mutating func edits(of variable: Int, from system: inout some EditSystem) -> [Int] {
    if let known = editsOfVariables[variable] { return known }
    var found: [Int] = []
    for number in system.edits(of: variables[variable].number) where !ignored.contains(number) {
      found.append(edit(number, of: &system))
    }
    editsOfVariables[variable] = found
    return found
  }

  /// Whether an edit of the system need not be satisfied.
  func isIgnored(_ number: Int) -> Bool { ignored.contains(number) }
}
