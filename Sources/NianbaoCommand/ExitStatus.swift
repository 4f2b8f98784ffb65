#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The exit statuses that scripts rely on.
enum ExitStatus: Int32, Error {
  /// All was done.
  case done = 0
  /// `check` has findings at or above `--fail-on`.
  case findings = 1
  /// The call's words are off.
  case usage = 2
  /// An input could not be read, or an output not written.
  case failedInput = 3

  /// Ends the process.
  func exit() -> Never { endProcess(rawValue) }
}

// The C function under a name that `ExitStatus.exit` does not hide.
private func endProcess(_ status: Int32) -> Never { exit(status) }
