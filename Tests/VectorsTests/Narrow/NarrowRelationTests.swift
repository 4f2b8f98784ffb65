import Testing
import Vectors

/// Relations of narrow vectors say what the same relations of doubles say.
@Suite struct NarrowRelationTests {
  private static let halfSteps: [Double] = (0..<16).map { decimals in
    (0..<decimals).reduce(0.5) { step, _ in step / 10 }
  }

  /// What figures of a column are like.
  private enum Kind: CaseIterable {
    case zeros, tiny, bytes, negativeBytes, words, greatWords, long, greatest, tenths, millionths
    case onlyNulls, constant, doubles

    func value(_ random: inout SeededGenerator) -> Double {
      func integer(_ range: ClosedRange<Int>) -> Double {
        Double(Int.random(in: range, using: &random))
      }
      return switch self {
      case .zeros: 0
      case .tiny: integer(0...3)
      case .bytes: integer(0...254)
      case .negativeBytes: integer(-127...127)
      case .words: integer(0...900)
      case .greatWords: integer(-32_767...32_767)
      case .long: integer(0...70_000)
      case .greatest: integer(-2_147_483_647...2_147_483_647)
      case .tenths: integer(0...99) / 10
      case .millionths: integer(0...3_000_000) / 1e6
      case .onlyNulls: .nan
      case .constant: 4
      case .doubles: integer(0...9) / 7
      }
    }

    func values(_ count: Int, nulls: Int, _ random: inout SeededGenerator) -> [Double] {
      (0..<count).map { _ in
        let isNull = nulls > 0 && Int.random(in: 0..<nulls, using: &random) == 0
        let value = value(&random)
        return isNull ? .nan : value
      }
    }
  }

  /// The levels of most elements of a run as counts and positions, which are the same when they are counted
  /// without being written.
  private static func result(_ relation: Relation, _ run: Range<Int>) -> ([Int32], [Int]) {
    let wanted = Vector((0..<relation.count).map { $0 * 7 % 5 == 0 ? UInt8(0) : 255 })
    var stack = LevelStack(capacity: max(1, run.count))
    stack.begin(run)
    stack.push(relation)
    var refuted: [Int32] = []
    let counts = stack.pop(where: wanted, refuted: &refuted)
    var countedRefuted: [Int32] = [-1]
    let counted = stack.count(relation, where: wanted, refuted: &countedRefuted)
    #expect(counted == counts, "\(run)")
    #expect(countedRefuted == [-1] + refuted, "\(run)")
    return (refuted, [counts.refuted, counts.unknown, counts.holding])
  }

  private static func check(_ seed: UInt64, _ kinds: [Kind], length: Int) {
    var random = SeededGenerator(seed: seed)
    let columns = (0..<Int.random(in: 1...5, using: &random)).map { _ in
      let kind = kinds.randomElement(using: &random) ?? .tiny
      let nulls = [0, 2, 50].randomElement(using: &random) ?? 0
      return (
        values: kind.values(length, nulls: nulls, &random),
        coefficient: Double([-1000, -2, -1, 1, 1, 1, 2, 7, 0].randomElement(using: &random) ?? 1),
        opens: Relation.Ends(rawValue: UInt64.random(in: 0...3, using: &random))
      )
    }
    let constant = Double(Int.random(in: -3...3, using: &random))
    let opens = Relation.Ends(
      rawValue: Int.random(in: 0..<8, using: &random) == 0 ? 1 : 0)
    let start = Int.random(in: 0...length / 3, using: &random)
    let end = Int.random(in: start...length, using: &random)
    for sign in Relation.Sign.allCases {
      func relation(_ terms: [Relation.Term]) -> Relation {
        Relation(
          terms, constant: constant, opens: opens, sign: sign, halfSteps: halfSteps, snap: 1e-7,
          count: length)
      }
      let wide = relation(columns.map { .init($0.coefficient, Vector($0.values), opens: $0.opens) })
      let narrow = relation(
        columns.map {
          .init($0.coefficient, NarrowVector(Vector($0.values)), opens: $0.opens)
        })
      for run in [0..<length, start..<end] {
        #expect(
          result(narrow, run) == result(wide, run), "seed \(seed), \(kinds), \(sign), \(run)")
      }
    }
  }

  @Test func anyColumnsSayWhatDoublesSay() {
    for (seed, length) in (tellingLengths + [4_096, 5_000, 12_345]).enumerated() {
      for round in 0..<12 {
        Self.check(UInt64(seed * 100 + round), Kind.allCases, length: length)
      }
    }
  }

  @Test func columnsOfOneKindSayWhatDoublesSay() {
    for (position, kind) in Kind.allCases.enumerated() {
      for round in 0..<8 {
        Self.check(UInt64(7_000 + position * 10 + round), [kind], length: 700)
      }
    }
  }

  /// Sums that are zero often, so that equalities hold in some elements and not in others.
  @Test func identitiesOfEveryWidthAreExact() {
    for (seed, greatest) in [1, 9, 20, 60, 127, 128, 254, 300, 5_000, 40_000, 900_000_000]
      .enumerated()
    {
      var random = SeededGenerator(seed: UInt64(seed))
      let parts = (0..<2).map { _ in
        (0..<6_000).map { _ in Double(Int.random(in: 0...greatest, using: &random)) }
      }
      var total = zip(parts[0], parts[1]).map { $0 + $1 }
      for position in stride(from: 0, to: total.count, by: 97) {
        total[position] += [-1, 1, .nan][position % 3]
      }
      func relation(_ make: ([Double]) -> NarrowVector, _ sign: Relation.Sign) -> Relation {
        Relation(
          [
            .init(-1, make(total), opens: .low), .init(1, make(parts[0]), opens: .high),
            .init(1, make(parts[1]), opens: .high),
          ], sign: sign, halfSteps: Self.halfSteps, snap: 1e-7, count: total.count)
      }
      for sign in Relation.Sign.allCases {
        let narrow = Self.result(relation({ NarrowVector(Vector($0)) }, sign), 0..<6_000)
        let wide = Self.result(relation({ NarrowVector(asDoubles: Vector($0)) }, sign), 0..<6_000)
        #expect(narrow == wide, "seed \(seed), to \(greatest), \(sign)")
      }
    }
  }

  @Test func roundedTermsAreWorkedOnAsDoubles() {
    for seed in 0..<20 {
      var random = SeededGenerator(seed: UInt64(seed))
      let length = 500
      let values = Kind.tenths.values(length, nulls: 7, &random)
      let counts = Kind.tiny.values(length, nulls: 7, &random)
      let steps = Vector((0..<length).map { _ in UInt8.random(in: 0...48, using: &random) })
      for sign in Relation.Sign.allCases {
        func relation(_ make: ([Double]) -> NarrowVector) -> Relation {
          Relation(
            [
              .init(1, make(values), opens: .high, steps: steps),
              .init(-3, make(counts), opens: .low),
            ],
            sign: sign, halfSteps: Self.halfSteps, snap: 1e-7, count: length)
        }
        #expect(
          Self.result(relation { NarrowVector(Vector($0)) }, 3..<length)
            == Self.result(relation { NarrowVector(asDoubles: Vector($0)) }, 3..<length),
          "seed \(seed), \(sign)")
      }
    }
  }
}
