import Testing

@testable import Nianbao

/// What holds of every roll-up, over random panels.
@Suite struct RollUpPropertyTests {
  let catalog: Catalog
  let indicators: [IndicatorIndex]

  init() throws {
    catalog = try Catalog.builtIn()
    indicators = try Selection.indicators(["request.received*", "fee.collected"], in: catalog)
  }

  private func sample(_ seed: UInt64) -> RandomPanel {
    RandomPanel(seed: seed, catalog: catalog, indicators: indicators)
  }

  private func options(_ measures: RollUp.Measure...) -> RollUp.Options {
    var options = RollUp.Options()
    options.measures = measures
    options.expected = .panel
    return options
  }

  private func forEachCell(_ frame: Frame, _ body: (Int, Int, Int) -> Void) {
    for indicator in frame.indicators.indices {
      for year in frame.years.indices {
        for position in frame.bodies.indices { body(indicator, year, position) }
      }
    }
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>) func rollUpsOfRollUpsAreRollUps(seed: UInt64) {
    let panel = sample(seed).panel
    let measures = options(.sum, .count, .minimum, .maximum)
    let fine = panel.rollUp(by: .level(.county), measures)
    let coarse = panel.rollUp(by: .level(.province), measures)
    forEachCell(coarse.frame) { indicator, year, body in
      let region = coarse.frame.bodies[body].code
      let parts = fine.frame.bodies.indices.filter { fine.frame.bodies[$0].code.hasPrefix(region) }
      func values(_ measure: Int) -> [Double] {
        parts.compactMap { fine.value(measure, indicator, year, $0) }
      }
      let sums = values(0)
      #expect(
        coarse.value(0, indicator, year, body) == (sums.isEmpty ? nil : sums.reduce(0, +)),
        "seed \(seed)")
      #expect(
        Double(coarse.count(indicator, year, body))
          == parts.reduce(0) { $0 + Double(fine.count(indicator, year, $1)) }, "seed \(seed)")
      #expect(coarse.value(2, indicator, year, body) == values(2).min(), "seed \(seed)")
      #expect(coarse.value(3, indicator, year, body) == values(3).max(), "seed \(seed)")
    }
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>) func sharesAddUpToOne(seed: UInt64) {
    let panel = sample(seed).panel
    let rollUp = panel.rollUp(by: .level(.county), options(.share(of: .all), .gini, .topShare(2)))
    for indicator in rollUp.frame.indicators.indices {
      for year in rollUp.frame.years.indices {
        let shares = rollUp.frame.bodies.indices.compactMap {
          rollUp.value(0, indicator, year, $0)
        }
        #expect(
          shares.isEmpty || abs(shares.reduce(0, +) - 1) < 1e-12, "seed \(seed): \(shares)")
      }
    }
    forEachCell(rollUp.frame) { indicator, year, body in
      if let gini = rollUp.value(1, indicator, year, body) {
        #expect(gini >= 0 && gini < 1, "seed \(seed)")
      }
      if let share = rollUp.value(2, indicator, year, body) {
        #expect(share > 0 && share <= 1, "seed \(seed)")
      }
    }
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>) func coverageNamesEveryMissingUnit(seed: UInt64) {
    let panel = sample(seed).panel
    var options = options(.sum, .mean)
    options.minimumCoverage = 0.7
    options.boundsSums = true
    let rollUp = panel.rollUp(by: .level(.county), options)
    let open = panel.rollUp(by: .level(.county), self.options(.sum))
    forEachCell(rollUp.frame) { indicator, year, body in
      let (n, expected) = (rollUp.count(indicator, year, body), rollUp.expected(year, body))
      #expect(rollUp.missing(indicator, year, body).count == expected - n, "seed \(seed)")
      #expect(
        Set(rollUp.unreported(year, body)).isSubset(of: rollUp.missing(indicator, year, body)))
      let isWithheld = Double(n) < 0.7 * Double(expected)
      #expect(rollUp.frame.notes(indicator, year, body) == (isWithheld ? .withheld : []))
      let sum = open.value(0, indicator, year, body)
      #expect(rollUp.value(0, indicator, year, body) == (isWithheld ? nil : sum))
      if isWithheld {
        #expect(rollUp.value(1, indicator, year, body) == nil)
        #expect(rollUp.low(indicator, year, body) == nil)
      } else if n < expected, let low = rollUp.low(indicator, year, body) {
        #expect(low >= sum ?? 0, "seed \(seed)")
        #expect(rollUp.high(indicator, year, body).map { $0 >= low } ?? true, "seed \(seed)")
      }
    }
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>) func onePooledYearIsThatYear(seed: UInt64) {
    let panel = sample(seed).panel
    var pooled = options(.sum, .mean, .gini)
    pooled.pooledYears = [2016]
    let one = panel.rollUp(by: .level(.county), pooled)
    let all = panel.rollUp(by: .level(.county), options(.sum, .mean, .gini))
    let year = all.frame.position(of: 2016) ?? 0
    #expect(one.frame.years == [2016] && one.pooledFrom == 2016)
    forEachCell(one.frame) { indicator, _, body in
      for measure in 0..<3 {
        #expect(
          one.value(measure, indicator, 0, body) == all.value(measure, indicator, year, body))
      }
    }
  }

  @Test func stocksDoNotAddUpOverPooledYears() throws {
    let staff = try Selection.indicators(["capacity.staff"], in: catalog)
    let panel = RandomPanel(seed: 3, catalog: catalog, indicators: indicators + staff).panel
    let selection = Selection(indicators: indicators + staff)
    #expect(Pooling(panel, selection, measures: [.sum]).stocks == staff)
    #expect(Pooling(panel, selection, measures: [.median]).stocks.isEmpty)
    var pooled = options(.sum, .median)
    pooled.pooledYears = Set(panel.years)
    let rollUp = panel.rollUp(by: .all, pooled, indicators: staff)
    #expect(rollUp.value(0, 0, 0, 0) == nil && rollUp.value(1, 0, 0, 0) != nil)
    #expect(rollUp.expected(0, 0) == panel.units.count * 5)
  }

  @Test func groupsByEditionFollowTheReportsOfEachYear() throws {
    let received = try #require(catalog.index(of: "request.received:all"))
    var builder = PanelBuilder(catalog: catalog, regions: RegionTree([]))
    let reports: [(String, Year, EditionID, Double)] = [
      ("110118001", 2019, "2019", 3), ("110118002", 2019, "2021", 4),
      ("110118003", 2019, "2019", 5), ("110118001", 2021, "2021", 6),
      ("110118002", 2021, "2021", 7),
    ]
    for (code, year, edition, value) in reports {
      var reading = ReportReading(file: "\(code)-\(year)")
      reading.subject = .init(
        name: code, candidates: [Unit(name: code, region: RegionCode(code))])
      reading.year = year
      reading.edition = edition
      reading.cells = [
        ReadCell(
          indicator: received, value: value, mark: CellMark(.reported), place: .unknown, text: "")
      ]
      _ = builder.add(reading)
    }
    let rollUp = builder.build().panel.rollUp(to: RollUp.Grouping([.edition]), expected: .panel)
    #expect(rollUp.groupValues == [["2019"], ["2021"]])
    #expect(rollUp.frame.column(0, 0)?.array == [8, 4])
    #expect(rollUp.value(0, 0, 1, 0) == nil && rollUp.value(0, 0, 1, 1) == 13)
    #expect([rollUp.expected(0, 0), rollUp.expected(0, 1), rollUp.expected(1, 0)] == [2, 1, 0])
  }

  @Test func wordsNameMeasuresAndGroupings() throws {
    for word in [
      "sum", "mean", "wmean:capacity.staff", "median", "p90", "p97.5", "min", "max", "sd", "n",
      "share", "share:all", "share:province", "ratio:request.closed", "gini", "top3",
    ] {
      let measure = try RollUp.Measure(word, in: catalog)
      #expect(measure.name(in: catalog) == word)
    }
    for word in ["avg", "p101", "top0", "share:moon", "wmean", "top", ""] {
      #expect(throws: SelectionError.unknownMeasure(word)) {
        try RollUp.Measure(word, in: catalog)
      }
    }
    #expect(
      try RollUp.Grouping(["county,kind", "片区"], tags: ["片区"]).keys
        == [.region(.county), .kind, .tag("片区")])
    #expect(try RollUp.Grouping(["year"]) == .all)
    #expect(throws: SelectionError.unknownGrouping("片区", tags: [])) {
      try RollUp.Grouping(["片区"])
    }
    #expect(throws: SelectionError.self) { try RollUp.Grouping(["county", "province"]) }
  }
}
