import CKernels

/// Reductions of one vector to a number. NaN is null and skipped.
///
/// **Order of summation.** A vector is cut into blocks of 8,192 elements. Within a block element i is
/// added to lane i mod 16, and the lanes are added as a balanced tree; the blocks' sums are added in
/// order. So a sum has the same bits on every processor and for any number of threads, and sums of
/// integers are exact as long as no partial sum exceeds 2⁵³.
public enum Reductions {
  /// A number with the count of values that it was made from.
  public struct Counted: Sendable, Hashable {
    /// The number; NaN where `count` is 0.
    public let value: Double
    /// How many elements were not null.
    public let count: Int

    /// A number made from `count` values.
    public init(value: Double, count: Int) {
      self.value = value
      self.count = count
    }
  }

  static let block = 8_192

  /// The sum of the elements that are not null, and their number; of none the sum is null.
  ///
  /// Infinities of both signs sum to NaN with a count above 0.
  ///
  /// - Complexity: O(n); from about 1 MB on, shared by the workers.
  public static func sum(_ values: Span<Double>, workers: Workers = .serial) -> Counted {
    let blocks = (values.count + block - 1) / block
    let bytes = values.count * MemoryLayout<Double>.stride
    guard workers.count > 1, bytes >= Workers.serialBelowBytes else {
      return sum(ofBlocks: 0..<blocks, values).reduce(into: Partial()) { $0.add($1) }.counted
    }
    // A task takes 16 blocks, 1 MiB; the partial sums are still those of the blocks.
    let tasks = (blocks + 15) / 16
    return workers.map(tasks, bytes: bytes) { task in
      sum(ofBlocks: task * 16..<min(blocks, task * 16 + 16), values)
    }.joined().reduce(into: Partial()) { $0.add($1) }.counted
  }

  /// The number of elements that are not null.
  ///
  /// - Complexity: O(n).
  public static func count(_ values: Span<Double>) -> Int {
    let start = values.pointer
    var seen = SIMD8<Int64>()
    var position = 0
    while position + Lanes.width <= values.count {
      let lanes = Lanes(start + position)
      seen.replace(with: seen &+ 1, where: lanes .== lanes)
      position += Lanes.width
    }
    var count = Int(seen.wrappedSum())
    while position < values.count {
      count += start[position].isNaN ? 0 : 1
      position += 1
    }
    return count
  }

  /// The least element that is not null; NaN where there is none. O(n).
  public static func minimum(_ values: Span<Double>) -> Double { extreme(values, greatest: 0) }

  /// The greatest element that is not null; NaN where there is none. O(n).
  public static func maximum(_ values: Span<Double>) -> Double { extreme(values, greatest: 1) }

  /// The sum divided by the count; NaN where every element is null. O(n).
  public static func mean(_ values: Span<Double>, workers: Workers = .serial) -> Counted {
    let sum = sum(values, workers: workers)
    return Counted(value: sum.value / Double(sum.count), count: sum.count)
  }

  /// A sum on its way: unlike `Counted`, of nothing it is 0.
  private struct Partial: Sendable {
    var value = 0.0
    var count = 0

    mutating func add(_ block: Counted) {
      guard block.count > 0 else { return }
      value += block.value
      count += block.count
    }

    var counted: Counted { Counted(value: count > 0 ? value : .nan, count: count) }
  }

  private static func sum(ofBlocks blocks: Range<Int>, _ values: Span<Double>) -> [Counted] {
    blocks.map { index in
      let start = index * block
      let length = min(block, values.count - start)
      var pair: (Int32, Int32) = (0, Int32(length))
      var sum = 0.0
      var count: Int32 = 0
      withUnsafePointer(to: &pair) { pair in
        nianbao_segment_sums(
          values.pointer + start, length,
          UnsafeRawPointer(pair).assumingMemoryBound(to: Int32.self), 1, &sum, &count)
      }
      return Counted(value: sum, count: Int(count))
    }
  }

  private static func extreme(_ values: Span<Double>, greatest: Int32) -> Double {
    precondition(values.count <= Int32.max, "a vector of \(values.count) is too long")
    var pair: (Int32, Int32) = (0, Int32(values.count))
    var extreme = Double.nan
    withUnsafePointer(to: &pair) { pair in
      nianbao_segment_extremes(
        values.pointer, values.count, UnsafeRawPointer(pair).assumingMemoryBound(to: Int32.self),
        1, greatest, &extreme)
    }
    return extreme
  }
}
