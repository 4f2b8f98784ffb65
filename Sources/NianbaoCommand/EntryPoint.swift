import ArgumentParser
import Nianbao

/// Runs the command and turns what it throws into messages and exit statuses.
@main
enum EntryPoint {
  static func main() async {
    do {
      let command = try NianbaoCommand.parseAsRoot()
      if let job = command as? any Job {
        await run(job)
      } else {
        var command = command
        try command.run()
      }
    } catch {
      exit(with: error)
    }
  }

  private static func run(_ job: any Job) async {
    let language = job.language
    do {
      var job = job
      try await job.run()
    } catch let status as ExitStatus {
      status.exit()
    } catch let error as any DescribedError {
      StandardError.write("nianbao: \(error.message[language])")
      let isUsage =
        error is SelectionError || error is UnitNameMistake || error is AssignmentError
        || error is SeriesError
      (isUsage ? ExitStatus.usage : .failedInput).exit()
    } catch {
      exit(with: error)
    }
  }

  /// Help and version go to standard output with status 0; wrong usage is status 2.
  private static func exit(with error: any Error) -> Never {
    if NianbaoCommand.exitCode(for: error) == .success { NianbaoCommand.exit(withError: error) }
    StandardError.write(NianbaoCommand.fullMessage(for: error))
    ExitStatus.usage.exit()
  }
}
