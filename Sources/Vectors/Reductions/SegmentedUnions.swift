extension SegmentedReductions {
  /// The bits that are set in some element of each segment; 0 for an empty one.
  ///
  /// - Parameters:
  ///   - bits: Sets of bits.
  ///   - segments: Runs within `bits`.
  /// - Complexity: O(elements in segments).
  public static func unions(_ bits: Span<UInt16>, segments: Span<Segment>) -> Vector<UInt16> {
    Vector(repeating: 0, count: segments.count) { unions in
      for segment in segments.indices {
        let range = segments[segment].range
        precondition(
          range.lowerBound >= 0 && range.upperBound <= bits.count,
          "the segment \(range) is outside \(bits.count) elements")
        var union: UInt16 = 0
        for position in range { union |= bits[position] }
        unions[segment] = union
      }
    }
  }
}
