import Foundation
import Testing

/// Data sets that are made from files outside of the repository, made again where those are there.
@Suite struct DataSetTests {
  private static let reports = CommandRun.root.deletingLastPathComponent()
    .appending(path: "shared/reports").path

  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: reports),
      "the folder shared/reports is not beside the checkout"))
  func theFiguresOfPingtanAreThoseThatTheScriptMakes() throws {
    let kept = try String(
      contentsOf: CommandRun.root.appending(path: "datasets/pingtan/figures.csv"), encoding: .utf8)
    let made = try CommandRun.run(
      "PYTHONUTF8=1 /usr/bin/env python3 datasets/pingtan/make_figures.py '\(Self.reports)'")
    #expect(made.status == 0)
    let keptLines = kept.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect(made.lines.count == keptLines.count)
    for (made, kept) in zip(made.lines, keptLines) where made != kept {
      Issue.record("made \(made), kept \(kept)")
    }
  }
}
