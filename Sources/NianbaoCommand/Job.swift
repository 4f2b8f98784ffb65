import ArgumentParser
import Nianbao

/// A subcommand: it does one job, and its errors are told in the language that its options name.
protocol Job: AsyncParsableCommand {
  associatedtype Output
  /// How and where it writes.
  var output: Output { get }
  /// The language of its messages.
  var language: Language { get }
}

extension Job where Output == OutputOptions {
  var language: Language { output.language }
}
