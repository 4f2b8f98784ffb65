/// Finds what is no UTF-8.
enum UTF8Check {
  /// The ranges of bytes that stand for nothing, each a maximal part of one sequence, in order.
  ///
  /// - Parameter limit: How many are enough.
  /// - Complexity: Linear in the bytes.
  static func invalidRanges(in bytes: ArraySlice<UInt8>, atMost limit: Int) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var position = bytes.startIndex
    while position < bytes.endIndex, ranges.count < limit {
      do {
        let rest = bytes[position...]
        let span = rest.span
        _ = try UTF8Span(validating: span)
        return ranges
      } catch {
        let offsets = error.byteOffsets
        let end = position + max(offsets.upperBound, offsets.lowerBound + 1)
        ranges.append((position + offsets.lowerBound)..<min(end, bytes.endIndex))
        position = end
      }
    }
    return ranges
  }
}
