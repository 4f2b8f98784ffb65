import Testing
import Vectors

@Suite struct NarrowVectorTests {
  /// The forms and the extremes of their codes.
  private static let extremes: [(NarrowVector.Form, ClosedRange<Int>)] = [
    (.signed8, -127...127), (.unsigned8, 0...254), (.signed16, -32_767...32_767),
    (.signed32, -2_147_483_647...2_147_483_647),
  ]

  private static func bits(_ values: [Double]) -> [UInt64] {
    values.map { $0.isNaN ? Double.nan.bitPattern : $0.bitPattern }
  }

  private static func numbers(
    _ range: ClosedRange<Int>, decimals: Int, count: Int, _ random: inout SeededGenerator
  ) -> [Double] {
    let power = (0..<decimals).reduce(1.0) { power, _ in power * 10 }
    var values = (0..<count).map { _ in
      Int.random(in: 0..<6, using: &random) == 0
        ? Double.nan : Double(Int.random(in: range, using: &random)) / power
    }
    values += [Double(range.lowerBound) / power, Double(range.upperBound) / power, .nan]
    return values.shuffled(using: &random)
  }

  @Test func everyFormGivesBackItsNumbers() {
    for (seed, length) in (tellingLengths + [4_095, 4_096, 4_097, 9_000]).enumerated() {
      for (form, range) in Self.extremes {
        for decimals in [0, 1, 4, 9] {
          var random = SeededGenerator(seed: UInt64(seed))
          var values = Self.numbers(range, decimals: decimals, count: length, &random)
          // A last digit that is not zero holds the decimals.
          if decimals > 0 {
            values.append(1 / [10, 1e4, 1e9][decimals == 1 ? 0 : decimals == 4 ? 1 : 2])
          }
          let narrow = NarrowVector(Vector(values))
          let note: Comment = "seed \(seed), \(form), \(decimals) decimals, \(length) elements"
          #expect(narrow.form == form, note)
          #expect(narrow.decimals == decimals, note)
          #expect(Self.bits(narrow.values.array) == Self.bits(values), note)
          #expect(Self.bits(values.indices.map { narrow[$0] }) == Self.bits(values), note)
          #expect(narrow.nullCount == values.count(where: \.isNaN), note)
        }
      }
    }
  }

  @Test func oneBeyondAnExtremeIsTheNextForm() {
    let next: [(Double, NarrowVector.Form)] = [
      (-128, .signed16), (128, .unsigned8), (255, .signed16), (-32_768, .signed32),
      (32_768, .signed32), (2_147_483_648, .double), (-2_147_483_648, .double),
      (0.000_000_000_1, .double), (-0.0, .double), (.infinity, .double), (1.0 / 3, .double),
    ]
    for (value, form) in next {
      let narrow = NarrowVector(Vector([0, value, .nan]))
      #expect(narrow.form == form, "\(value)")
      #expect(Self.bits(narrow.values.array) == Self.bits([0, value, .nan]), "\(value)")
    }
  }

  @Test func decimalsAreThoseThatAllElementsNeed() {
    let narrow = NarrowVector(Vector([3, 0.5, .nan, 12.25, 0.1]))
    #expect(narrow.decimals == 2)
    #expect(narrow.form == .signed16)
    // With three decimals the great number has no code of 32 bits any more.
    #expect(NarrowVector(Vector([21_474_836, 0.5])).form == .signed32)
    #expect(NarrowVector(Vector([21_474_836, 0.125])).form == .double)
  }

  @Test func constantsAndNullsTakeNoMemory() {
    for value in [0, 7, -3.5, .nan] {
      let narrow = NarrowVector(Vector(repeating: value, count: 10_000))
      #expect(narrow.form == .constant)
      #expect(narrow.bytes == 0)
      #expect(Self.bits(narrow.values.array) == Self.bits(Array(repeating: value, count: 10_000)))
      let made = NarrowVector(repeating: value, count: 10_000)
      #expect(made.form == .constant && made.decimals == narrow.decimals)
      #expect(made.zones == narrow.zones)
    }
    #expect(NarrowVector(Vector([Double]())).form == .constant)
    #expect(NarrowVector(repeating: -0.0, count: 5_000).form == .double)
  }

  @Test(arguments: Flavour.allCases) func anyNumbersComeBack(flavour: Flavour) {
    for (seed, length) in tellingLengths.enumerated() {
      var random = SeededGenerator(seed: UInt64(seed))
      let values = flavour.values(length, &random)
      let narrow = NarrowVector(Vector(values))
      #expect(Self.bits(narrow.values.array) == Self.bits(values), "\(flavour), seed \(seed)")
      let positions = (0..<length).filter { _ in Bool.random(using: &random) }
      let gathered = narrow.gathering(positions)
      #expect(
        Self.bits(gathered.values.array) == Self.bits(positions.map { values[$0] }),
        "\(flavour), seed \(seed)")
    }
  }

  @Test func zonesTellTheExtremesOfTheirElements() {
    var random = SeededGenerator(seed: 5)
    let values = (0..<10_000).map { position in
      position / 4_096 == 1 || Int.random(in: 0..<9, using: &random) == 0
        ? Double.nan : Double(Int.random(in: -90...90, using: &random)) / 10
    }
    let narrow = NarrowVector(Vector(values))
    #expect(narrow.decimals == 1)
    for zone in 0..<narrow.zones.count {
      let part = values[zone * 4_096..<min((zone + 1) * 4_096, values.count)]
      let codes = part.filter { !$0.isNaN }.map { Int32(($0 * 10).rounded()) }
      #expect(narrow.zones[zone].least == codes.min() ?? .max)
      #expect(narrow.zones[zone].greatest == codes.max() ?? .min)
      #expect(Int(narrow.zones[zone].nullCount) == part.count - codes.count)
    }
  }
}
