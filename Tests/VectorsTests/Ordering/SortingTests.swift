import Testing
import Vectors

@Suite struct SortingTests {
  /// The standard library's sort by value, position breaking ties, nulls last.
  static func permutation(_ values: [Double], _ direction: Direction) -> [Int] {
    let present = values.indices.filter { !values[$0].isNaN }.sorted { left, right in
      if values[left] == values[right] { return left < right }
      return direction == .ascending
        ? values[left] < values[right] : values[left] > values[right]
    }
    return present + values.indices.filter { values[$0].isNaN }
  }

  @Test(arguments: Flavour.allCases, Direction.allCases)
  func agreesWithTheStandardLibrary(flavour: Flavour, direction: Direction) {
    for (seed, length) in (tellingLengths + [3_000]).enumerated() {
      var random = SeededGenerator(seed: UInt64(500 + seed))
      let values = flavour.values(length, &random)
      let vector = Vector(values)
      let expected = Self.permutation(values, direction)
      let note: Comment = "\(flavour), seed \(500 + seed), length \(length)"
      #expect(
        Sorting.permutation(of: vector.span, direction).array == expected.map { Int32($0) }, note)
      let present = values.filter { !$0.isNaN }.count
      for limit in [0, 1, 2, 5, 40, length] {
        #expect(
          Sorting.top(limit, of: vector.span, direction)
            == expected.prefix(min(limit, present)).map { Int32($0) }, note)
      }
    }
  }
}
