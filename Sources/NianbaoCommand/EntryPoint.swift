import ArgumentParser
import Nianbao

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Runs the command and turns what it throws into messages and exit statuses.
@main
enum EntryPoint {
  static func main() async {
    Terminal.survivesClosedPipes()
    let arguments = Array(CommandLine.arguments.dropFirst())
    answerWithoutCommand(arguments)
    do {
      let command = try NianbaoCommand.parseAsRoot(arguments)
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

  /// Greets who named no command, and helps who named none that there is.
  private static func answerWithoutCommand(_ arguments: [String]) {
    let language = Language(environment: ProcessInfo.processInfo.environment)
    let isPath = { FileManager.default.fileExists(atPath: $0) }
    if arguments.isEmpty {
      print(Welcome.text(language, hasDataSet: isPath("datasets/miyun/reports")))
      ExitStatus.done.exit()
    }
    if let mistake = CommandWord.mistake(in: arguments, isPath: isPath) {
      StandardError.write("nianbao: \(mistake[language])")
      ExitStatus.usage.exit()
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
      (error is any UsageError ? ExitStatus.usage : .failedInput).exit()
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
