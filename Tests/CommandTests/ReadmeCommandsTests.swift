import Foundation
import Testing

/// Every command that the README names without showing what it prints runs in a folder that has what it
/// reads: `reports/` and `2024-reports/`, the rule file of the README, and what the commands before it wrote.
@Suite struct ReadmeCommandsTests {
  @Test(arguments: ["README.md", "README.zh-CN.md"]) func everyCommandRuns(file: String) throws {
    let root = CommandRun.root
    let text = try String(contentsOf: root.appending(path: file), encoding: .utf8)
    let commands = Self.commands(of: text)
    #expect(commands.count >= 10)

    let manager = FileManager.default
    let folder = manager.temporaryDirectory.appending(path: "nianbao-\(UUID().uuidString)")
    try manager.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? manager.removeItem(at: folder) }
    for (name, path) in [("reports", "miyun/reports"), ("2024-reports", "formats/reports")] {
      try manager.createSymbolicLink(
        at: folder.appending(path: name),
        withDestinationURL: root.appending(path: "datasets").appending(path: path))
    }
    try Self.block(of: text, marked: "yaml").write(
      to: folder.appending(path: "own.yaml"), atomically: true, encoding: .utf8)
    // A panel file that the commands read and another page of the README makes.
    for name in ["district.nbp", "national.nbp"] {
      let made = try CommandRun.run("nianbao import reports/ -o \(name) --quiet", in: folder)
      #expect(made.status == 0, "\(made.lines.joined(separator: "\n"))")
    }

    for command in commands {
      // What serves is asked to end.
      let line =
        command.hasPrefix("nianbao serve")
        ? "timeout --preserve-status --signal INT 4 \(command) --port 0" : command
      let result = try CommandRun.run(line, in: folder)
      #expect(
        result.status == 0 || result.status == 1,
        "\(file): \(command)\n\(result.lines.joined(separator: "\n"))")
    }
  }

  /// The commands of the indented lines and of the text, without those that leave a word open.
  private static func commands(of markdown: String) -> [String] {
    var isInBlock = false
    var commands: [String] = []
    var prose = ""
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        isInBlock.toggle()
      } else if isInBlock {
        continue
      } else if line.hasPrefix("    nianbao ") {
        commands.append(line.trimmingCharacters(in: .whitespaces))
      } else {
        prose += line + " "
      }
    }
    let spans = prose.split(separator: "`", omittingEmptySubsequences: false)
    // What stands between the first and the second mark is code, and so on.
    for (position, span) in spans.enumerated() where position % 2 == 1 {
      if span.hasPrefix("nianbao ") { commands.append(String(span)) }
    }
    return commands.filter { !$0.contains("COMMAND") && !$0.contains("命令") }
  }

  /// The first block of code that is marked so.
  private static func block(of markdown: String, marked: String) -> String {
    let lines = markdown.split(separator: "\n", omittingEmptySubsequences: false)
    let block = lines.drop { $0 != "```\(marked)" }.dropFirst().prefix { $0 != "```" }
    return block.joined(separator: "\n") + "\n"
  }
}
