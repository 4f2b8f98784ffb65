import ArgumentParser
import Nianbao

/// `nianbao brief`: the document that an office hands on.
struct BriefCommand: Job {
  static let configuration = CommandConfiguration(
    commandName: "brief",
    abstract:
      "Write the briefing: a page to read and print, a Word document, a workbook, its tables as CSV.",
    discussion: """
      The page holds all it needs, opens from disk and asks the network for nothing. It is about the
      last of the years, with the years before it as trends. The document (briefing.docx) is the same to
      edit; in the workbook (briefing.xlsx) sums are formulas and charts follow the figures.

      Examples:
        nianbao brief reports/ -o briefing
        nianbao brief national.nbp --within 北京市/密云区 --years 2014-2018 -o briefing
        nianbao brief reports/ --returns -o returns
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var series: SeriesOptions
  @OptionGroup var output: FolderOutputOptions
  @OptionGroup var ruleFiles: RuleFileOptions

  @Option(
    help: "A file of verdicts: findings that are accepted or explained are left out.",
    completion: .file())
  var verdicts: String?

  @Flag(
    help:
      "Write only what goes back to the units: a page for each, with what to put right (退回清单).")
  var returns = false

  var language: Language { output.presentation.language }

  func validate() throws {
    if !selection.indicators.isEmpty {
      throw ValidationError(
        "A briefing shows the figures of its outline; leave --indicators out.")
    }
  }

  func run() async throws {
    let account = output.account
    let (opened, status) = try await input.open(account)
    let (panel, selection) = try selection.apply(to: opened.panel)
    let figures = try series.apply(self.selection, to: opened.panel, looksBack: true).panel
    let rules = try ruleFiles.ruleSet(panel.catalog)
    ruleFiles.sayRemarks(on: rules, account)
    let confrontation = Confrontation(panel, with: rules, years: selection.years)
    var review = Review(confrontation.diagnosis(), of: confrontation)
    if let verdicts { review.verdicts = try VerdictFile(path: verdicts).verdicts }
    let briefing = try Briefing(
      figures, selection,
      findings: FindingsReport(
        confrontation, review: review.withoutSettled(), source: opened.source))
    let folder = try BriefingFolder(briefing, path: output.folder, language: language)
    let paths = try returns ? folder.writeReturns() : folder.write()
    account.say(
      LocalizedText(
        zh: "已写入 \(paths.count) 个文件，请打开 \(paths[0])",
        en: "\(paths.count) files written; open \(paths[0])"))
    throw status
  }
}
