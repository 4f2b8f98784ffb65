import Testing
import Vectors

@testable import Nianbao

/// Contributions, shift-share and Divisia effects add up, whatever is missing.
@Suite struct DecompositionTests {
  let catalog: Catalog
  let indicators: [IndicatorIndex]

  init() throws {
    catalog = try Catalog.builtIn()
    indicators = try Selection.indicators(
      ["request.received", "request.received.*", "request.answered"], in: catalog)
  }

  private func sample(_ seed: UInt64) -> RandomPanel {
    RandomPanel(seed: seed, catalog: catalog, indicators: indicators)
  }

  @Test(arguments: 1...25 as ClosedRange<UInt64>) func unitsAddUpToTheirRegion(seed: UInt64) throws
  {
    let sample = sample(seed)
    let frame = sample.panel.frame(indicators: indicators)
    let sums = sample.panel.rollUp(
      to: .level(.county), indicators: indicators, expected: .panel
    ).frame
    let result = frame.contributions(
      from: 2015, to: 2017, within: .county, of: sample.panel.regions)
    let (from, to) = (try #require(sums.position(of: 2015)), try #require(sums.position(of: 2017)))
    var kinds: Set<Contributions.Kind> = []
    for group in result.groups {
      let body = try #require(sums.bodies.firstIndex { $0.code == group.whole.code })
      let before = sums.column(group.indicator, from).map { $0[body] } ?? .nan
      let after = sums.column(group.indicator, to).map { $0[body] } ?? .nan
      #expect(agree(group.previous, before, 0) && agree(group.value, after, 0), "seed \(seed)")
      // Whole numbers add up exactly.
      #expect(agree(group.change, after - before, 0), "seed \(seed)")
      let amounts = group.items.compactMap(\.amount)
      #expect(amounts.reduce(0, +) == (group.value ?? 0) - (group.previous ?? 0), "seed \(seed)")
      if let change = group.change, before > 0 {
        let points = group.items.compactMap { group.points($0) }.reduce(0, +)
        #expect(agree(points, 100 * change / before, 1e-12), "seed \(seed)")
      }
      if let change = group.change, change != 0 {
        #expect(agree(group.items.compactMap { group.share($0) }.reduce(0, +), 100, 1e-12))
      }
      #expect(zip(amounts, amounts.dropFirst()).allSatisfy { abs($0) >= abs($1) })
      kinds.formUnion(group.items.map(\.kind))
      for item in group.items where item.kind == .entered {
        #expect(item.previous == nil && item.amount == item.value)
      }
    }
    #expect(kinds == [.changed, .entered, .left], "seed \(seed)")
  }

  @Test(arguments: 1...25 as ClosedRange<UInt64>) func partsAddUpToTheirTotal(seed: UInt64) throws {
    let sample = sample(seed)
    let totals = try catalog.totals([indicators[0]], in: [2015, 2017])
    let frame = sample.panel.frame(indicators: totals.withParts)
    let result = frame.partContributions(from: 2015, to: 2017, of: totals.positions)
    #expect(!result.groups.isEmpty)
    for group in result.groups {
      guard let change = group.change, let value = group.value, let previous = group.previous else {
        #expect(group.value == nil || group.previous == nil)
        continue
      }
      #expect(change == value - previous)
      #expect(group.items.compactMap(\.amount).reduce(0, +) == change, "seed \(seed)")
      #expect(group.items.count { $0.kind == .residual } <= 1)
    }
  }

  @Test(arguments: 1...25 as ClosedRange<UInt64>) func shiftsAndSharesAddUp(seed: UInt64) throws {
    let sample = sample(seed)
    let totals = try catalog.totals([indicators[0]], in: [2015, 2017])
    let frame = sample.panel.frame(indicators: totals.withParts)
    let result = frame.shiftShare(
      from: 2015, to: 2017, of: totals.positions, within: nil, of: sample.panel.regions)
    let group = try #require(result.groups.first)
    #expect(result.groups.count == 1)
    for item in group.items {
      let parts = item.reference + item.mix + item.own + item.comingAndGoing
      if let change = item.change, let residual = item.residual {
        #expect(agree(parts + residual, change, 1e-12), "seed \(seed)")
      }
    }
    // What is each body's own cancels out over the region, and so does the mix.
    #expect(abs(group.items.reduce(0) { $0 + $1.own }) < 1e-9, "seed \(seed)")
    #expect(abs(group.items.reduce(0) { $0 + $1.mix }) < 1e-9, "seed \(seed)")
  }

  @Test func shiftShareAgreesWithAWorkedExample() throws {
    let parts = try Selection.indicators(
      ["request.received", "request.received.inperson", "request.received.online"], in: catalog)
    let frame = Frame(
      catalog: catalog, subject: .units,
      bodies: ["甲", "乙"].map { Frame.Body(name: $0, code: "", region: nil) },
      years: [2015, 2016], indicators: parts,
      columns: [[30, 70], [44, 96], [10, 50], [8, 52], [20, 20], [36, 44]].map { Vector($0) })
    let group = try #require(
      frame.shiftShare(from: 2015, to: 2016, of: [0], within: nil, of: RegionTree([])).groups.first)
    // Growth 40 %; in person 60 → 60: 0 %; online 40 → 80: 100 %.
    #expect(agree(group.growth, 40))
    let first = group.items[0]
    #expect(agree(first.reference, 12) && agree(first.mix, -4 + 12))
    #expect(agree(first.own, -2 - 0 + 16 - 20) && first.residual.map { abs($0) < 1e-9 } ?? false)
  }

  @Test(arguments: 1...25 as ClosedRange<UInt64>) func divisiaEffectsAddUpAndMultiply(
    seed: UInt64
  ) throws {
    let sample = sample(seed)
    let chain = try IndicatorChain("request.received,request.answered", in: catalog)
    let frame = sample.panel.frame(indicators: chain.indicators)
    let result = frame.divisia(
      chain.positions, from: 2015, to: 2017, within: .county, of: sample.panel.regions)
    #expect(!result.groups.isEmpty)
    for group in result.groups {
      let change = (group.value ?? 0) - (group.previous ?? 0)
      #expect(agree(group.effects.reduce(0) { $0 + $1.amount }, change, 1e-9), "seed \(seed)")
      #expect(group.effects.contains { $0.factor == .apart } == (group.count < group.of))
      guard let value = group.value, let previous = group.previous, value > 0, previous > 0 else {
        #expect(group.effects.allSatisfy { $0.multiplier == nil })
        continue
      }
      let product = group.effects.compactMap(\.multiplier).reduce(1, *)
      #expect(agree(product, value / previous, 1e-9), "seed \(seed)")
    }
  }

  @Test func divisiaAgreesWithAWorkedExample() throws {
    let chain = try IndicatorChain("request.received,request.answered", in: catalog)
    let frame = Frame(
      catalog: catalog, subject: .units,
      bodies: ["甲", "乙", "丙"].map { Frame.Body(name: $0, code: "", region: nil) },
      years: [2015, 2016], indicators: chain.indicators,
      columns: [[10, 0, 0], [20, 5, 4], [5, 0, 3], [18, 4, 4]].map { Vector($0) })
    let group = try #require(
      frame.divisia(chain.positions, from: 2015, to: 2016, within: nil, of: RegionTree([])).groups
        .first)
    // 甲 is 10·1·0.5 → 25·0.8·0.9; 乙 came from nothing, which is structure; 丙 answered three of
    // none and stands apart.
    #expect(group.count == 2 && group.of == 3 && group.previous == 8 && group.value == 26)
    let mean = 13 / LogRatio.of(18, 5)
    let expected = [
      mean * LogRatio.of(25, 10), mean * LogRatio.of(0.8, 1) + 4, mean * LogRatio.of(0.9, 0.5), 1,
    ]
    #expect(zip(group.effects, expected).allSatisfy { agree($0.amount, $1, 1e-12) })
    #expect(group.effects.map(\.factor) == [.activity, .structure, .ratio(1, to: 0), .apart])
  }

  @Test func whatCannotBeTakenApartSaysWhy() throws {
    let panel = sample(3).panel
    #expect(throws: DecompositionError.noYear(2030, years: panel.years)) {
      try panel.period(from: 2015, to: 2030)
    }
    #expect(throws: DecompositionError.emptyPeriod(from: 2017, to: 2015)) {
      try panel.period(from: 2017, to: 2015)
    }
    let period = try panel.period(from: nil, to: nil)
    #expect(period.from == 2017 && period.to == 2018)
    #expect(throws: DecompositionError.noTotals(["request.received.fax"])) {
      try catalog.totals(
        Selection.indicators(["request.received.fax"], in: catalog), in: [2015, 2016])
    }
    #expect(throws: DecompositionError.badChain("request.received")) {
      try IndicatorChain("request.received", in: catalog)
    }
  }
}

/// The logarithm of a ratio, from the library under test's own change of logarithms.
private enum LogRatio {
  static func of(_ value: Double, _ base: Double) -> Double {
    Differences.logarithmicChange(of: value, from: base)
  }
}
