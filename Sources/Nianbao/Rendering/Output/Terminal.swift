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
