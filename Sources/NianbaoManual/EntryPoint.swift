import SystemPackage

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes manual pages of the help on standard input:
///
///     nianbao --experimental-dump-help | nianbao-manual FOLDER YYYY-MM-DD [VERSION]
///
/// A page for the command and each of its subcommands, of the day given.
@main
enum EntryPoint {
  static func main() throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard let folder = arguments.first, let day = arguments.dropFirst().first.flatMap(Day.init)
    else {
      try FileDescriptor.standardError.writeAll(
        """
        usage: nianbao --experimental-dump-help | nianbao-manual FOLDER YYYY-MM-DD [VERSION]

        """.utf8)
      exit(2)
    }
    var dump = ""
    while let line = readLine(strippingNewline: false) { dump += line }
    let root = try JSONDecoder().decode(HelpDump.self, from: Data(dump.utf8)).command
    let version = arguments.dropFirst(2).first ?? root.commandName
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for command in [root] + root.shownSubcommands {
      let page = ManualPage(command, of: root, day: day.text, version: version)
      try Data(page.text.utf8).write(to: URL(filePath: "\(folder)/\(page.fileName)"))
    }
  }
}

/// A day as manual pages write it.
struct Day {
  /// Such as `November 26, 2026`.
  let text: String

  /// A day such as `2026-11-26`; nil where it is none.
  init?(_ text: String) {
    let parts = text.split(separator: "-").map { Int($0) }
    guard parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2],
      Self.months.indices.contains(month - 1), (1...31).contains(day)
    else { return nil }
    self.text = "\(Self.months[month - 1]) \(day), \(year)"
  }

  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}
