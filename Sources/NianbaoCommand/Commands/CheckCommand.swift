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
        nianbao check national.nbp --anomalies --false-discovery-rate 0.01
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var anomalyOptions: AnomalyOptions

  @Option(help: "The weakest severity that makes the exit status 1: info, warning or error.")
  var failOn: Rule.Severity = .warning

  @Option(help: "The weakest severity shown: info, warning or error.")
  var severity: Rule.Severity = .info

  @Option(help: "A file of further rules, in the form of the shipped ones.", completion: .file())
  var rules: [String] = []

  func run() async throws {
    let (opened, status) = try await input.open(output)
    let (panel, selection) = try selection.apply(to: opened.panel)
    let confrontation = Confrontation(
      panel, with: try ruleSet(panel.catalog), years: selection.years)
    let anomalies = anomalyOptions.report(panel, selection)
    let found = confrontation.findings() + (anomalies?.findings ?? [])
    let findings = found.filter { finding in
      finding.severity >= severity
        && selection.indicators.map { wanted in
          finding.cells.contains { wanted.contains($0.indicator) }
        } ?? true
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
    if let anomalies { output.say(anomalies.summary) }
    if status == .done, findings.contains(where: { $0.severity >= failOn }) {
      throw ExitStatus.findings
    }
    throw status
  }

  private func ruleSet(_ catalog: Catalog) throws -> RuleSet {
    try rules.reduce(RuleSet.builtIn(catalog)) { set, path in try set.adding(path: path) }
  }
}
