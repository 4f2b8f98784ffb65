/// Values cut into bands of about equally many by their quantiles, such as quartiles.
///
/// The edges are the quantiles of type 7 at 1/k, 2/k … (k − 1)/k. A value is in band 1 + the number of
/// edges that come before it in the direction of the bands, so a value on an edge is in the band that
/// the edge closes, equal values are always in one band, and with many ties bands may be empty. In
/// ascending direction the bands are those of pandas' `qcut`.
public enum QuantileBands {
  /// The band from 1 of each value among those of its group.
  ///
  /// - Parameters:
  ///   - count: The number of bands, at least 2.
  ///   - bands: As long as `values`; null where the value is null or in no group.
  /// - Complexity: O(n · `count`).
  public static func bands(
    _ values: Span<Double>, in grouping: Grouping, _ count: Int, _ direction: Direction,
    into bands: inout MutableSpan<Double>, workspace: inout Workspace
  ) {
    precondition(count >= 2, "\(count) bands cut nothing")
    let probabilities = (1..<count).map { Double($0) / Double(count) }
    var edges = [Double](repeating: .nan, count: count - 1)
    grouping.forEachGroup(values, into: &bands, workspace: &workspace) {
      _, values, size, bands, workspace in
      var span = edges.mutableSpan
      Quantiles.quantiles(
        Span(_unsafeStart: values, count: size), probabilities, into: &span,
        workspace: &workspace)
      for position in 0..<size {
        let value = values[position]
        guard !value.isNaN else {
          bands[position] = .nan
          continue
        }
        var band = 1
        for edge in edges where direction == .ascending ? edge < value : edge > value { band += 1 }
        bands[position] = Double(band)
      }
    }
  }

  /// The band from 1 of each value among those of its group.
  public static func bands(
    _ values: Span<Double>, in grouping: Grouping, _ count: Int, _ direction: Direction,
    workspace: inout Workspace
  ) -> Vector<Double> {
    Vector(count: values.count) {
      bands(values, in: grouping, count, direction, into: &$0, workspace: &workspace)
    }
  }
}
