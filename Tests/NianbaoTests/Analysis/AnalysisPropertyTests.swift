import Testing

@testable import Nianbao

/// Results over random panels against slow, obvious computations from the same figures.
@Suite struct AnalysisPropertyTests {
  let catalog: Catalog
  let indicators: [IndicatorIndex]

  init() throws {
    catalog = try Catalog.builtIn()
    indicators = try Selection.indicators(["request.received*", "fee.collected"], in: catalog)
  }

  private func sample(_ seed: UInt64) -> RandomPanel {
    RandomPanel(seed: seed, catalog: catalog, indicators: indicators)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>) func rollUpsAddWhatIsThere(seed: UInt64) throws {
    let sample = sample(seed)
    for level in [RegionCode.Level.province, .county] {
      let rollUp = sample.panel.rollUp(to: .level(level), expected: .panel)
      for (body, region) in rollUp.frame.bodies.enumerated() {
        for (i, indicator) in rollUp.frame.indicators.enumerated() {
          for (y, year) in rollUp.frame.years.enumerated() {
            let parts = sample.figures.filter {
              $0.key.indicator == indicator && $0.key.year == year
                && $0.key.code.hasPrefix(region.code)
            }.values
            let sum = rollUp.frame.column(i, y).map { $0[body] } ?? .nan
            #expect(parts.isEmpty ? sum.isNaN : sum == parts.reduce(0, +))
            #expect(rollUp.count(i, y, body) == parts.count)
          }
        }
        let units = sample.panel.units.filter { $0.code.hasPrefix(region.code) }
        #expect(rollUp.expectations[body].count == units.count)
      }
    }
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>) func rollUpsOfRollUpsAreRollUps(seed: UInt64) {
    let sample = sample(seed)
    let counties = sample.panel.rollUp(to: .level(.county), expected: .panel).frame
    let all = sample.panel.rollUp(to: .all, expected: .panel).frame
    for i in all.indicators.indices {
      for y in all.years.indices {
        let parts = counties.column(i, y)?.array.filter { !$0.isNaN } ?? []
        let total = all.column(i, y).map { $0[0] } ?? .nan
        #expect(parts.isEmpty ? total.isNaN : total == parts.reduce(0, +))
      }
    }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>) func changesLookAtTheYearBefore(seed: UInt64) {
    let sample = sample(seed)
    let change = sample.panel.frame().change()
    let bridged = sample.panel.frame().change(from: .lastReported)
    forEachCell(change.frame) { i, y, body, code, year, indicator in
      let value = sample.figure(code, year, indicator)
      let before = sample.figure(code, year.previous, indicator)
      guard let column = change.column(i, y), let far = bridged.column(i, y) else {
        #expect(value == nil)
        return
      }
      let difference = value.flatMap { value in before.map { value - $0 } }
      #expect(
        column.difference[body].isNaN ? difference == nil : column.difference[body] == difference)
      if let value, let before, before > 0 {
        #expect(
          column.percent[body] == 100 * (value - before) / before
            || abs(column.percent[body] - 100 * (value - before) / before) < 1e-9)
      } else {
        #expect(column.percent[body].isNaN)
      }
      #expect(column.caveat(body) == (value != nil && before == 0 ? .fromZero : nil))
      let lastYear = (2014..<year.number).reversed().map { Year($0) }.first {
        sample.figure(code, $0, indicator) != nil
      }
      #expect(Int(far.span[body]) == lastYear.map { year.number - $0.number } ?? 0)
      if let lastYear {
        #expect(far.previous[body] == sample.figure(code, lastYear, indicator))
      }
    }
  }

  @Test func annualisedGrowthCompoundsToTheChange() throws {
    let sample = sample(99)
    let bridged = sample.panel.frame().change(from: .lastReported)
    var seen = 0
    forEachCell(bridged.frame) { i, y, body, _, _, _ in
      guard let column = bridged.column(i, y), column.span[body] > 1, column.previous[body] > 0,
        !column.values[body].isNaN
      else { return }
      seen += 1
      var value = column.previous[body]
      for _ in 0..<column.span[body] { value *= 1 + column.percent[body] / 100 }
      #expect(abs(value - column.values[body]) < 1e-9 * max(1, value))
    }
    #expect(seen > 0)
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>) func theBaseYearIsAHundred(seed: UInt64) {
    let sample = sample(seed)
    let index = sample.panel.frame().index(base: 2015)
    forEachCell(index) { i, y, body, code, year, indicator in
      let value = index.column(i, y).map { $0[body] } ?? .nan
      let base = sample.figure(code, 2015, indicator)
      guard let own = sample.figure(code, year, indicator), let base, base > 0 else {
        #expect(value.isNaN)
        return
      }
      #expect(value == 100 * own / base)
      if year == 2015 { #expect(value == 100) }
    }
  }

  @Test(arguments: RankOptions.Ties.allCases) func ranksCountTheBetterOnes(ties: RankOptions.Ties) {
    for seed in 1...6 as ClosedRange<UInt64> {
      for isDescending in [true, false] {
        let sample = sample(seed)
        var options = RankOptions()
        options.ties = ties
        options.isDescending = isDescending
        options.within = seed.isMultiple(of: 2) ? .county : nil
        let ranking = sample.panel.frame().ranked(options)
        forEachCell(ranking.frame) { i, y, body, code, year, indicator in
          guard let column = ranking.column(i, y) else { return }
          guard let own = sample.figure(code, year, indicator) else {
            #expect(column.ranks[body].isNaN)
            return
          }
          let group = ranking.frame.bodies.enumerated().compactMap { other -> (Int, Double)? in
            guard options.within == nil || other.element.code.prefix(6) == code.prefix(6) else {
              return nil
            }
            return sample.figure(other.element.code, year, indicator).map { (other.offset, $0) }
          }
          let better = group.filter { isDescending ? $0.1 > own : $0.1 < own }
          let equal = group.filter { $0.1 == own }
          let expected: Double =
            switch ties {
            case .competition: Double(better.count + 1)
            case .dense: Double(Set(better.map(\.1)).count + 1)
            case .ordinal: Double(better.count + equal.count { $0.0 <= body })
            case .average: Double(better.count) + Double(equal.count + 1) / 2
            case .maximum: Double(better.count + equal.count)
            }
          #expect(column.ranks[body] == expected)
          #expect(column.of(body) == group.count)
        }
      }
    }
  }

  @Test(arguments: 1...5 as ClosedRange<UInt64>) func slopesAreThoseOfTheLeastSquaresLine(
    seed: UInt64
  ) {
    let sample = sample(seed)
    let frame = sample.panel.frame(indicators: indicators)
    let years = Array(frame.years.indices.prefix(4))
    for (i, indicator) in frame.indicators.enumerated() {
      guard let slopes = frame.slopes(i, over: years) else { continue }
      for (body, entity) in frame.bodies.enumerated() {
        let points = years.compactMap { y in
          sample.figure(entity.code, frame.years[y], indicator).map {
            (Double(frame.years[y].number), $0)
          }
        }
        guard points.count == years.count else {
          #expect(slopes[body].isNaN)
          continue
        }
        let meanX = points.map(\.0).reduce(0, +) / 4
        let meanY = points.map(\.1).reduce(0, +) / 4
        let product = points.map { ($0.0 - meanX) * ($0.1 - meanY) }.reduce(0, +)
        let square = points.map { ($0.0 - meanX) * ($0.0 - meanX) }.reduce(0, +)
        #expect(abs(slopes[body] - product / square) < 1e-9)
      }
    }
  }

  @Test func unitsThatCoverOthersAreRankedApart() throws {
    var builder = PanelBuilder(catalog: catalog, regions: RegionTree([]))
    for (code, value) in [("110118", 90.0), ("110118001", 5), ("110118002", 7)] {
      var reading = ReportReading(file: code)
      reading.subject = .init(
        name: code, candidates: [Unit(name: code, region: RegionCode(code))])
      reading.year = 2016
      reading.cells = [
        ReadCell(
          indicator: indicators[0], value: value, mark: CellMark(.reported), place: .unknown,
          text: "")
      ]
      _ = builder.add(reading)
    }
    let panel = builder.build().panel
    let column = try #require(panel.frame().ranked().column(0, 0))
    #expect(column.ranks.array == [2, 1, 1] && (0..<3).map(column.of) == [2, 2, 1])
    let rollUp = panel.rollUp(to: .level(.county))
    #expect(rollUp.frame.column(0, 0)?.array == [12])
    #expect(rollUp.published(0, 0, 0) == 90)
  }

  @Test func movementIsPlacesGained() throws {
    let sample = sample(5)
    let ranking = sample.panel.frame().ranked()
    let later = try #require(ranking.column(0, 2))
    let earlier = try #require(ranking.column(0, 1))
    for body in ranking.frame.bodies.indices {
      let gained = earlier.ranks[body] - later.ranks[body]
      #expect(later.movement(body) == (gained.isNaN ? nil : gained))
    }
  }

  @Test func aPanelOfSomeUnitsHasTheirFigures() throws {
    let sample = sample(7)
    let chosen = sample.panel.units.indices.filter { $0.position % 3 == 1 }
    let part = sample.panel.selecting(chosen)
    #expect(part.units.map(\.code) == chosen.map { sample.panel.units[$0].code })
    forEachCell(part.frame(indicators: indicators)) { i, y, body, code, year, indicator in
      #expect(part.value(indicator, year, UnitIndex(body)) == sample.figure(code, year, indicator))
      #expect(
        part.reports.report(of: UnitIndex(body), in: year)?.file ?? "\(code)-\(year)"
          == "\(code)-\(year)")
    }
  }

  private func forEachCell(
    _ frame: Frame, _ body: (Int, Int, Int, String, Year, IndicatorIndex) -> Void
  ) {
    for (i, indicator) in frame.indicators.enumerated() {
      for (y, year) in frame.years.enumerated() {
        for (position, entity) in frame.bodies.enumerated() {
          body(i, y, position, entity.code, year, indicator)
        }
      }
    }
  }
}
