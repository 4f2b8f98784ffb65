import ArgumentParser
import Nianbao

/// Runs the command and turns what it throws into messages and exit statuses.
@main
enum EntryPoint {
  static func main() {
    do {
      var command = try NianbaoCommand.parseAsRoot()
      try command.run()
    } catch {
      exit(with: error)
    }
  }

  /// Help and version go to standard output with status 0; wrong usage is status 2.
  private static func exit(with error: any Error) -> Never {
    if let status = error as? ExitStatus { status.exit() }
    if NianbaoCommand.exitCode(for: error) == .success { NianbaoCommand.exit(withError: error) }
    StandardError.write(NianbaoCommand.fullMessage(for: error))
    ExitStatus.usage.exit()
  }
}
