import Foundation

/// Runs the built command in the repository's top folder, as a terminal would.
///
/// It is the one that was built with the tests, or with `NIANBAO_COMMANDS` in the environment the one in
/// that folder: a release build is tested as users have it, and in a tenth of the time.
enum CommandRun {
  /// The repository's top folder.
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The folder that the tests and the command were built into.
  static var products: URL {
    let bundle = Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])
    return bundle.deletingLastPathComponent()
  }

  /// The folders that commands are looked for in, the first one first.
  private static var searchPath: String {
    let environment = ProcessInfo.processInfo.environment
    return [environment["NIANBAO_COMMANDS"], products.path, environment["PATH"] ?? "/usr/bin:/bin"]
      .compactMap(\.self).joined(separator: ":")
  }

  struct Result {
    let status: Int32
    /// Standard output and standard error together, line by line, with `[exit N]` where N is not 0.
    let lines: [Substring]
  }

  /// Runs a line such as `nianbao check reports/`, through the shell.
  ///
  /// - Parameter folder: The current folder of the command.
  static func run(_ line: String, in folder: URL = root) throws -> Result {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "{ \(line); } 2>&1"]
    process.currentDirectoryURL = folder
    process.environment = ["PATH": searchPath, "LANG": "en_US.UTF-8", "HOME": "/nonexistent"]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    var lines = String(decoding: data, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
    while lines.last?.isEmpty ?? false { lines.removeLast() }
    if process.terminationStatus != 0 { lines.append("[exit \(process.terminationStatus)]") }
    return Result(status: process.terminationStatus, lines: lines)
  }
}
