import Foundation
import Testing

@testable import Nianbao

/// Boundaries of a year as pandas computes them (`Oracles/regions/make_regions.py`), and what must hold
/// for any regions.
@Suite struct BoundariesOracleTests {
  let catalog: Catalog
  let received: IndicatorID = "request.received"

  init() throws { catalog = try Catalog.builtIn() }

  private func rows(_ name: String) throws -> [[String]] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Oracles/regions")
    let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    return text.split(separator: "\n").dropFirst().map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  private func change(
    _ kind: RegionHistory.Change.Kind, _ old: RegionCode, _ new: RegionCode, _ year: Year,
    _ basis: RegionHistory.Change.Basis? = nil
  ) -> RegionHistory.Change {
    RegionHistory.Change(
      kind: kind, oldCode: old, oldName: "旧\(old)", from: kind == .established ? year : nil,
      until: kind == .established ? nil : year, newCode: new, oldParent: nil, basis: basis)
  }

  @Test func mergersAreThoseOfPandas() throws {
    let changes = try rows("changes.csv").map { row in
      change(
        .merger, try #require(RegionCode(row[0])), try #require(RegionCode(row[1])),
        Year(try #require(Int(row[2]))))
    }
    let tree = RegionTree([]).adding(RegionHistory(changes: changes))
    var figures = FigurePanel(catalog, regions: tree)
    for row in try rows("figures.csv") {
      figures.add(row[0], Year(try #require(Int(row[1]))), received, Double(row[2]))
    }
    let panel = figures.panel
    var compared = 0
    for (asOf, rows) in Dictionary(grouping: try rows("expected.csv"), by: { $0[0] }) {
      let projected = panel.asOf(Year(try #require(Int(asOf))))
      for row in rows {
        let year = Year(try #require(Int(row[2])))
        let found = projected.figures(row[1], received)[year] ?? nil
        #expect(found == Double(row[3]), "\(row)")
        compared += found == nil ? 0 : 1
      }
    }
    #expect(compared > 300)
  }

  /// A random history over counties of one prefecture, with figures of all of them in all years.
  private func randomPanel(seed: UInt64, dividing: Bool) throws -> Panel {
    var numbers = SeededNumbers(seed: seed)
    var alive = (1...12).compactMap { RegionCode("1101\(String($0 + 100).dropFirst())") }
    var next = 50
    var changes: [RegionHistory.Change] = []
    var lives: [(code: RegionCode, years: ClosedRange<Year>)] = []
    var births: [RegionCode: Year] = [:]
    func end(_ code: RegionCode, _ year: Year) {
      alive.removeAll { $0 == code }
      lives.append((code, (births[code] ?? 2010)...year.previous))
    }
    for year in Year(2012)...Year(2018) where Bool.random(using: &numbers) {
      let code = alive.randomElement(using: &numbers) ?? alive[0]
      guard births[code].map({ $0 < year }) ?? true else { continue }
      if dividing, Bool.random(using: &numbers) {
        let parts = [next, next + 1].compactMap { RegionCode("1101\($0)") }
        next += 2
        for (part, share) in zip(parts, [0.25, 0.75]) {
          changes.append(change(.split, code, part, year, .share(share)))
          changes.append(change(.established, part, part, year))
          births[part] = year
        }
        end(code, year)
        alive += parts
      } else if let heir = alive.filter({ $0 != code && births[$0] ?? 2010 < year })
        .randomElement(using: &numbers)
      {
        changes.append(change(.merger, code, heir, year))
        end(code, year)
      }
    }
    for code in alive { lives.append((code, (births[code] ?? 2010)...2019)) }
    var figures = FigurePanel(
      catalog, regions: RegionTree([]).adding(RegionHistory(changes: changes)))
    for (code, years) in lives {
      for year in years {
        figures.add(
          code.description, year, received, Double(Int.random(in: 0...40, using: &numbers)))
      }
    }
    return figures.panel
  }

  private func sums(_ panel: Panel) -> [Double] {
    let frame = panel.rollUp(to: .level(.prefecture)).frame
    return frame.years.indices.map { frame.column(0, $0)?[0] ?? .nan }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func totalsStayOnTheBoundariesOfTheLastYear(seed: UInt64) throws {
    let merged = try randomPanel(seed: seed, dividing: false)
    #expect(sums(merged.asOf(2019)) == sums(merged), "seed \(seed)")
    let divided = try randomPanel(seed: seed, dividing: true)
    for (left, right) in zip(sums(divided.asOf(2019)), sums(divided)) {
      #expect(abs(left - right) < 1e-9, "seed \(seed)")
    }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func boundariesOfAYearTwiceAreThoseOnce(seed: UInt64) throws {
    let panel = try randomPanel(seed: seed, dividing: true).asOf(2019)
    let again = panel.asOf(2019)
    #expect(again.units.map(\.code) == panel.units.map(\.code), "seed \(seed)")
    #expect(sums(again) == sums(panel), "seed \(seed)")
  }
}
