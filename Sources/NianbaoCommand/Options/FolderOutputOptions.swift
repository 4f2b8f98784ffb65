import ArgumentParser
import Nianbao

/// How a command writes that makes a folder of files.
struct FolderOutputOptions: ParsableArguments {
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: "The folder to write, such as briefing.", completion: .directory)
  var folder: String

  @OptionGroup var presentation: PresentationOptions

  /// Where what is said goes.
  var account: OutputOptions { OutputOptions(presentation: presentation) }

  func validate() throws {
    if folder == "-" || folder.isEmpty {
      throw ValidationError(
        "-o is ‘\(folder)’; expected a folder, for a briefing is several files.")
    }
    if presentation.format != nil {
      throw ValidationError(
        "A briefing has a page, a document, a workbook and CSV files; leave --format out.")
    }
  }
}
