import ArgumentParser
import Nianbao

/// How an import writes: the panel to a file, its account to standard output.
struct ImportOutputOptions: ParsableArguments {
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: "The panel file to write, such as district.nbp.")
  var panelFile: String?

  @OptionGroup var presentation: PresentationOptions

  /// Where the account goes.
  var account: OutputOptions { OutputOptions(presentation: presentation) }
}
