import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The program that shows text which is longer than the screen, found as git does.
public struct Pager: Sendable, Hashable {
  /// The command for the shell.
  public let command: String
  /// The rows of the screen.
  let rows: Int
  /// The columns of the screen.
  let columns: Int

  /// The pager of an environment: `NIANBAO_PAGER`, else `PAGER`, else `less`.
  ///
  /// - Returns: nil where standard output is no terminal or a dumb one, or where the pager is `cat` or
  ///   set to nothing.
  public init?(environment: [String: String]) {
    guard Terminal.isOutput, environment["TERM"] != "dumb" else { return nil }
    let command = environment["NIANBAO_PAGER"] ?? environment["PAGER"] ?? "less"
    guard !command.allSatisfy(\.isWhitespace), command != "cat" else { return nil }
    self.command = command
    (rows, columns) = Terminal.outputSize(environment)
  }

  /// What the shell is told: `less` ends where all fits, passes colours on and leaves the text on the
  /// screen, unless `LESS` says otherwise; where there is no such program, the text is shown without.
  fileprivate var shellCommand: String {
    "LESS=${LESS-FRX}; LV=${LV--c}; export LESS LV; \(command); [ $? -ne 127 ] || cat"
  }

  /// Whether a text fills the screen, so that its first line would be gone.
  func isNeeded(for text: [UInt8]) -> Bool {
    var lines = 0
    for line in String(decoding: text, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    {
      lines += max(1, (TextWidth.ofShown(line) + columns - 1) / max(columns, 1))
      // The last line is the prompt's.
      if lines > rows { return true }
    }
    return false
  }
}

/// Standard output on a terminal: text that fits is shown at once, other text through the pager.
final class PagedOutput {
  private let pager: Pager
  private var held: [UInt8] = []
  private var stream: (file: UnsafeMutablePointer<FILE>, descriptor: FileDescriptor)?

  init(_ pager: Pager) { self.pager = pager }

  /// Shows a piece, or holds it while all still fits.
  func write(_ piece: [UInt8]) throws {
    if let stream {
      try stream.descriptor.writeAll(piece)
      return
    }
    held += piece
    if pager.isNeeded(for: held) { try start() }
  }

  /// Shows what is held, and waits until the reader has left the pager.
  func finish() throws {
    if stream == nil { try FileDescriptor.standardOutput.writeAll(held) }
    held = []
    close()
  }

  /// Ends the pager's input and waits for it.
  func close() {
    guard let stream else { return }
    pclose(stream.file)
    // What interrupts is ours again.
    signal(SIGINT, SIG_DFL)
    signal(SIGQUIT, SIG_DFL)
    self.stream = nil
  }

  private func start() throws {
    // The stream is only asked for its descriptor and closed.
    guard let file = popen(pager.shellCommand, "w") else {
      try FileDescriptor.standardOutput.writeAll(held)
      held = []
      return
    }
    // Ctrl-C is for the pager as long as it shows.
    signal(SIGINT, SIG_IGN)
    signal(SIGQUIT, SIG_IGN)
    let descriptor = FileDescriptor(rawValue: fileno(file))
    stream = (file, descriptor)
    try descriptor.writeAll(held)
    held = []
  }
}
