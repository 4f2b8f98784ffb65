/// Series side by side: a matrix with one row for each time and one column for each series, seen eight
/// columns at a time.
extension Matrix {
  /// Calls a function for eight columns after the other: with one group of lanes a row, the position
  /// of the first column, and how many of the lanes are columns. Lanes behind the last column are null.
  func forEachEightColumns(
    _ body: (_ rows: UnsafeMutableBufferPointer<Lanes>, _ position: Int, _ width: Int) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: Lanes.self, capacity: max(rowCount, 1)) { rows in
      rows.initialize(repeating: .null)
      let start = elements.storage.start
      for position in stride(from: 0, to: columnCount, by: Lanes.width) {
        let width = min(Lanes.width, columnCount - position)
        for row in 0..<rowCount {
          let source = start + row * columnCount + position
          rows[row] = width == Lanes.width ? Lanes(source) : Lanes(source, first: width)
        }
        body(UnsafeMutableBufferPointer(rebasing: rows[..<rowCount]), position, width)
      }
    }
  }
}

extension Lanes {
  /// 1 where the first is greater, −1 where it is less, 0 where they are equal or one is null.
  @inline(__always)
  static func sign(_ first: Lanes, _ second: Lanes) -> Lanes {
    Lanes.zero.replacing(with: 1, where: first .> second)
      .replacing(with: -1, where: first .< second)
  }

  /// 1 where a value is, 0 where null.
  @inline(__always)
  var presence: Lanes { Lanes.zero.replacing(with: 1, where: self .== self) }

  /// The values, with 0 for null.
  @inline(__always)
  var orZero: Lanes { self.replacing(with: 0, where: self .!= self) }
}

extension MutableSpan<Double> {
  /// Writes the first lanes at a position.
  @inline(__always)
  mutating func write(_ lanes: Lanes, at position: Int, width: Int) {
    lanes.store(mutablePointer + position, first: width)
  }
}
