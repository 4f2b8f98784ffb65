import SystemPackage

/// Messages for the person at the terminal; data goes to standard output.
enum StandardError {
  /// Writes a message and what ends it.
  static func write(_ message: String, terminator: String = "\n") {
    // A closed standard error is no reason to fail: there is nobody left to tell.
    _ = try? FileDescriptor.standardError.writeAll("\(message)\(terminator)".utf8)
  }
}
