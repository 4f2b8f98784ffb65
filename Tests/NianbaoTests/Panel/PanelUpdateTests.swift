import Testing
import Vectors

@testable import Nianbao

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Files that change: what is appended, what is replaced, and what readers see meanwhile.
@Suite struct PanelUpdateTests {
  let catalog: Catalog
  let indicators: [IndicatorIndex]

  init() throws {
    let catalog = try Catalog.builtIn()
    self.catalog = catalog
    indicators = try ["request.received", "fee.collected", "review.total"].map {
      try #require(catalog.index(of: IndicatorID($0)))
    }
  }

  /// Reports of some units and years; every figure tells its unit, year and the salt.
  private func panel(_ codes: [Int], _ years: ClosedRange<Int>, salt: Int = 0) -> Panel {
    var builder = PanelBuilder(catalog: catalog, regions: RegionTree([]))
    for code in codes {
      for year in years {
        var reading = ReportReading(file: "\(code)-\(year)-\(salt).txt")
        reading.year = Year(year)
        reading.edition = "2014"
        let unit = Unit(name: "单位\(code)", region: RegionCode("\(code)"))
        reading.subject = .init(name: unit.name, candidates: [unit])
        reading.cells = indicators.enumerated().map { position, indicator in
          ReadCell(
            indicator: indicator, value: Double((code + year * 7 + position + salt) % 500),
            mark: CellMark(.reported), place: .line(position + 1), text: "")
        }
        reading.claims = [
          Claim(
            indicator: indicators[0], value: Double(salt), precision: .exact, text: "\(code)",
            place: .line(2))
        ]
        reading.unrecognised = [
          ReadRow(
            label: "村务公开数\(salt)", measure: "条", text: "7", value: Double(salt), place: .line(9))
        ]
        _ = builder.add(reading)
      }
    }
    return builder.build().panel
  }

  private func withPath(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "nianbao-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.appendingPathComponent("panel.nbp").path)
  }

  private func open(_ path: String) throws -> Panel {
    try PanelFile.open(path, catalog: catalog, regions: RegionTree([]), verifiesChunks: true)
  }

  private func size(_ path: String) throws -> Int {
    try Data(contentsOf: URL(fileURLWithPath: path)).count
  }

  /// Everything that a panel says, as text.
  private func account(_ panel: Panel) -> [String] {
    var lines = panel.claims.entries.map { "\(panel.units[$0.unit].code) \($0.year) \($0.claim)" }
    lines += panel.unrecognised.map { "\(panel.units[$0.unit].code) \($0.year) \($0.label)" }
    for unit in panel.units.indices {
      for year in panel.years {
        guard let report = panel.reports.report(of: unit, in: year) else { continue }
        lines.append("\(panel.units[unit].code) \(year) \(report)")
        for indicator in panel.presentIndicators {
          lines.append(
            "\(panel.units[unit].code) \(year) \(panel.catalog[indicator].id) "
              + "\(panel.value(indicator, year, unit) ?? -1) "
              + "\(panel.mark(indicator, year, unit).status) \(panel.place(indicator, year, unit))")
        }
      }
    }
    return lines.sorted()
  }

  private static let codes = (0..<40).map { 110_118_001 + $0 }

  @Test func aYearIsAppendedAndTheRestStays() throws {
    try withPath { path in
      try PanelFile.write(panel(Self.codes, 2014...2016), to: path)
      let before = try Data(contentsOf: URL(fileURLWithPath: path))
      let addition = try PanelAddition(panel(Self.codes, 2017...2017), into: path)
      #expect(addition.replacedCount == 0 && addition.newUnitCount == 0)
      guard case .appended(let bytes) = addition.update else {
        Issue.record("the file was written anew")
        return
      }
      let after = try Data(contentsOf: URL(fileURLWithPath: path))
      // But for the second header no byte of the old file is another.
      #expect(after[0..<512] == before[0..<512])
      #expect(after[1024..<before.count] == before[1024...])
      #expect(bytes < before.count)
      #expect(account(try open(path)) == account(panel(Self.codes, 2014...2017)))
    }
  }

  @Test func newUnitsAndOtherReportsFindTheirPlaces() throws {
    try withPath { path in
      try PanelFile.write(panel(Self.codes, 2014...2016), to: path)
      // Among the old units, and before them; 2016 is reported again.
      let codes = [110_101_001] + Self.codes[3..<9] + [110_118_020, 110_119_001]
      let addition = try PanelAddition(panel(codes, 2016...2018, salt: 3), into: path)
      #expect(addition.replacedCount == 7)
      #expect(addition.newUnitCount == 2)
      guard case .rewritten = addition.update else {
        Issue.record("the units changed, and the file was not written anew")
        return
      }
      let merged = try open(path)
      let kept = Self.codes.filter { !codes.contains($0) }
      // What comes of reading all at once, the older reports of the others first.
      var builder: [String] = account(panel(kept, 2014...2016))
      builder += account(panel(Self.codes.filter(codes.contains), 2014...2015))
      builder += account(panel(codes, 2016...2018, salt: 3))
      func withoutAbsent(_ lines: [String]) -> [String] {
        lines.filter { !$0.hasSuffix("-1.0 absent ") && !$0.hasSuffix("-1.0 notApplicable ") }
          .sorted()
      }
      #expect(withoutAbsent(account(merged)) == withoutAbsent(builder))
    }
  }

  @Test func replacingOverAndOverDoesNotGrowTheFileWithoutEnd() throws {
    try withPath { path in
      let codes = (0..<400).map { 110_118_001 + $0 }
      try PanelFile.write(panel(codes, 2014...2015), to: path)
      let first = try size(path)
      var last = panel(codes, 2014...2015)
      for salt in 1...20 {
        last = panel(codes, 2015...2015, salt: salt)
        _ = try PanelAddition(last, into: path)
      }
      #expect(try size(path) < 4 * first + 2 << 20)
      let read = try open(path)
      #expect(
        read.value(indicators[0], 2015, UnitIndex(5))
          == last.value(indicators[0], 2015, UnitIndex(5)))
      #expect(read.claims.count == 800)
    }
  }

  @Test func readersGoOnWithWhatTheyOpened() throws {
    try withPath { path in
      let states = (0..<4).map { panel(Self.codes, 2014...(2015 + $0), salt: $0) }
      let accounts = states.map(account)
      try PanelFile.write(states[0], to: path)
      var opened: [(Int, Panel)] = [(0, try open(path))]
      for round in 1..<12 {
        let state = round % 4
        if round % 3 == 0 {
          try PanelFile.write(states[state], to: path)
        } else {
          _ = try PanelFile.update(path, with: states[state])
        }
        opened.append((state, try open(path)))
        for (state, panel) in opened { #expect(account(panel) == accounts[state]) }
      }
    }
  }

  @Test func readersAmongWritersSeeWholePanels() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "nianbao-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("panel.nbp").path
    let states = (0..<3).map { panel(Self.codes, 2014...(2014 + $0), salt: $0) }
    let accounts = states.map(account)
    try PanelFile.write(states[0], to: path)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        for round in 1..<40 {
          if round % 4 == 0 {
            try PanelFile.write(states[round % 3], to: path)
          } else {
            _ = try PanelFile.update(path, with: states[round % 3])
          }
        }
      }
      for _ in 0..<2 {
        group.addTask {
          for _ in 0..<15 {
            let read = try open(path)
            #expect(account(read) == accounts[read.years.count - 1])
          }
        }
      }
      try await group.waitForAll()
    }
  }

  @Test func oneWriterAtATime() throws {
    try withPath { path in
      try PanelFile.write(panel(Self.codes, 2014...2014), to: path)
      let first = try PanelUpdate(path: path)
      #expect(throws: PanelFileError.busy(path: path)) {
        _ = try PanelUpdate(path: path)
      }
      _ = try first.write(panel(Self.codes, 2014...2015))
      let second = try PanelUpdate(path: path)
      let read = try second.panel(catalog: catalog, regions: RegionTree([]))
      #expect(read.years.count == 2)
    }
  }

  @Test func whatAnUnfinishedWriterLeftMeansNothing() throws {
    try withPath { path in
      let old = panel(Self.codes, 2014...2015)
      try PanelFile.write(old, to: path)
      var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      bytes.append(Data(repeating: 0xA5, count: 7_777))
      // A header that is half written is none.
      for position in 512..<580 { bytes[position] = bytes[position - 512] ^ 0x01 }
      try bytes.write(to: URL(fileURLWithPath: path))
      #expect(account(try open(path)) == account(old))
      let addition = try PanelAddition(panel(Self.codes, 2016...2016), into: path)
      guard case .appended = addition.update else {
        Issue.record("the file was written anew")
        return
      }
      #expect(account(try open(path)) == account(panel(Self.codes, 2014...2016)))
    }
  }

  @Test func aFileThatIsNotThereIsMade() throws {
    try withPath { path in
      let added = panel(Self.codes, 2014...2015)
      let addition = try PanelAddition(added, into: path)
      #expect(addition.update == nil && addition.newUnitCount == 40)
      #expect(account(try open(path)) == account(added))
    }
  }
}
