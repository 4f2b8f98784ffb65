import ArgumentParser
import Nianbao

/// `nianbao show`: figures as read, with where they stand.
struct ShowCommand: Job {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show a report's figures as read, each with the line it stands in.",
    discussion: """
      Examples:
        nianbao show 古北口镇2017.txt
        nianbao show district.nbp --units 古北口镇 --years 2017
        nianbao show district.nbp --verify
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var derived: DerivedOptions
  @OptionGroup var output: OutputOptions

  @Flag(help: "Compare the checksum of every part of a panel file, and show nothing.")
  var verify = false

  func run() async throws {
    let (opened, status) = try await input.open(output, verifiesChunks: verify)
    if verify {
      output.say(LocalizedText(zh: "面板文件完好", en: "the panel file is whole"))
      throw status
    }
    let (panel, selection) = try selection.apply(to: derived.adding(to: opened.panel))
    guard output.chosenFormat == .table else {
      try output.write(
        LongExport(PanelExcerpt(panel, years: selection.years, indicators: selection.indicators)))
      throw status
    }
    try output.write { buffer in
      var buffer = buffer
      for table in ShowTable.all(panel, years: selection.years, indicators: selection.indicators) {
        buffer = output.heading(table.title(output.language), to: buffer)
        buffer = table.render(
          as: .table, language: output.language, style: output.style, to: buffer)
        buffer = output.heading("", to: buffer)
      }
      return buffer
    }
    throw status
  }
}
