import Nianbao

/// A figure of a record as a rule sees it.
struct RecordPlace: Sendable {
  /// Its cell.
  let cell: Int
  /// Where prose states it roughly, or as a lower bound; nil for a figure of a table.
  var about: Int?
  var atLeast: Int?

  /// All cells that may say what it is.
  var all: [Int] { [cell, about, atLeast].compactMap(\.self) }
}

/// A condition of a rule over the cells of a record.
indirect enum RecordCondition: Sendable {
  case comparison(RecordComparison)
  case and(RecordCondition, RecordCondition)
  case or(RecordCondition, RecordCondition)

  init(_ condition: Condition, _ catalog: Catalog, _ places: (CellReference) -> [RecordPlace]) {
    switch condition {
    case .comparison(let comparison):
      self = .comparison(RecordComparison(comparison, catalog, places))
    case .and(let left, let right):
      self = .and(
        RecordCondition(left, catalog, places), RecordCondition(right, catalog, places))
    case .or(let left, let right):
      self = .or(
        RecordCondition(left, catalog, places), RecordCondition(right, catalog, places))
    }
  }

  var comparisons: [RecordComparison] {
    switch self {
    case .comparison(let comparison): [comparison]
    case .and(let left, let right), .or(let left, let right): left.comparisons + right.comparisons
    }
  }

  /// Whether it holds; nil where that depends on missing figures.
  func truth(_ figures: [Double]) -> Bool? {
    switch self {
    case .comparison(let comparison): return comparison.truth(figures)
    case .and(let left, let right):
      let (one, other) = (left.truth(figures), right.truth(figures))
      if one == false || other == false { return false }
      return one == true && other == true ? true : nil
    case .or(let left, let right):
      let (one, other) = (left.truth(figures), right.truth(figures))
      if one == true || other == true { return true }
      return one == false && other == false ? false : nil
    }
  }
}

/// A comparison of a rule over the cells of a record: a sum and how it must stand to zero.
struct RecordComparison: Sendable {
  struct Term: Sendable {
    let coefficient: Double
    /// The figures that it adds up; none where the record has none.
    let places: [RecordPlace]
    let isWhole: Bool
    let isSigned: Bool

    /// Whether a cell is one of its figures.
    func speaks(of cell: Int) -> Bool { places.contains { $0.cell == cell } }

    /// Whether all of its figures are there as they are.
    func isExact(_ figures: [Double]) -> Bool {
      !places.isEmpty && places.allSatisfy { !figures[$0.cell].isNaN }
    }

    /// Whether all of its figures are there, roughly at least.
    func isComplete(_ figures: [Double]) -> Bool {
      !places.isEmpty && places.allSatisfy { $0.all.contains { !figures[$0].isNaN } }
    }

    /// What a figure stands for: a missing one may be anything from 0, or anything at all where below
    /// zero makes sense; an amount all that rounds to what is printed.
    func interval(_ place: RecordPlace, _ figures: [Double]) -> (least: Double, most: Double) {
      let value = figures[place.cell]
      if !value.isNaN {
        let slack = isWhole ? 0 : PrintedFigure.halfStep(of: value)
        return (value - slack, value + slack)
      }
      if let about = place.about.map({ figures[$0] }), !about.isNaN {
        let slack = PrintedFigure.lastDigit(of: about)
        return (about - slack, about + slack)
      }
      if let least = place.atLeast.map({ figures[$0] }), !least.isNaN { return (least, .infinity) }
      return (isSigned ? -.infinity : 0, .infinity)
    }
  }

  let terms: [Term]
  let constant: Double
  let sign: Comparison.Sign

  init(
    _ comparison: Comparison, _ catalog: Catalog, _ places: (CellReference) -> [RecordPlace]
  ) {
    func terms(_ form: LinearForm, times factor: Double) -> [Term] {
      form.terms.map { term in
        let indicator = catalog[term.cell.indicator]
        return Term(
          coefficient: factor * term.coefficient, places: places(term.cell),
          isWhole: indicator.measure.kind == .count, isSigned: indicator.isSigned)
      }
    }
    self.terms = terms(comparison.left, times: 1) + terms(comparison.right, times: -1)
    constant = comparison.left.constant - comparison.right.constant
    sign = comparison.sign
  }

  /// Whether all figures are there.
  func isComplete(_ figures: [Double]) -> Bool { terms.allSatisfy { $0.isComplete(figures) } }

  /// The least and greatest value of the sum.
  func interval(_ figures: [Double]) -> (low: Double, high: Double) {
    var (low, high) = (constant, constant)
    for term in terms {
      var (least, most) =
        term.places.isEmpty ? (term.isSigned ? -Double.infinity : 0, .infinity) : (0, 0)
      for place in term.places {
        let interval = term.interval(place, figures)
        least += interval.least
        most += interval.most
      }
      low += term.coefficient * (term.coefficient > 0 ? least : most)
      high += term.coefficient * (term.coefficient > 0 ? most : least)
    }
    return (abs(low) < 1e-7 ? 0 : low, abs(high) < 1e-7 ? 0 : high)
  }

  func truth(_ figures: [Double]) -> Bool? {
    let (low, high) = interval(figures)
    switch sign {
    case .equal: return low > 0 || high < 0 ? false : low == 0 && high == 0 ? true : nil
    case .atMost: return high <= 0 ? true : low > 0 ? false : nil
    case .atLeast: return low >= 0 ? true : high < 0 ? false : nil
    case .below: return high < 0 ? true : low >= 0 ? false : nil
    case .above: return low > 0 ? true : high <= 0 ? false : nil
    }
  }
}

/// How a figure is printed.
enum PrintedFigure {
  /// The decimals that a figure is printed with: as many as it needs.
  static func decimals(of value: Double) -> Int {
    let text = NumberText.text(value)
    return text.firstIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
  }

  /// Half of the step of the last printed decimal.
  static func halfStep(of value: Double) -> Double {
    (0..<decimals(of: value)).reduce(0.5) { step, _ in step / 10 }
  }

  /// The step of the last digit that is not 0.
  static func lastDigit(of value: Double) -> Double {
    guard decimals(of: value) == 0, value != 0 else { return 2 * halfStep(of: value) }
    var step = 1.0
    while value.truncatingRemainder(dividingBy: step * 10) == 0 { step *= 10 }
    return step
  }
}
