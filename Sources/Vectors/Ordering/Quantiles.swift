/// Quantiles of the values of a vector that are not null, exact, by selection.
///
/// Type 7 of Hyndman and Fan (1996), the default of R and NumPy: with n values in sorted order x₀ …
/// xₙ₋₁ and h = (n − 1)·p, the quantile is x⌊h⌋ + (h − ⌊h⌋)·(x⌊h⌋₊₁ − x⌊h⌋). Of no values it is null,
/// and so it is between infinities of opposite sign. −0 counts as +0.
public enum Quantiles {
  /// The quantiles of a vector at several probabilities.
  ///
  /// - Parameters:
  ///   - probabilities: From 0 to 1, in any order.
  ///   - quantiles: As long as `probabilities`; all null where every value is.
  /// - Complexity: O(n + probabilities²).
  public static func quantiles(
    _ values: Span<Double>, _ probabilities: [Double], into quantiles: inout MutableSpan<Double>,
    workspace: inout Workspace
  ) {
    check(probabilities)
    precondition(
      quantiles.count == probabilities.count,
      "\(probabilities.count) probabilities do not fit \(quantiles.count) quantiles")
    var selection = Selection()
    workspace.quantiles(
      values.pointer, values.count, probabilities, into: quantiles.mutablePointer, &selection)
  }

  /// The quantiles of a vector at several probabilities; all null where every value is.
  public static func quantiles(_ values: Span<Double>, _ probabilities: [Double])
    -> Vector<Double>
  {
    var workspace = Workspace()
    return Vector(count: probabilities.count) {
      quantiles(values, probabilities, into: &$0, workspace: &workspace)
    }
  }

  /// The quantiles of each segment at several probabilities.
  ///
  /// - Parameters:
  ///   - probabilities: From 0 to 1, in any order.
  ///   - quantiles: As many as segments times probabilities, those of one segment together.
  /// - Complexity: O(positions in segments + segments · probabilities²).
  public static func quantiles(
    _ values: Span<Double>, segments: Span<Segment>, _ probabilities: [Double],
    into quantiles: inout MutableSpan<Double>, workspace: inout Workspace
  ) {
    check(probabilities)
    segments.checkBounds(values.count)
    precondition(
      quantiles.count == segments.count * probabilities.count,
      """
      \(segments.count) segments at \(probabilities.count) probabilities do not fit \
      \(quantiles.count) quantiles
      """)
    var selection = Selection()
    let start = values.pointer
    let target = quantiles.mutablePointer
    for index in segments.indices {
      let segment = segments[unchecked: index]
      workspace.quantiles(
        start + Int(segment.start), segment.count, probabilities,
        into: target + index * probabilities.count, &selection)
    }
  }

  /// The median: the quantile at 1/2. Null where every value is. O(n).
  public static func median(_ values: Span<Double>, workspace: inout Workspace) -> Double {
    var median = Double.nan
    var selection = Selection()
    workspace.quantiles(values.pointer, values.count, [0.5], into: &median, &selection)
    return median
  }

  /// A middle and how far values typically lie from it, neither moved by a few wild values.
  public struct Spread: Sendable, Hashable {
    /// The median.
    public let median: Double
    /// The median of the absolute differences from the median (MAD), not scaled: of normally
    /// distributed values it estimates the standard deviation when multiplied by 1.4826.
    public let deviation: Double
  }

  /// The median and the median absolute deviation. Both null where every value is; the deviation
  /// null where the median is infinite. O(n).
  public static func spread(_ values: Span<Double>, workspace: inout Workspace) -> Spread {
    var selection = Selection()
    return workspace.spread(values.pointer, values.count, &selection)
  }

  /// The median and the median absolute deviation of each segment.
  ///
  /// - Parameters:
  ///   - medians: As long as `segments`; null where every value is.
  ///   - deviations: As long as `segments`; null also where the median is infinite.
  /// - Complexity: O(positions in segments + segments).
  public static func spreads(
    _ values: Span<Double>, segments: Span<Segment>, medians: inout MutableSpan<Double>,
    deviations: inout MutableSpan<Double>, workspace: inout Workspace
  ) {
    segments.checkBounds(values.count)
    precondition(
      medians.count == segments.count && deviations.count == segments.count,
      "\(segments.count) segments do not fit \(medians.count) and \(deviations.count) results")
    var selection = Selection()
    let start = values.pointer
    for index in segments.indices {
      let segment = segments[unchecked: index]
      let spread = workspace.spread(start + Int(segment.start), segment.count, &selection)
      medians[unchecked: index] = spread.median
      deviations[unchecked: index] = spread.deviation
    }
  }

  private static func check(_ probabilities: [Double]) {
    for probability in probabilities {
      precondition(
        probability >= 0 && probability <= 1, "there is no quantile at \(probability)")
    }
  }
}

extension Workspace {
  fileprivate mutating func quantiles(
    _ values: UnsafePointer<Double>, _ count: Int, _ probabilities: [Double],
    into quantiles: UnsafeMutablePointer<Double>, _ selection: inout Selection
  ) {
    let gathered = gatherKeys(count: count) { values[$0] }
    self.quantiles(ofKeys: gathered, probabilities, into: quantiles, &selection)
  }

  fileprivate mutating func spread(
    _ values: UnsafePointer<Double>, _ count: Int, _ selection: inout Selection
  ) -> Quantiles.Spread {
    if count <= Self.fewKeys { return spreadOfFew(values, count) }
    var median = Double.nan
    quantiles(values, count, [0.5], into: &median, &selection)
    guard median.isFinite else { return Quantiles.Spread(median: median, deviation: .nan) }
    var deviation = Double.nan
    let gathered = gatherKeys(count: count) { abs(values[$0] - median) }
    quantiles(ofKeys: gathered, [0.5], into: &deviation, &selection)
    return Quantiles.Spread(median: median, deviation: deviation)
  }

  private mutating func quantiles(
    ofKeys count: Int, _ probabilities: [Double], into quantiles: UnsafeMutablePointer<Double>,
    _ selection: inout Selection
  ) {
    guard count > 0 else {
      quantiles.update(repeating: .nan, count: probabilities.count)
      return
    }
    let last = Double(count - 1)
    // Two places for each probability: the one at or below it and the one after.
    selection.ask(2 * probabilities.count) { index in
      min(Int(last * probabilities[index / 2]) + index % 2, count - 1)
    }
    select(count, &selection)
    for (index, probability) in probabilities.enumerated() {
      let height = last * probability
      let fraction = height - height.rounded(.down)
      let below = OrderedKey.value(selection.keys[2 * index])
      let above = OrderedKey.value(selection.keys[2 * index + 1])
      // Equal infinities have no difference to take a fraction of.
      quantiles[index] =
        fraction == 0 || below == above ? below : below + fraction * (above - below)
    }
  }
}
