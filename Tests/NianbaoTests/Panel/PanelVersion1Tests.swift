import Foundation
import Testing

@testable import Nianbao

/// Files of version 1 are read as they were, and a change writes the present version; see
/// `Oracles/PanelFile`.
@Suite struct PanelVersion1Tests {
  private let catalog: Catalog
  private let file = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Oracles/PanelFile/version-1.nbp")

  init() throws { catalog = try Catalog.builtIn() }

  private func open(_ path: String) throws -> Panel {
    try PanelFile.open(path, catalog: catalog, regions: RegionTree([]), verifiesChunks: true)
  }

  /// The version that a file states.
  private func version(_ path: String) throws -> UInt8 {
    try Data(contentsOf: URL(filePath: path))[8]
  }

  /// Compares a panel with what the program of version 1 exported.
  private func check(_ panel: Panel) throws {
    let rows = try OracleTable("PanelFile/version-1.csv").rows
    #expect(rows.count == 142)
    for row in rows {
      let year = Year(try #require(row["year"].flatMap { Int($0) }))
      let code = try #require(row["unit_code"].flatMap { RegionCode($0) })
      let unit = try #require(panel.units.index(of: .government(code)))
      let indicator = try #require(row["indicator"].flatMap { catalog.index(of: IndicatorID($0)) })
      let column = try #require(panel.column(indicator, year))
      let note: Comment = "\(row)"
      #expect(column.value(unit) == row["value"].flatMap { Double($0) }, note)
      #expect(column.mark(unit).status.name == row["status"], note)
      let report = try #require(panel.reports.report(of: unit, in: year))
      #expect(report.file == row["file"] && report.edition?.name == row["edition"], note)
      #expect(panel.units[unit].name == row["unit"], note)
      let line = try #require(row["line"].flatMap { Int($0) })
      #expect(column.place(unit) == .line(line), note)
    }
  }

  @Test func filesOfVersion1AreReadAsTheyWere() throws {
    #expect(try version(file.path) == 1)
    let panel = try open(file.path)
    #expect(panel.years == [2016, 2017].map { Year($0) } && panel.units.count == 1)
    #expect(panel.claims.count == 4)
    try check(panel)
  }

  @Test func aChangeOfAVersion1FileWritesThePresentVersion() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).nbp")
      .path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try FileManager.default.copyItem(atPath: file.path, toPath: path)
    let update = try PanelUpdate(path: path)
    let panel = try update.panel(catalog: catalog, regions: RegionTree([]))
    _ = try update.write(panel)
    #expect(try UInt64(version(path)) == PanelFile.version)
    try check(open(path))
  }

  @Test func aDamagedVersion1FileIsRefused() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID().uuidString).nbp")
      .path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let whole = try Data(contentsOf: file)
    // The header, the directory, two chunks, and behind them the end that is missing.
    for position in [17, 33, 0x7990, 4_096, 30_016] {
      var bytes = whole
      bytes[position] ^= 1
      try bytes.write(to: URL(filePath: path))
      #expect(throws: PanelFileError.self, "byte \(position)") { _ = try open(path) }
    }
    try whole.dropLast(64).write(to: URL(filePath: path))
    #expect(throws: PanelFileError.self) { _ = try open(path) }
  }
}
