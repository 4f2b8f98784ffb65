import ArgumentParser
import Nianbao

/// What people decided about findings before.
struct VerdictOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A file of verdicts: findings that are accepted or explained are not shown again.",
      discussion: "One line each: fingerprint, accepted|explained|return (接受|已说明|退回), note."),
    completion: .file())
  var verdicts: String?

  @Option(
    help: "Write a file of verdicts with a line for every finding, keeping what is in it.",
    completion: .file())
  var writeVerdicts: String?

  @Flag(help: "Show the findings that a verdict settles too.")
  var all = false

  func validate() throws {
    if writeVerdicts == "-" {
      throw ValidationError("--write-verdicts is -; expected a file, which is read and written.")
    }
  }

  /// Hands the verdicts of the files to a review, says what is wrong with their lines, and writes them
  /// anew where that is asked for.
  ///
  /// - Returns: Whether all lines could be read.
  func apply(to review: inout Review, _ output: OutputOptions) throws -> Bool {
    var file = try writeVerdicts.map { try VerdictFile(pathIfPresent: $0) } ?? VerdictFile()
    if let verdicts, verdicts != writeVerdicts {
      file = file.adding(try VerdictFile(path: verdicts))
    }
    for mistake in file.mistakes {
      StandardError.write("nianbao: \(mistake.message[output.language])")
    }
    review.verdicts = file.verdicts
    if let writeVerdicts {
      let text = file.text(updatedFor: review, language: output.language)
      try OutputDestination(path: writeVerdicts).write { $0.appending(text) }
    }
    return file.mistakes.isEmpty
  }
}
