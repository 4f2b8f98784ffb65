/// The findings of a confrontation together with what a reader needs to judge them.
public struct FindingsReport: Sendable {
  /// The confrontation.
  public let confrontation: Confrontation
  /// The findings shown, severest first.
  public let findings: [Finding]
  let source: SourceText

  /// A report of some findings.
  ///
  /// - Parameter source: Quotes the printed rows as evidence.
  public init(_ confrontation: Confrontation, findings: [Finding], source: SourceText) {
    self.confrontation = confrontation
    self.findings = findings
    self.source = source
  }

  var panel: Panel { confrontation.panel }
  var catalog: Catalog { panel.catalog }

  /// A printed row that a finding rests on.
  struct Evidence: Hashable {
    let file: String
    let place: Place
    let text: String
  }

  /// The printed rows of a finding's figures, each once; label and figure as the panel has them for
  /// the cells of matrices, whose rows have several, and where the file has no such row any more.
  func evidence(_ finding: Finding) -> [Evidence] {
    finding.cells.compactMap { cell in
      guard cell.mark.status != .absent,
        let report = panel.reports.report(of: finding.unit, in: cell.year)
      else { return nil }
      let place = panel.place(cell.indicator, cell.year, finding.unit)
      let figure = cell.value.map { NumberText.text($0, decimals: cell.mark.decimals) } ?? ""
      let entry = catalog[cell.indicator]
      let row = entry.id.column == nil ? source.row(in: report.file, at: place) : nil
      return Evidence(
        file: report.file, place: place,
        text: row ?? "\(entry.printed) | \(entry.measure.name) | \(figure)")
    }.uniqued()
  }

  /// The findings by severity.
  func count(_ severity: Rule.Severity) -> Int { findings.count { $0.severity == severity } }

  /// The number of reports checked and of those with findings.
  var reportCounts: (checked: Int, withFindings: Int) {
    struct Key: Hashable {
      let unit: UnitIndex
      let year: Year
    }
    let years = Set(confrontation.outcomes.map(\.year))
    let checked = panel.units.indices.reduce(0) { count, unit in
      count + years.count { panel.reports.position(of: unit, in: $0) != nil }
    }
    return (checked, Set(findings.map { Key(unit: $0.unit, year: $0.year) }).count)
  }

  /// The number of single checks: a rule confronted with a report.
  var checkCounts: (satisfied: Int, failed: Int, notAssessable: Int) {
    confrontation.outcomes.reduce(into: (0, 0, 0)) { counts, outcome in
      counts.0 += outcome.satisfied
      counts.1 += outcome.failing.count
      counts.2 += outcome.notAssessable
    }
  }
}

extension Rule.Severity {
  /// The name for a reader.
  var title: LocalizedText {
    switch self {
    case .error: LocalizedText(zh: "错误", en: "error")
    case .warning: LocalizedText(zh: "警告", en: "warning")
    case .info: LocalizedText(zh: "提示", en: "info")
    }
  }
}
