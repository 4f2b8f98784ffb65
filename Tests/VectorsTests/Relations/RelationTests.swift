import Testing
import Vectors

@Suite struct RelationTests {
  private static let halfSteps: [Double] = (0..<16).map { decimals in
    (0..<decimals).reduce(0.5) { step, _ in step / 10 }
  }

  /// One column of a random relation.
  private struct Column {
    let coefficient: Double
    let values: [Double]
    let opens: Relation.Ends
    let steps: [UInt8]?
  }

  private static func columns(_ length: Int, _ flavour: Flavour, _ random: inout SeededGenerator)
    -> [Column]
  {
    (0..<Int.random(in: 0...5, using: &random)).map { _ in
      Column(
        coefficient: Double(Int.random(in: -2...2, using: &random)),
        values: flavour.values(length, &random),
        opens: Relation.Ends(rawValue: UInt64.random(in: 0...3, using: &random)),
        steps: Bool.random(using: &random)
          ? nil : (0..<length).map { _ in UInt8.random(in: 0...255, using: &random) })
    }
  }

  /// The level of one element by the definition.
  private static func level(
    _ columns: [Column], _ row: Int, constant: Double, opens: Relation.Ends, _ sign: Relation.Sign
  ) -> UInt8 {
    var (sum, slack, open) = (constant, 0.0, opens)
    for column in columns {
      guard !column.values[row].isNaN else {
        open.formUnion(column.opens)
        continue
      }
      sum += column.coefficient * column.values[row]
      if let steps = column.steps {
        slack += abs(column.coefficient) * halfSteps[Int(steps[row] >> 4)]
      }
    }
    func snapped(_ value: Double) -> Double { abs(value) < 1e-7 ? 0 : value }
    let low = open.contains(.low) ? -.infinity : snapped(sum - slack)
    let high = open.contains(.high) ? .infinity : snapped(sum + slack)
    let (refuted, holds) =
      switch sign {
      case .equal: (low > 0 || high < 0, low == 0 && high == 0)
      case .atMost: (low > 0, high <= 0)
      case .atLeast: (high < 0, low >= 0)
      case .below: (low >= 0, high < 0)
      case .above: (high <= 0, low > 0)
      }
    return refuted ? 0 : holds ? 2 : 1
  }

  @Test(arguments: [Flavour.counts, .fewCounts, .decimals, .onlyNulls, .withoutNulls])
  func levelsAreThoseOfTheDefinition(flavour: Flavour) {
    for (seed, length) in tellingLengths.enumerated() {
      var random = SeededGenerator(seed: UInt64(900 + seed))
      for sign in Relation.Sign.allCases {
        let columns = Self.columns(length, flavour, &random)
        let opens: Relation.Ends = Bool.random(using: &random) ? [] : .low
        let relation = Relation(
          columns.map {
            .init(
              $0.coefficient, Vector($0.values), opens: $0.opens, steps: $0.steps.map(Vector.init))
          }, constant: 1, opens: opens, sign: sign, halfSteps: Self.halfSteps, snap: 1e-7,
          count: length)
        let start = Int.random(in: 0...length, using: &random)
        let end = Int.random(in: start...length, using: &random)
        var levels = [UInt8](repeating: 9, count: end - start)
        var span = levels.mutableSpan
        relation.levels(of: start..<end, into: &span)
        let expected = (start..<end).map {
          Self.level(columns, $0, constant: 1, opens: opens, sign)
        }
        #expect(levels == expected, "\(flavour), seed \(900 + seed), \(start)..<\(end), \(sign)")
      }
    }
  }

  @Test func levelsCombineAsTruthsDo() {
    for (seed, length) in tellingLengths.enumerated() {
      var random = SeededGenerator(seed: UInt64(seed))
      let one = (0..<length).map { _ in UInt8.random(in: 0...2, using: &random) }
      let other = (0..<length).map { _ in UInt8.random(in: 0...2, using: &random) }
      let wanted = (0..<length).map { _ in UInt8.random(in: 0...1, using: &random) * 7 }
      func result(_ combine: (inout MutableSpan<UInt8>) -> Void) -> [UInt8] {
        var levels = one
        var span = levels.mutableSpan
        combine(&span)
        return levels
      }
      #expect(result { Levels.and(&$0, other.span) } == zip(one, other).map(min))
      #expect(result { Levels.or(&$0, other.span) } == zip(one, other).map(max))
      #expect(result { Levels.not(&$0) } == one.map { 2 - $0 })
      let counts = Levels.count(one.span, where: wanted.span)
      let seen = zip(one, wanted).filter { $0.1 != 0 }.map(\.0)
      #expect(counts.refuted == seen.count { $0 == Levels.refuted })
      #expect(counts.unknown == seen.count { $0 == Levels.unknown })
      #expect(counts.holding == seen.count { $0 == Levels.holding })
    }
  }
}
