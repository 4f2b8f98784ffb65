import Foundation
import Testing

/// Every command in `Expectations/*.txt` and in the console blocks of the documents prints what stands
/// under it.
///
/// With `NIANBAO_UPDATE_EXPECTATIONS=1` in the environment the files of `Expectations` are written anew
/// instead; look at the difference before you commit it.
@Suite(.serialized) struct ExpectationTests {
  private static let folder = CommandRun.root.appending(path: "Tests/CommandTests/Expectations")

  static let files: [String] =
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".txt") }.sorted()

  @Test func thereAreExpectations() {
    #expect(Self.files.count >= 5)
  }

  @Test(arguments: files) func commandsPrintWhatIsExpected(file: String) throws {
    let url = Self.folder.appending(path: file)
    let transcript = Transcript(try String(contentsOf: url, encoding: .utf8))
    #expect(!transcript.steps.isEmpty)
    if ProcessInfo.processInfo.environment["NIANBAO_UPDATE_EXPECTATIONS"] == "1" {
      let text = try transcript.steps.map { step in
        (["$ \(step.command)"] + (try CommandRun.run(step.command).lines)).joined(separator: "\n")
      }
      try (text.joined(separator: "\n\n") + "\n").write(to: url, atomically: true, encoding: .utf8)
      return
    }
    try check(transcript, in: file)
  }

  @Test(arguments: ["README.md", "README.zh-CN.md"]) func documentsShowRealOutput(file: String)
    throws
  {
    let text = try String(contentsOf: CommandRun.root.appending(path: file), encoding: .utf8)
    let transcripts = Transcript.consoleBlocks(of: text)
    #expect(transcripts.count >= 4)
    for transcript in transcripts { try check(transcript, in: file) }
  }

  @Test(arguments: ["Documentation/Regions.md", "Documentation/Series.md"])
  func pagesShowRealOutput(file: String) throws {
    let text = try String(contentsOf: CommandRun.root.appending(path: file), encoding: .utf8)
    let transcripts = Transcript.consoleBlocks(of: text)
    #expect(!transcripts.isEmpty)
    for transcript in transcripts { try check(transcript, in: file) }
  }

  private func check(_ transcript: Transcript, in file: String) throws {
    for step in transcript.steps where step.command.hasPrefix("nianbao") {
      let result = try CommandRun.run(step.command)
      #expect(
        step.matches(result.lines),
        """
        \(file): $ \(step.command)
        printed:
        \(result.lines.joined(separator: "\n"))
        """)
    }
  }
}
