import Vectors

/// The principal components of the bodies' figures in one year.
///
/// What is missing: indicators that less than half of the bodies have, and those that are equal for all,
/// are left out first; then bodies that lack one of the others; then indicators that are equal for all
/// that remain. Nothing is imputed.
public struct YearComponents: Sendable {
  /// The year, as a position in the frame's.
  public let year: Int
  /// The indicators that went in, as positions in the frame's.
  public let indicators: [Int]
  /// The indicators with figures that did not.
  public let omittedIndicators: [Int]
  /// The bodies that went in, as positions in the frame's.
  public let bodies: [Int]
  /// The bodies with figures that did not, for one is missing.
  public let omittedBodies: [Int]
  /// Directions, variances and scores; rows are `bodies`, columns `indicators`.
  public let components: PrincipalComponents
}

extension Frame {
  /// The principal components of a year over the leaf bodies, from the correlations of the figures on a
  /// scale.
  ///
  /// - Parameter year: A position in `years`.
  /// - Returns: nil where fewer than three bodies or fewer than two indicators are left.
  /// - Complexity: O(bodies · indicators² + indicators³).
  public func components(year: Int, scale: ProfileScale = .log) -> YearComponents? {
    let present = indicators.indices.filter { column($0, year) != nil }
    let reporting = (0..<leafCount).filter { body in
      present.contains { !(column($0, year)?[body].isNaN ?? true) }
    }
    guard reporting.count >= 3 else { return nil }
    let profiles = profiles(of: reporting, year: year, scale)
    let columns = (0..<profiles.matrix.columnCount).filter { column in
      let known = reporting.indices.map { profiles.matrix[$0, column] }.filter { !$0.isNaN }
      return 2 * known.count >= reporting.count && Self.varies(known)
    }
    let rows = reporting.indices.filter { row in
      columns.allSatisfy { !profiles.matrix[row, $0].isNaN }
    }
    let kept = columns.filter { column in Self.varies(rows.map { profiles.matrix[$0, column] }) }
    guard rows.count >= 3, kept.count >= 2 else { return nil }
    let observations = Matrix(
      rows: rows.count, columns: kept.count,
      elements: Vector(rows.flatMap { row in kept.map { profiles.matrix[row, $0] } }))
    guard let components = PrincipalComponents(observations) else { return nil }
    let chosen = Set(kept)
    let complete = Set(rows)
    return YearComponents(
      year: year, indicators: kept.map { profiles.indicators[$0] },
      omittedIndicators: profiles.indicators.indices.filter { !chosen.contains($0) }
        .map { profiles.indicators[$0] },
      bodies: rows.map { reporting[$0] },
      omittedBodies: reporting.indices.filter { !complete.contains($0) }.map { reporting[$0] },
      components: components)
  }

  /// The principal components of each of some years, or of the last year that has some.
  ///
  /// - Parameter wanted: The years; nil for the last one.
  public func components(years wanted: Set<Year>?, scale: ProfileScale = .log) -> [YearComponents] {
    let found = years.indices.reversed().lazy.filter { wanted?.contains(years[$0]) ?? true }
      .compactMap { components(year: $0, scale: scale) }
    return wanted == nil ? Array(found.prefix(1)) : found.reversed()
  }

  /// Whether values differ by more than rounding.
  private static func varies(_ values: [Double]) -> Bool {
    guard let least = values.min(), let greatest = values.max() else { return false }
    return greatest - least > 1e-12 * max(abs(least), abs(greatest))
  }
}
