import Testing
import Vectors

@Suite struct RanksTests {
  /// The ranks by their definition: how many values come before, and how many are equal.
  static func ranks(_ values: [Double], _ direction: Direction, _ ties: Ranks.Ties) -> [Double] {
    values.indices.map { position in
      let value = values[position]
      guard !value.isNaN else { return .nan }
      let before = values.filter { direction == .ascending ? $0 < value : $0 > value }
      let equal = values.filter { $0 == value }.count
      switch ties {
      case .competition: return Double(before.count + 1)
      case .dense: return Double(Set(before).count + 1)
      case .ordinal:
        return Double(before.count + 1 + values[..<position].filter { $0 == value }.count)
      case .average: return Double(before.count) + Double(equal + 1) / 2
      case .maximum: return Double(before.count + equal)
      }
    }
  }

  @Test(arguments: Flavour.allCases, Direction.allCases)
  func agreeWithTheirDefinition(flavour: Flavour, direction: Direction) {
    var workspace = Workspace()
    for (seed, length) in tellingLengths.filter({ $0 <= 300 }).enumerated() {
      var random = SeededGenerator(seed: UInt64(400 + seed))
      let values = flavour.values(length, &random)
      let vector = Vector(values)
      for ties in Ranks.Ties.allCases {
        var ranks = [Double](repeating: 7, count: length)
        var span = ranks.mutableSpan
        let ranked = Ranks.rank(
          vector.span, direction, ties: ties, into: &span, workspace: &workspace)
        let note: Comment = "\(flavour), \(ties), seed \(400 + seed), length \(length)"
        #expect(areSame(ranks, Self.ranks(values, direction, ties)), note)
        #expect(ranked == values.filter { !$0.isNaN }.count, note)
      }
    }
  }

  /// Long enough for digits of eleven bits, which the definition is too slow for.
  @Test(arguments: [Flavour.hugeCounts, .wild, .counts])
  func ofALongVectorAgreeWithASort(flavour: Flavour) {
    var random = SeededGenerator(seed: 450)
    let values = flavour.values(5_000, &random)
    let order = SortingTests.permutation(values, .descending)
    var expected = [Double](repeating: .nan, count: values.count)
    for (place, position) in order.enumerated() where !values[position].isNaN {
      let isTied = place > 0 && values[order[place - 1]] == values[position]
      expected[position] = isTied ? expected[order[place - 1]] : Double(place + 1)
    }
    #expect(areSame(Ranks.rank(Vector(values).span, .descending).array, expected), "seed 450")
  }

  @Test(arguments: Flavour.allCases)
  func withinSegmentsAreThoseOfEachPart(flavour: Flavour) {
    var random = SeededGenerator(seed: 460)
    let values = flavour.values(700, &random)
    // Neither the first nor the last positions are in a segment, and some between are not.
    let segments = [3..<3, 3..<4, 4..<30, 30..<94, 94..<160, 170..<600, 600..<690].map {
      Segment($0)
    }
    var ranks = [Double](repeating: 7, count: values.count)
    var sizes = [Int32](repeating: 7, count: segments.count)
    var workspace = Workspace()
    var ranksSpan = ranks.mutableSpan
    var sizesSpan = sizes.mutableSpan
    Ranks.rank(
      Vector(values).span, segments: Vector(segments).span, .descending, ties: .average,
      into: &ranksSpan, sizes: &sizesSpan, workspace: &workspace)
    var expected = [Double](repeating: .nan, count: values.count)
    for (index, segment) in segments.enumerated() {
      let part = Array(values[segment.range])
      expected.replaceSubrange(segment.range, with: Self.ranks(part, .descending, .average))
      #expect(Int(sizes[index]) == part.filter { !$0.isNaN }.count)
    }
    #expect(areSame(ranks, expected), "\(flavour), seed 460")
  }

  @Test func ofTheDocumentedExample() {
    let values = Vector([9.0, 7, 7, 4])
    func ranks(_ ties: Ranks.Ties) -> [Double] {
      Ranks.rank(values.span, .descending, ties: ties).array
    }
    #expect(ranks(.competition) == [1, 2, 2, 4])
    #expect(ranks(.dense) == [1, 2, 2, 3])
    #expect(ranks(.ordinal) == [1, 2, 3, 4])
    #expect(ranks(.average) == [1, 2.5, 2.5, 4])
    #expect(ranks(.maximum) == [1, 3, 3, 4])
  }
}
