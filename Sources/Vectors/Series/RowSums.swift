/// Sums over several vectors, element by element, such as over the years of a window. NaN is null and
/// skipped.
public struct RowSums: Sendable {
  /// The sum of the elements that are not null, added in the order of the vectors; null of none.
  public let sums: Vector<Double>
  /// How many elements were not null.
  public let counts: Vector<Double>

  /// The sums of some vectors of one length.
  ///
  /// - Complexity: O(elements). No order of threads changes a bit.
  public init(_ rows: [Vector<Double>], count: Int) {
    for row in rows {
      precondition(row.count == count, "a row has \(row.count) elements among rows of \(count)")
    }
    let sums = VectorAllocation.make(Double.self, count: count)
    let counts = VectorAllocation.make(Double.self, count: count)
    for position in stride(from: 0, to: count, by: Lanes.width) {
      let width = min(Lanes.width, count - position)
      var (sum, present) = (Lanes.zero, Lanes.zero)
      for row in rows {
        let start = row.storage.start + position
        let lanes = width == Lanes.width ? Lanes(start) : Lanes(start, first: width)
        sum += lanes.orZero
        present += lanes.presence
      }
      sum.replacing(with: .nan, where: present .< 1).store(sums + position, first: width)
      present.store(counts + position, first: width)
    }
    self.sums = Vector(taking: sums, count: count)
    self.counts = Vector(taking: counts, count: count)
  }

  /// The means of the elements that are not null; null where there are fewer than a number. O(n).
  public func means(ofAtLeast least: Int) -> Vector<Double> {
    Vector(count: sums.count) { means in
      for position in 0..<sums.count {
        let count = counts[position]
        means[position] = count >= Double(max(least, 1)) ? sums[position] / count : .nan
      }
    }
  }
}
