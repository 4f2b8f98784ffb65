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
        var stack = LevelStack(capacity: max(1, end - start))
        stack.begin(start..<end)
        stack.push(relation)
        let expected = (start..<end).map {
          Self.level(columns, $0, constant: 1, opens: opens, sign)
        }
        let wanted = (0..<length).map { _ in Bool.random(using: &random) }
        let note: Comment = "\(flavour), seed \(900 + seed), \(start)..<\(end), \(sign)"
        Self.check(&stack, expected, wanted, from: start, note)
      }
    }
  }

  /// Compares what is on top with the levels expected for a run of elements.
  private static func check(
    _ stack: inout LevelStack, _ expected: [UInt8], _ wanted: [Bool], from start: Int,
    _ note: Comment
  ) {
    var refuted: [Int32] = [-1]
    let counts = stack.pop(where: Vector(wanted.map { $0 ? 255 : 0 }), refuted: &refuted)
    let seen = expected.enumerated().filter { wanted[start + $0.offset] }
    #expect(counts.refuted == seen.count { $0.element == LevelStack.Level.refuted }, note)
    #expect(counts.unknown == seen.count { $0.element == LevelStack.Level.unknown }, note)
    #expect(counts.holding == seen.count { $0.element == LevelStack.Level.holding }, note)
    let positions = seen.filter { $0.element == 0 }.map { Int32(start + $0.offset) }
    #expect(refuted == [-1] + positions, note)
  }

  @Test func statementsCombineAsTruthsDo() {
    for (seed, length) in (tellingLengths + [20_000]).enumerated() {
      var random = SeededGenerator(seed: UInt64(seed))
      // With every null open a relation x ≤ 0 is refuted for 1, unknown for null, and holds for -1.
      let all = (0..<3).map { _ in (0..<length).map { _ in Int.random(in: 0...2, using: &random) } }
      var stack = LevelStack(capacity: length + 3)
      func relation(_ levels: [Int]) -> Relation {
        Relation(
          [
            .init(
              1, Vector(levels.map { $0 == 0 ? 1 : $0 == 1 ? .nan : -1 }), opens: [.low, .high])
          ], sign: .atMost, halfSteps: Self.halfSteps, snap: 0, count: length)
      }
      stack.begin(0..<length)
      for levels in all { stack.push(relation(levels)) }
      stack.and()
      stack.not()
      stack.or()
      let expected = (0..<length).map { UInt8(max(all[0][$0], 2 - min(all[1][$0], all[2][$0]))) }
      let wanted = (0..<length).map { _ in Int.random(in: 0...3, using: &random) > 0 }
      Self.check(&stack, expected, wanted, from: 0, "seed \(seed), length \(length)")
    }
  }
}
