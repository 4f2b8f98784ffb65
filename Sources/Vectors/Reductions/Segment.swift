/// A part of a vector: positions from `start` up to, without, `end`.
///
/// Segments may be in any order, may overlap and may be empty. A kernel checks that each lies inside
/// its vector.
public struct Segment: Sendable, Hashable, BitwiseCopyable {
  // Two 32-bit integers in this order are what the kernels in C read.

  /// The first position.
  public let start: Int32
  /// The position after the last.
  public let end: Int32

  /// The positions from one up to another.
  public init(start: Int32, end: Int32) {
    precondition(start >= 0 && start <= end, "no segment runs from \(start) to \(end)")
    self.start = start
    self.end = end
  }

  /// The positions of a range.
  public init(_ range: Range<Int>) {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= Int32.max,
      "a segment cannot have the positions \(range)")
    start = Int32(range.lowerBound)
    end = Int32(range.upperBound)
  }

  /// The number of positions.
  public var count: Int { Int(end) - Int(start) }

  /// The positions.
  public var range: Range<Int> { Int(start)..<Int(end) }
}

extension Span<Segment> {
  /// Stops the program unless every segment lies inside a vector of `count`. O(segments).
  func checkBounds(_ count: Int) {
    var last: Int32 = 0
    for index in indices { last = Swift.max(last, self[unchecked: index].end) }
    precondition(last <= count, "a segment ends at \(last), outside a vector of \(count)")
  }

  /// The segments as pairs of integers, as the kernels in C read them, under the terms of
  /// `Span.pointer`.
  @inline(__always)
  var pairs: UnsafePointer<Int32> {
    UnsafeRawPointer(pointer).assumingMemoryBound(to: Int32.self)
  }
}
