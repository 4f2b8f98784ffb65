import ArgumentParser
import Nianbao

/// How an import writes: the panel to a file, its account to standard output.
struct ImportOutputOptions: ParsableArguments {
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: "The panel file to write, such as district.nbp.",
    completion: .file(extensions: ["nbp"]))
  var panelFile: String?

  @Option(
    help: ArgumentHelp(
      "A panel file that the reports go into.",
      discussion: """
        Reports of units and years that it has already replace those; all others are added. Where \
        there is no such file it is made.
        """), completion: .file(extensions: ["nbp"]))
  var into: String?

  func validate() throws {
    if panelFile != nil, into != nil {
      throw ValidationError("-o writes a panel file, --into adds to one; name one of them.")
    }
  }

  @OptionGroup var presentation: PresentationOptions

  /// Where the account goes.
  var account: OutputOptions { OutputOptions(presentation: presentation) }
}
