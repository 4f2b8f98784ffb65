import ArgumentParser
import Nianbao

extension Rule.Severity: ExpressibleByArgument {}

/// `nianbao check`: figures that contradict each other.
struct CheckCommand: Job {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract:
      "Find figures that contradict each other, the likeliest wrong cell and what it should say.",
    discussion: """
      Exit status 1 says that there are findings at or above --fail-on.

      Examples:
        nianbao check reports/
        nianbao check district.nbp --years 2017 --format csv -o findings.csv
        nianbao check reports/ --rules own.yaml --fail-on error
        nianbao check district.nbp --with '古北口镇,2017,training.session=2'
        nianbao check district.nbp --propose corrections.csv
        nianbao check district.nbp --apply corrections.csv -o corrected.nbp
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var corrections: CorrectionOptions

  @Option(help: "The weakest severity that makes the exit status 1: info, warning or error.")
  var failOn: Rule.Severity = .warning

  @Option(help: "The weakest severity shown: info, warning or error.")
  var severity: Rule.Severity = .info

  @Option(help: "A file of further rules, in the form of the shipped ones.", completion: .file())
  var rules: [String] = []

  func run() async throws {
    let (opened, status) = try await input.open(output)
    if corrections.isCorrecting { throw try correct(opened, status) }
    let (panel, selection) = try selection.apply(to: opened.panel)
    let confrontation = Confrontation(
      panel, with: try ruleSet(panel.catalog), years: selection.years)
    let diagnosis = confrontation.diagnosis()
    let findings = diagnosis.findings.filter { isShown($0, selection) }
    if corrections.propose != nil {
      let shown = Set(
        diagnosis.findings.indices.filter { isShown(diagnosis.findings[$0], selection) })
      try corrections.writeProposals(
        ProposalTable(diagnosis, of: panel, shown: shown, language: language), output: output)
    }
    let report = FindingsReport(confrontation, findings: findings, source: opened.source)
    switch output.chosenFormat {
    case .table:
      try output.write {
        report.renderText(language: output.language, style: output.style, to: $0)
      }
    case .json:
      try output.write { report.renderJSON(language: output.language, to: $0) }
    case .csv, .markdown, .xlsx, .html:
      try output.write(FindingsTable(report, language: output.language))
      output.say(report.summary)
    }
    if status == .done, findings.contains(where: { $0.severity >= failOn }) {
      throw ExitStatus.findings
    }
    throw status
  }

  func ruleSet(_ catalog: Catalog) throws -> RuleSet {
    try rules.reduce(RuleSet.builtIn(catalog)) { set, path in try set.adding(path: path) }
  }
}
