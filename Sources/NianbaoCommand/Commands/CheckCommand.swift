import ArgumentParser
import Nianbao

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Rule.Severity: ExpressibleByArgument {}

/// `nianbao check`: figures that contradict each other.
struct CheckCommand: Job {
  enum Account: String, ExpressibleByArgument, CaseIterable {
    case findings, stories, scorecard, unassessable
  }

  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract:
      "Find figures that contradict each other, the likeliest wrong cell and what it should say.",
    discussion: """
      Exit status 1 says that there are findings at or above --fail-on that no verdict settles.

      Examples:
        nianbao check reports/
        nianbao check district.nbp --years 2017 --format csv -o findings.csv
        nianbao check reports/ --rules own.yaml --fail-on error
        nianbao check reports/ --account scorecard
        nianbao check reports/ --write-verdicts verdicts.txt
        nianbao check reports/ --verdicts verdicts.txt --against former.json
        nianbao check district.nbp --with '古北口镇,2017,training.session=2'
        nianbao check district.nbp --propose corrections.csv
        nianbao check district.nbp --apply corrections.csv -o corrected.nbp
        nianbao check national.nbp --anomalies --false-discovery-rate 0.01
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var selection: SelectionOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var anomalyOptions: AnomalyOptions
  @OptionGroup var corrections: CorrectionOptions

  @Option(
    help: ArgumentHelp(
      "What to print.",
      discussion: """
        findings: what contradicts, the printed rows and what is likeliest wrong; stories: one row \
        for each mistake that explains findings; scorecard: how the reports of each unit fared; \
        unassessable: the checks that could not be made and why.
        """))
  var account: Account = .findings

  @Option(help: "The weakest severity that makes the exit status 1: info, warning or error.")
  var failOn: Rule.Severity = .warning

  @Option(help: "The weakest severity shown: info, warning or error.")
  var severity: Rule.Severity = .info

  @OptionGroup var ruleFiles: RuleFileOptions

  @OptionGroup var verdicts: VerdictOptions
  @OptionGroup var against: AgainstOptions

  func run() async throws {
    let (opened, inputStatus) = try await input.open(output)
    if corrections.isCorrecting { throw try correct(opened, inputStatus) }
    let (panel, selection) = try selection.apply(to: opened.panel)
    let rules = try ruleFiles.ruleSet(panel.catalog)
    ruleFiles.sayRemarks(on: rules, output)
    let checked = check(panel, with: rules, selection)
    var review = checked.review
    let areVerdictsRead = try verdicts.apply(to: &review, output)
    let former = try await against.baseline(input, output) {
      check($0, with: rules, selection).review
    }
    if let former { review.compare(with: former) }

    let unsettled = review.withoutSettled()
    let shown = (showsSettled ? review : unsettled)
      .filtered(atLeast: severity, about: selection.indicators)
    try write(
      FindingsReport(checked.confrontation, review: shown, source: opened.source),
      selection.indicators)

    if corrections.propose != nil {
      try corrections.writeProposals(
        ProposalTable(shown.diagnosis, of: panel, language: output.language), output: output)
    }
    if let anomalies = checked.anomalies { output.say(anomalies.summary) }

    guard inputStatus == .done, areVerdictsRead else { throw ExitStatus.failedInput }
    let failing = unsettled.filtered(
      atLeast: max(failOn, severity), about: selection.indicators)
    throw failing.diagnosis.findings.isEmpty ? ExitStatus.done : ExitStatus.findings
  }

  /// What is found in a panel.
  private func check(_ panel: Panel, with rules: RuleSet, _ selection: Selection) -> (
    confrontation: Confrontation, review: Review, anomalies: AnomalyReport?
  ) {
    let confrontation = Confrontation(panel, with: rules, years: selection.years)
    let anomalies = anomalyOptions.report(panel, selection)
    let diagnosis = confrontation.diagnosis().adding(anomalies?.findings ?? [])
    return (confrontation, Review(diagnosis, of: confrontation), anomalies)
  }

  /// A log for other tools says itself what is settled.
  private var showsSettled: Bool { verdicts.all || output.chosenFormat == .sarif }

  // MARK: What is printed

  private func write(_ report: FindingsReport, _ indicators: [IndicatorIndex]?) throws {
    switch account {
    case .findings: return try writeFindings(report)
    case .stories: try output.write(StoriesTable(report, language: output.language))
    case .scorecard:
      let scorecard = Scorecard(report.confrontation, report.review.diagnosis)
      try output.write(ScorecardTable(scorecard, of: report.confrontation.panel))
    case .unassessable:
      try output.write(
        UnassessableTable(
          report.confrontation, atLeast: severity, about: indicators, language: output.language))
    }
    sayWhatWasFound(report)
  }

  private func writeFindings(_ report: FindingsReport) throws {
    let language = output.language
    switch output.chosenFormat {
    case .table:
      return try output.write {
        report.renderText(language: language, style: output.style, to: $0)
      }
    case .json: return try output.write { report.renderJSON(language: language, to: $0) }
    case .sarif:
      let folder = FileManager.default.currentDirectoryPath
      try output.write {
        report.renderSARIF(
          version: ProductVersion.number, folder: folder, language: language, to: $0)
      }
    case .csv, .markdown, .xlsx, .html:
      try output.write(FindingsTable(report, language: language))
    }
    sayWhatWasFound(report)
  }

  private func sayWhatWasFound(_ report: FindingsReport) {
    if let comparison = report.review.comparison {
      output.say(comparison.summary(of: report.review))
    }
    output.say(report.summary)
  }
}
