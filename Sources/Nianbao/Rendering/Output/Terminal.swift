#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What is known about the terminal that a command runs in.
public enum Terminal {
  /// When text is coloured.
  public enum ColorChoice: String, Sendable, CaseIterable {
    /// On a terminal, unless `NO_COLOR` is set or `TERM` is `dumb`.
    case auto
    /// Always.
    case always
    /// Never.
    case never
  }

  /// Whether standard output is a terminal.
  public static var isOutput: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Whether standard error is a terminal.
  public static var isError: Bool { isatty(STDERR_FILENO) == 1 }

  /// Lets the process live where the reader of its output goes away, as `head` and pagers do; the write
  /// fails then instead.
  ///
  /// A handler that does nothing is set, not `SIG_IGN`: programs that are started begin with the
  /// default again.
  public static func survivesClosedPipes() { signal(SIGPIPE) { _ in } }

  /// The style for standard output.
  ///
  /// - Parameter environment: The environment's variables; `COLUMNS` sets the width.
  public static func outputStyle(_ choice: ColorChoice, environment: [String: String])
    -> TerminalStyle
  {
    let isPlainByWish =
      !(environment["NO_COLOR"] ?? "").isEmpty || environment["TERM"] == "dumb"
    let hasColor =
      switch choice {
      case .always: true
      case .never: false
      case .auto: isOutput && !isPlainByWish
      }
    return TerminalStyle(width: width(environment), hasColor: hasColor)
  }

  /// A text cut so that it stays on one line of the terminal that standard error is.
  public static func oneLine(_ text: String) -> String {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 1 else { return text }
    // A text that fills the last column would move the cursor on.
    return TextWidth.truncate(text, to: Int(size.ws_col) - 1)
  }

  /// The rows and columns of the terminal that standard output is; `LINES` and `COLUMNS` outweigh it.
  static func outputSize(_ environment: [String: String]) -> (rows: Int, columns: Int) {
    let rows = environment["LINES"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    var size = winsize()
    let isKnown = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_row > 0
    return (rows ?? (isKnown ? Int(size.ws_row) : 24), width(environment) ?? 80)
  }

  /// The number of columns, or nil where standard output is no terminal and `COLUMNS` is not set.
  private static func width(_ environment: [String: String]) -> Int? {
    if let columns = environment["COLUMNS"].flatMap({ Int($0) }), columns > 0 { return columns }
    guard isOutput else { return nil }
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }
}

extension Language {
  /// The language that the environment asks for: the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that
  /// is set decides; Chinese where it begins with `zh`, English otherwise.
  public init(environment: [String: String]) {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"]
    let locale = names.lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    self = locale.lowercased().hasPrefix("zh") ? .chinese : .english
  }
}
