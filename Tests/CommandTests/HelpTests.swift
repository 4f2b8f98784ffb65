import ArgumentParser
import Foundation
import Testing

@testable import NianbaoCommand

/// What help, manual pages and the changelog say agrees with what the command takes.
@Suite struct HelpTests {
  @Test(arguments: NianbaoCommand.configuration.subcommands.map { $0._commandName })
  func examplesOfHelpAreCallsThatTheCommandTakes(name: String) throws {
    let command = try #require(
      NianbaoCommand.configuration.subcommands.first { $0._commandName == name })
    let lines = command.configuration.discussion.split(separator: "\n").map { line in
      line.drop { $0 == " " }
    }
    let examples = lines.drop { $0 != "Examples:" }.dropFirst()
    #expect(!examples.isEmpty, "the help of \(name) has no example")
    for example in examples {
      let words = Self.words(of: example)
      #expect(words.prefix(2) == ["nianbao", name], "\(example)")
      #expect(throws: Never.self, "\(example)") {
        _ = try NianbaoCommand.parseAsRoot(Array(words.dropFirst()))
      }
    }
  }

  /// The words of a line as a shell takes it, up to a comment or a redirection.
  private static func words(of line: some StringProtocol) -> [String] {
    var words: [String] = []
    for (position, part) in line.split(separator: "'", omittingEmptySubsequences: false)
      .enumerated()
    {
      if position % 2 == 1 {
        words.append(String(part))
        continue
      }
      for word in part.split(separator: " ") {
        if word == "#" || word == ">" || word == "|" { return words }
        words.append(String(word))
      }
    }
    return words
  }

  @Test func theChangelogBeginsWithTheVersion() throws {
    let text = try String(
      contentsOf: CommandRun.root.appending(path: "CHANGELOG.md"), encoding: .utf8)
    let heading = try #require(text.split(separator: "\n").first { $0.hasPrefix("## ") })
    let version = try CommandRun.run("nianbao --version").lines[0].split(separator: " ")[1]
    #expect(heading.split(separator: " ")[1] == version)
  }

  @Test func manualPagesAreWhatMandocTakes() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "man-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let made = try CommandRun.run(
      "nianbao --experimental-dump-help | nianbao-manual '\(folder.path)' 2026-11-26 'nianbao 1'")
    #expect(made.lines.isEmpty)
    let pages = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    let names = NianbaoCommand.configuration.subcommands.map { "nianbao-\($0._commandName).1" }
    #expect(pages == (names + ["nianbao.1"]).sorted())
    // Where mandoc is not installed, the page of the expectations is the test.
    guard try CommandRun.run("command -v mandoc").status == 0 else { return }
    let remarks = try CommandRun.run("mandoc -T lint -W warning '\(folder.path)'/*.1")
    #expect(remarks.lines.isEmpty, "\(remarks.lines.joined(separator: "\n"))")
  }
}
