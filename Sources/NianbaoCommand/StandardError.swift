import SystemPackage

/// Messages for the person at the terminal; data goes to standard output.
enum StandardError {
  /// Writes a message and a line end.
  static func write(_ message: String) {
    // A closed standard error is no reason to fail: there is nobody left to tell.
    _ = try? FileDescriptor.standardError.writeAll("\(message)\n".utf8)
  }
}
