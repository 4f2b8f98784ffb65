import ArgumentParser
import Nianbao

/// `nianbao import`: reads reports into a panel file.
struct ImportCommand: Job {
  enum Account: String, ExpressibleByArgument, CaseIterable {
    case reports, notes, claims, coverage, manifest
  }

  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract:
      "Read reports into a panel file; print what was recognised, and what was not and why.",
    discussion: """
      Examples:
        nianbao import reports/ -o district.nbp
        nianbao import 2024-reports/ --into district.nbp
        nianbao import reports/ --account notes --format csv
        nianbao import reports/ --account manifest --format csv > units.csv
        nianbao import reports/ --manifest units.csv -o district.nbp
      """)

  @OptionGroup var input: InputOptions

  @Option(
    help: ArgumentHelp(
      "What to print.",
      discussion: """
        reports: what was recognised of each report; notes: all else to know about each; claims: \
        figures that the prose states; coverage: units by years; manifest: the reports whose unit \
        or year is to be stated, as a table to fill in.
        """))
  var account: Account = .reports

  @OptionGroup var output: ImportOutputOptions

  func run() async throws {
    let options = output.account
    let (opened, status) = try await input.open(options)
    if let result = opened.importResult {
      switch account {
      case .reports: try options.write(ImportTable(result))
      case .notes: try options.write(ImportNotesTable(result, language: options.language))
      case .claims: try options.write(ClaimsTable(result))
      case .coverage: try options.write(CoverageTable(opened.panel))
      case .manifest: try options.write(ManifestTable(result))
      }
    } else {
      try options.write(CoverageTable(opened.panel))
    }
    if let path = output.panelFile { try PanelFile.write(opened.panel, to: path) }
    options.say(summary(opened))
    if let path = output.into {
      options.say(try PanelAddition(opened.panel, into: path).summary)
    }
    throw status
  }

  var language: Language { output.account.language }

  private func summary(_ input: PanelInput) -> LocalizedText {
    let panel = input.panel
    let readings = input.importResult?.readings
    let (count, figures) = (readings?.count ?? 0, readings?.figureCount ?? 0)
    let years = "\(panel.years.first?.description ?? "")–\(panel.years.last?.description ?? "")"
    let zhEnd = output.panelFile.map { "，已写入 \($0)" } ?? ""
    let enEnd = output.panelFile.map { ", written to \($0)" } ?? ""
    return LocalizedText(
      zh: "读入报告 \(count) 份，单位 \(panel.units.count) 个，年度 \(years)，数字 \(figures) 个\(zhEnd)",
      en: EnglishCount.text(count, "report") + " of "
        + EnglishCount.text(panel.units.count, "unit") + ", \(years), "
        + EnglishCount.text(figures, "figure") + enEnd)
  }
}
