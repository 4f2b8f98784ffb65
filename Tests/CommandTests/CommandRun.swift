import Foundation

/// Runs the built command in the repository's top folder, as a terminal would.
enum CommandRun {
  /// The repository's top folder.
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The folder that the tests and the command were built into.
  static var products: URL {
    let bundle = Bundle.main.executableURL ?? URL(filePath: CommandLine.arguments[0])
    return bundle.deletingLastPathComponent()
  }

  struct Result {
    let status: Int32
    /// Standard output and standard error together, line by line, with `[exit N]` where N is not 0.
    let lines: [Substring]
  }

  /// Runs a line such as `nianbao check reports/`, through the shell.
  static func run(_ line: String) throws -> Result {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "{ \(line); } 2>&1"]
    process.currentDirectoryURL = root
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    process.environment = [
      "PATH": "\(products.path):\(path)", "LANG": "en_US.UTF-8", "HOME": "/nonexistent",
    ]
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
