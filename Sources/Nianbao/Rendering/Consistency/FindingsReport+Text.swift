extension FindingsReport {
  /// Writes the findings for a person at a terminal: report by report, each finding with its printed
  /// rows and its suspects, and a summary at the end.
  public func renderText(language: Language, style: TerminalStyle, to output: ByteBuffer)
    -> ByteBuffer
  {
    var output = output
    for group in reportGroups {
      let unit = panel.units[group.unit]
      let file = panel.reports.report(of: group.unit, in: group.year)?.file ?? ""
      let title = "\(unit.name) \(group.year)"
      output.append("\(style.bold(title))  \(style.dim(file))\n".utf8)
      for finding in group.findings { write(finding, language, style, to: &output) }
      output.append("\n".utf8)
    }
    output.append(summary[language].utf8)
    output.append("\n".utf8)
    return output
  }

  private struct ReportGroup {
    let unit: UnitIndex
    let year: Year
    var findings: [Finding]
  }

  /// The findings by report; the report with the severest finding first.
  private var reportGroups: [ReportGroup] {
    var groups: [ReportGroup] = []
    for finding in findings {
      if let position = groups.firstIndex(where: {
        $0.unit == finding.unit && $0.year == finding.year
      }) {
        groups[position].findings.append(finding)
      } else {
        groups.append(ReportGroup(unit: finding.unit, year: finding.year, findings: [finding]))
      }
    }
    return groups
  }

  private func write(
    _ finding: Finding, _ language: Language, _ style: TerminalStyle,
    to output: inout ByteBuffer
  ) {
    let severity = finding.severity.title[language]
    let marked =
      switch finding.severity {
      case .error: style.red(severity)
      case .warning: style.yellow(severity)
      case .info: style.cyan(severity)
      }
    output.append(
      "  \(marked)  \(finding.message[language])  \(style.dim(finding.id.name))\n".utf8)
    for evidence in evidence(finding) {
      let line = evidence.place.description
      let place = line.isEmpty ? "" : language == .chinese ? "第\(line)行" : "line \(line)"
      let padded = TextWidth.pad(place, to: 10, .leading)
      output.append("      \(style.dim(padded)) \(evidence.text)\n".utf8)
    }
    for suspect in finding.suspects.prefix(3) {
      let printed =
        suspect.value.map { NumberText.text($0) } ?? (language == .chinese ? "空白" : "blank")
      let label = catalog[suspect.indicator].label
      let year = suspect.year == finding.year ? "" : " \(suspect.year)"
      let change = "\(printed) → \(NumberText.text(suspect.suggested))"
      let score = NumberStyle.rounded(decimals: 0).text(of: 100 * suspect.score)
      let lead = language == .chinese ? "可疑" : "suspect"
      output.append(
        "      \(style.cyan(lead)) \(label)\(year) \(change)  \(suspect.reason[language])  \(style.dim("\(score)%"))\n"
          .utf8)
    }
  }

  /// What was checked and what was found, in one sentence.
  public var summary: LocalizedText {
    let (reports, checks) = (reportCounts, checkCounts)
    return LocalizedText(
      zh: "检查报告 \(reports.checked) 份，其中 \(reports.withFindings) 份共有 \(findings.count) 处问题："
        + "错误 \(count(.error))，警告 \(count(.warning))，提示 \(count(.info))；"
        + "成立 \(checks.satisfied) 项，因数字缺失无法判断 \(checks.notAssessable) 项",
      en:
        "\(reports.checked) reports checked, \(reports.withFindings) with \(findings.count) findings: "
        + "\(count(.error)) errors, \(count(.warning)) warnings, \(count(.info)) infos; "
        + "\(checks.satisfied) checks hold, \(checks.notAssessable) cannot be assessed for missing "
        + "figures")
  }
}
