import Foundation
import Nianbao
import Testing

/// A panel file survives the death of its writer at any moment.
@Suite struct KilledWriterTests {
  private static let catalog = try? Catalog.builtIn()

  /// The state that a file is in: the figure of its last year. Everything else must fit it.
  private func state(of path: String, atLeast least: Int) throws -> Int {
    let catalog = try #require(Self.catalog)
    let panel = try PanelFile.open(
      path, catalog: catalog, regions: RegionTree([]), verifiesChunks: true)
    let last = try #require(panel.years.last)
    let state = Int(try #require(panel.value(IndicatorIndex(0), last, UnitIndex(1))))
    #expect(state >= least)
    #expect(panel.years.count == state % 7 + 1, "state \(state)")
    for indicator in panel.presentIndicators {
      for year in panel.years {
        let expected = Double(year == last ? state : year.number)
        let column = try #require(panel.column(indicator, year))
        #expect(
          column.values.array.enumerated().allSatisfy { $1 == ($0 == 0 ? -expected : expected) },
          "state \(state), \(catalog[indicator].id) \(year)")
        #expect(
          column.places?.array.allSatisfy { $0 == UInt32(state) } ?? false, "state \(state)")
      }
    }
    return state
  }

  @Test func aKilledWriterLeavesTheOldFileOrTheNewOne() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "nianbao-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("panel.nbp").path
    var seen = 1
    // Twelve rounds, and more where the machine is too busy for a writer to get anything written.
    for round in 0..<200 where round < 12 || seen <= 4 {
      let writer = Process()
      writer.executableURL = CommandRun.products.appendingPathComponent("panel-writer")
      writer.arguments = [path, String(seen)]
      let output = Pipe()
      writer.standardOutput = output
      try writer.run()
      // It changes the file from now on.
      _ = output.fileHandleForReading.availableData
      usleep(UInt32.random(in: 0...60_000))
      kill(writer.processIdentifier, SIGKILL)
      writer.waitUntilExit()
      #expect(writer.terminationReason == .uncaughtSignal, "round \(round)")
      seen = try state(of: path, atLeast: seen)
    }
    #expect(seen > 4, "the writers died before they wrote")
  }
}
