/// Finds the equalities that follow from others by adding these up (Gaussian elimination): sums along
/// the rows and along the columns of a matrix give its grand total twice.
struct IdentityElimination {
  /// A row in reduced form: a sum of figures that is 0, and the equalities that it was made of.
  private struct Row {
    var coefficients: [CellReference: Double]
    var constant: Double
    var origin: [Int: Double]
    let pivot: CellReference
  }

  private var rows: [Row] = []

  /// Adds an equality.
  ///
  /// - Returns: The equalities added before that it follows from; nil where it says something new.
  /// - Complexity: O(rows · figures).
  mutating func add(_ residual: LinearForm, number: Int) -> [Int]? {
    var coefficients = Dictionary(
      uniqueKeysWithValues: residual.terms.map { ($0.cell, $0.coefficient) })
    var constant = residual.constant
    var origin: [Int: Double] = [:]
    // A row lacks the pivots of all before it, so what an earlier one brings in a later one takes out.
    for row in rows {
      guard let factor = coefficients[row.pivot], abs(factor) > 1e-9 else { continue }
      for (cell, coefficient) in row.coefficients {
        coefficients[cell, default: 0] -= factor * coefficient
      }
      constant -= factor * row.constant
      for (number, share) in row.origin { origin[number, default: 0] += factor * share }
    }
    coefficients = coefficients.filter { abs($0.value) > 1e-9 }
    guard let pivot = coefficients.keys.min(by: Self.precedes), let scale = coefficients[pivot]
    else {
      return abs(constant) < 1e-9 ? origin.filter { abs($0.value) > 1e-9 }.keys.sorted() : nil
    }
    for (number, share) in origin { origin[number] = -share / scale }
    origin[number] = 1 / scale
    rows.append(
      Row(
        coefficients: coefficients.mapValues { $0 / scale }, constant: constant / scale,
        origin: origin, pivot: pivot))
    return nil
  }

  private static func precedes(_ left: CellReference, _ right: CellReference) -> Bool {
    (left.indicator.position, left.lag, left.source.rawValue)
      < (right.indicator.position, right.lag, right.source.rawValue)
  }
}
