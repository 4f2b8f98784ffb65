import ArgumentParser
import Nianbao
import Serving
import SystemPackage

/// `nianbao serve`: the briefing's figures, live, for exploring a large panel in a browser.
struct ServeCommand: Job {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Explore figures, trends, rankings and the briefing of any region in a browser.",
    discussion: """
      Open the address that it prints; Ctrl-C ends it. The address of a page holds all that was chosen: \
      region, years, indicators, order. Every table is there as CSV and JSON with all its rows. It only \
      reads, asks the network for nothing, and answers this machine alone unless told otherwise.

      Examples:
        nianbao serve national.nbp
        nianbao serve reports/ --port 0
        nianbao serve national.nbp --address 0.0.0.0 --allow-remote --name stats.example.gov.cn
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var series: SeriesOptions
  @OptionGroup var ruleFiles: RuleFileOptions

  @Option(help: "The port; 0 takes a free one.")
  var port: UInt16 = 8018

  @Option(help: "The address to serve on.")
  var address = "127.0.0.1"

  @Flag(
    help: "Let other machines in; there is no password, so whoever reaches the address reads all.")
  var allowRemote = false

  @Option(
    parsing: .singleValue,
    help: "A name by which other machines reach this one; requests to any other name are refused.")
  var name: [String] = []

  @Option(help: "The language of pages and messages: zh or en; a page has a link to the other.")
  var lang: Language?

  @Flag(help: "Say nothing but the address and errors.")
  var quiet = false

  var output: PresentationOptions { PresentationOptions(lang: lang, quiet: quiet) }

  var language: Language { output.language }

  func validate() throws {
    if !name.isEmpty, !allowRemote {
      throw ValidationError("--name is for other machines; let them in with --allow-remote.")
    }
  }

  func run() async throws {
    let account = OutputOptions(presentation: output)
    let (opened, _) = try await input.open(account)
    let (figures, _) = try series.apply(SelectionOptions.everything, to: opened.panel)
    let rules = try ruleFiles.ruleSet(figures.catalog)
    ruleFiles.sayRemarks(on: rules, account)
    let explorer = Explorer(
      figures: figures, reports: opened.panel, rules: rules, source: opened.source,
      language: language)
    var place = ExplorerServer.Place()
    place.address = address
    place.port = port
    place.allowsRemote = allowRemote
    place.names = name
    let language = language
    let isQuiet = quiet
    try await ExplorerServer(explorer, at: place).run { url in
      // The address is the output: a script that starts the server reads it.
      _ = try? FileDescriptor.standardOutput.writeAll("\(url)\n".utf8)
      guard !isQuiet else { return }
      StandardError.write(
        LocalizedText(zh: "请在浏览器中打开；Ctrl-C 结束", en: "open it in a browser; Ctrl-C ends it")[
          language])
    }
  }
}
