import Foundation
import Testing

@testable import Nianbao

/// Roll-ups of a random panel as pandas and NumPy compute them; `Oracles/rollup/make_rollup.py` made the
/// files. Whole numbers agree to the last bit, everything else within rounding.
@Suite struct RollUpOracleTests {
  private struct Expected {
    let grouping, group, measure: String
    let year: Year
    let indicator: IndicatorIndex
    let value: Double?
    let n: Int
  }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Oracles/rollup")

  private let catalog: Catalog
  private let panel: Panel
  private let tags: UnitTags
  private let expected: [Expected]
  private let indicators: [IndicatorIndex]

  private static func rows(_ file: String) throws -> [[String]] {
    try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      .split(separator: "\n").dropFirst()
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }

  init() throws {
    let catalog = try Catalog.builtIn()
    self.catalog = catalog
    let ids: [IndicatorID] = ["request.received", "fee.collected", "capacity.staff"]
    let indicators = try ids.map { try #require(catalog.index(of: $0)) }
    self.indicators = indicators
    var builder = PanelBuilder(catalog: catalog, regions: RegionTree([]))
    for row in try Self.rows("panel.csv") {
      let region = try #require(RegionCode(row[1].prefix { $0 != "/" }))
      let unit = Unit(
        name: row[0], region: region, kind: row[1].contains("/") ? .department : .government)
      var reading = ReportReading(file: "\(row[1])-\(row[2])")
      reading.subject = .init(name: unit.name, candidates: [unit])
      reading.year = Year(try #require(Int(row[2])))
      reading.edition = "2014"
      for (indicator, text) in zip(indicators, row.dropFirst(3)) {
        reading.cells.append(
          ReadCell(
            indicator: indicator, value: Double(text),
            mark: CellMark(text.isEmpty ? .blank : .reported), place: .unknown, text: text))
      }
      _ = builder.add(reading)
    }
    let panel = builder.build().panel
    self.panel = panel
    tags = try UnitTags(path: Self.folder.appending(path: "tags.csv").path, of: panel)
    var expected: [Expected] = []
    for row in try Self.rows("expected.csv") {
      // A list of keys stands in quotes because of its comma.
      let row = row.count == 8 ? ["\(row[0]),\(row[1])"] + row.dropFirst(2) : row
      expected.append(
        Expected(
          grouping: row[0].filter { $0 != "\"" }, group: row[1], measure: row[4],
          year: Year(try #require(Int(row[2]))),
          indicator: try #require(catalog.index(of: IndicatorID(row[3]))), value: Double(row[5]),
          n: try #require(Int(row[6]))))
    }
    self.expected = expected
  }

  private func rollUp(_ grouping: String, _ change: (inout RollUp.Options) throws -> Void) throws
    -> RollUp
  {
    var options = RollUp.Options()
    options.expected = .panel
    options.tags = tags
    try change(&options)
    return panel.rollUp(
      by: try RollUp.Grouping([grouping], tags: tags.names), options, indicators: indicators)
  }

  /// What a result is found by: the region's code and the other keys' values.
  private func name(_ rollUp: RollUp, _ body: Int) -> String {
    let region = rollUp.frame.bodies[body].region.map { [$0.description] } ?? []
    return (region + rollUp.groupValues[body]).joined(separator: "|")
  }

  private func check(
    _ rollUp: RollUp, _ rows: [Expected], value: (Int, Int, Int) -> Double?,
    n: ((Int, Int, Int) -> Int)?
  ) throws {
    let bodies = Dictionary(
      uniqueKeysWithValues: rollUp.frame.bodies.indices.map { (name(rollUp, $0), $0) })
    #expect(!rows.isEmpty)
    for row in rows {
      let body = try #require(bodies[row.group], "\(row)")
      let year = try #require(rollUp.frame.position(of: row.year))
      let indicator = try #require(rollUp.frame.indicators.firstIndex(of: row.indicator))
      let found = value(indicator, year, body)
      if let wanted = row.value, let found {
        let isExact = ["sum", "min", "max"].contains(row.measure) && wanted == wanted.rounded()
        #expect(
          isExact ? found == wanted : abs(found - wanted) <= 1e-12 * max(1, abs(wanted)),
          "\(row): \(found)")
      } else {
        #expect(found == nil && row.value == nil, "\(row): \(String(describing: found))")
      }
      if let n { #expect(n(indicator, year, body) == row.n, "\(row)") }
    }
  }

  @Test(arguments: ["county", "province", "all", "kind", "county,kind", "片区", "pooled"])
  func measuresAgree(grouping: String) throws {
    let names = [
      "sum", "mean", "median", "p90", "min", "max", "sd", "gini", "top3", "wmean", "ratio",
    ]
    let staff = "capacity.staff"
    let rollUp = try rollUp(grouping == "pooled" ? "county" : grouping) { options in
      options.measures = try names.map {
        try RollUp.Measure(["wmean", "ratio"].contains($0) ? "\($0):\(staff)" : $0, in: catalog)
      }
      options.pooledYears = grouping == "pooled" ? Set(panel.years) : nil
    }
    for (position, measure) in names.enumerated() {
      let rows = expected.filter { $0.grouping == grouping && $0.measure == measure }
      try check(rollUp, rows) {
        rollUp.value(position, $0, $1, $2)
      } n: {
        rollUp.count($0, $1, $2)
      }
    }
  }

  @Test(arguments: [
    ("county", "share"), ("county", "share:province"), ("county", "share:all"),
    ("county,kind", "share"), ("kind", "share"), ("province", "share"),
  ])
  func sharesAgree(grouping: String, measure: String) throws {
    let rollUp = try rollUp(grouping) { $0.measures = [try RollUp.Measure(measure, in: catalog)] }
    try check(rollUp, expected.filter { $0.grouping == grouping && $0.measure == measure }) {
      rollUp.value(0, $0, $1, $2)
    } n: {
      rollUp.count($0, $1, $2)
    }
  }

  @Test func boundsAgree() throws {
    let rollUp = try rollUp("county") { $0.boundsSums = true }
    try check(rollUp, expected.filter { $0.measure == "low" }, value: rollUp.low, n: nil)
    try check(rollUp, expected.filter { $0.measure == "high" }, value: rollUp.high, n: nil)
  }

  @Test(arguments: RollUp.Imputation.allCases) func imputationsAgree(
    imputation: RollUp.Imputation
  ) throws {
    let rollUp = try rollUp("county") { $0.imputation = imputation }
    let rows = expected.filter { $0.measure == "impute:\(imputation.rawValue)" }
    try check(rollUp, rows) {
      rollUp.value(0, $0, $1, $2)
    } n: {
      rollUp.count($0, $1, $2) + rollUp.imputedCount($0, $1, $2)
    }
    var imputed = 0
    for indicator in indicators.indices {
      for year in rollUp.frame.years.indices {
        for body in rollUp.frame.bodies.indices {
          let count = rollUp.imputedCount(indicator, year, body)
          #expect(rollUp.frame.notes(indicator, year, body) == (count > 0 ? .imputed : []))
          imputed += count
        }
      }
    }
    #expect(imputed > 10)
  }
}
