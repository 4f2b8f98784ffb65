import Foundation
import Testing

@testable import Nianbao

/// Derived figures over random panels against their definition, cell by cell.
@Suite struct DerivedFiguresTests {
  let catalog: Catalog
  let stored: [IndicatorIndex]

  init() throws {
    let plain = try Catalog.builtIn()
    catalog = plain.adding(derived: try plain.standardDerived())
    stored = try Selection.indicators(
      ["request.received*", "request.closed*", "capacity.staff*"], in: catalog)
  }

  private func index(_ id: IndicatorID) throws -> IndicatorIndex {
    try #require(catalog.index(of: id))
  }

  private func sample(_ seed: UInt64) -> RandomPanel {
    RandomPanel(seed: seed, catalog: catalog, indicators: stored)
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>) func ratesAreRatiosOfFigures(seed: UInt64) throws
  {
    let sample = sample(seed)
    let rate = try index("derived.request.ontime-rate")
    let (above, below) = (try index("request.closed.ontime"), try index("request.closed"))
    let frame = sample.panel.frame(indicators: [rate, below])
    let exported = sample.panel.computing([rate])
    for (y, year) in frame.years.enumerated() {
      for (body, unit) in frame.bodies.enumerated() {
        let sides = (sample.figure(unit.code, year, above), sample.figure(unit.code, year, below))
        let value = frame.column(0, y).map { $0[body] } ?? .nan
        guard let numerator = sides.0, let denominator = sides.1 else {
          #expect(value.isNaN && frame.sides(0, y)?.denominators[body].isNaN ?? true)
          continue
        }
        #expect(frame.sides(0, y)?.numerators[body] == numerator)
        #expect(frame.sides(0, y)?.denominators[body] == denominator)
        if denominator == 0 {
          #expect(value.isNaN)
        } else {
          #expect(value == 100 * numerator / denominator, "seed \(seed)")
        }
        let mark = exported.mark(rate, year, UnitIndex(body))
        #expect(mark.status == (denominator == 0 ? .notApplicable : .derived))
      }
    }
    #expect(frame.sides(1, 0) == nil)
  }

  @Test(arguments: 1...10 as ClosedRange<UInt64>) func aRegionsRateIsTheRatioOfSums(seed: UInt64)
    throws
  {
    let sample = sample(seed)
    let rate = try index("derived.request.per-staff")
    let (above, below) = (try index("request.received"), try index("capacity.staff"))
    var options = RollUp.Options()
    options.expected = .panel
    options.measures = [.sum, .mean, .share(of: .all)]
    let rollUp = sample.panel.rollUp(by: .level(.county), options, indicators: [rate])
    for (y, year) in rollUp.frame.years.enumerated() {
      for (body, region) in rollUp.frame.bodies.enumerated() {
        let pairs = sample.panel.units.filter { $0.code.hasPrefix(region.code) }.compactMap {
          unit -> (Double, Double)? in
          guard let numerator = sample.figure(unit.code, year, above),
            let denominator = sample.figure(unit.code, year, below)
          else { return nil }
          return (numerator, denominator)
        }
        let (top, bottom) = (pairs.map(\.0).reduce(0, +), pairs.map(\.1).reduce(0, +))
        #expect(rollUp.count(0, y, body) == pairs.count)
        #expect(
          rollUp.value(0, 0, y, body) == (pairs.isEmpty || bottom == 0 ? nil : top / bottom),
          "seed \(seed)")
        #expect(
          rollUp.missing(0, y, body).count == rollUp.expected(y, body) - pairs.count)
        let rates = pairs.filter { $0.1 != 0 }.map { $0.0 / $0.1 }
        let mean = rates.isEmpty ? nil : rates.reduce(0, +) / Double(rates.count)
        #expect(
          mean.map { abs($0 - (rollUp.value(1, 0, y, body) ?? .nan)) < 1e-12 }
            ?? (rollUp.value(1, 0, y, body) == nil))
        #expect(rollUp.value(2, 0, y, body) == nil)
      }
    }
  }

  @Test func ratesChangeByPoints() throws {
    let ids: [IndicatorID] = ["derived.request.ontime-rate", "derived.request.per-staff"]
    let frame = sample(6).panel.rollUp(
      to: .level(.county), indicators: try ids.map { try index($0) }, expected: .panel
    ).frame
    let change = frame.change()
    let points = try #require(change.column(0, 1))
    let values = try #require(frame.column(0, 1))
    let before = try #require(frame.column(0, 0))
    for body in frame.bodies.indices where !values[body].isNaN && !before[body].isNaN {
      #expect(points.difference[body] == values[body] - before[body])
    }
    let percents = points.percent.array
    #expect(percents.allSatisfy { $0.isNaN })
    #expect(change.column(1, 1)?.percent.array.contains { !$0.isNaN } ?? false)
  }

  @Test func theYearBeforeIsLookedUpByItsNumber() throws {
    let sample = sample(4)
    let factor = try index("derived.request.growth-factor")
    let received = try index("request.received")
    let frame = sample.panel.frame(indicators: [factor])
    #expect(frame.column(0, 0) == nil)
    for (y, year) in frame.years.enumerated().dropFirst() {
      for (body, unit) in frame.bodies.enumerated() {
        let now = sample.figure(unit.code, year, received)
        let before = sample.figure(unit.code, year.previous, received)
        let value = frame.column(0, y).map { $0[body] } ?? .nan
        if let now, let before, before != 0 {
          #expect(value == now / before)
        } else {
          #expect(value.isNaN)
        }
      }
    }
  }

  @Test func aFormulaHoldsForTheReportsOfItsEditions() throws {
    let plain = try Catalog.builtIn()
    let own = try DerivedFileLoader.indicators(
      file: "own.yaml",
      text: """
        - id: derived.own.new
          zh: 新
          en: new
          measure: "%"
          formula:
            "2021": request.carriedout:all / request.received:all
        - id: derived.own.both
          zh: 两
          en: both
          measure: "%"
          formula:
            "2021": request.carriedout:all / request.received:all
            "2019": request.carriedin:all / request.received:all
        """, catalog: plain)
    let all = plain.adding(derived: own)
    var builder = PanelBuilder(catalog: all, regions: RegionTree([]))
    let reports: [(String, EditionID?)] = [
      ("110118001", "2019"), ("110118002", "2021"), ("110118003", nil),
    ]
    for (code, edition) in reports {
      var reading = ReportReading(file: code)
      reading.subject = .init(name: code, candidates: [Unit(name: code, region: RegionCode(code))])
      reading.year = 2020
      reading.edition = edition
      let figures: [(IndicatorID, Double)] = [
        ("request.received:all", 20), ("request.carriedout:all", 1), ("request.carriedin:all", 5),
      ]
      reading.cells = try figures.map { id, value in
        ReadCell(
          indicator: try #require(all.index(of: id)), value: value, mark: CellMark(.reported),
          place: .unknown, text: "")
      }
      _ = builder.add(reading)
    }
    let frame = builder.build().panel.frame(indicators: all.derivedIndicators)
    let new = try #require(frame.column(0, 0)?.array)
    // A report whose form is not known has the figures, and that is enough.
    #expect(new[0].isNaN && new[1] == 5 && new[2] == 5)
    #expect(frame.column(1, 0)?.array == [25, 5, 5])
  }

  @Test func nothingDerivedIsStoredOrShownUnasked() throws {
    let panel = sample(2).panel
    let derived = catalog.derivedIndicators
    let computed = panel.computing(derived)
    #expect(panel.presentIndicators.allSatisfy { !catalog[$0].isDerived })
    #expect(computed.presentIndicators.contains { catalog[$0].isDerived })
    #expect(panel.frame().indicators == panel.presentIndicators)
    let path = FileManager.default.temporaryDirectory
      .appending(path: "derived-\(UUID().uuidString).nbp").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try PanelFile.write(computed, to: path)
    let opened = try PanelFile.open(path, catalog: catalog, regions: RegionTree([]))
    #expect(opened.presentIndicators == panel.presentIndicators)
    // Added to a panel that does not know them, they are computed there.
    let plain = try PanelFile.open(path, catalog: Catalog.builtIn(), regions: RegionTree([]))
    let later = plain.adding(derived: try plain.catalog.standardDerived())
    let rate = try #require(later.catalog.index(of: "derived.request.ontime-rate"))
    let here = try index("derived.request.ontime-rate")
    for year in panel.years {
      let (one, other) = (panel.figures(here, year), later.figures(rate, year))
      #expect(
        zip(one?.values.array ?? [], other?.values.array ?? []).allSatisfy {
          $0 == $1 || ($0.isNaN && $1.isNaN)
        })
    }
  }
}
