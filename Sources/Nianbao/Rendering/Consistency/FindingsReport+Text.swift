extension FindingsReport {
  /// Writes the findings for a person at a terminal: report by report, story by story, what contradicts,
  /// the printed rows, what is likeliest wrong, and a summary at the end.
  ///
  /// With a former check, what appeared since is told in full, what stayed and what was resolved a line
  /// each.
  public func renderText(language: Language, style: TerminalStyle, to output: ByteBuffer)
    -> ByteBuffer
  {
    var account = FindingsAccount(
      report: self, language: language, page: TextPage(style: style, output: output))
    if let comparison = review.comparison {
      account.write(comparison)
    } else {
      account.write(entries)
    }
    account.page.line(summary[language])
    return account.page.output
  }
}

/// The account of findings on a terminal, line by line.
private struct FindingsAccount {
  let report: FindingsReport
  let language: Language
  var page: TextPage

  private var review: Review { report.review }
  private var suspects: SuspectText { SuspectText(panel: report.panel, language: language) }

  /// The explanations shown of a story; more are counted.
  private static let explanationLimit = 3

  // MARK: What stands in the account

  mutating func write(_ entries: [FindingsReport.Entry]) {
    for group in report.groups(entries) {
      let file = report.panel.reports.report(of: group.unit, in: group.year)?.file ?? ""
      let title = "\(report.panel.units.name(of: group.unit)) \(group.year)"
      page.paragraph(title, tail: file, ink: .bold)
      for entry in group.entries { write(entry, file: file) }
      page.blank()
    }
  }

  mutating func write(_ comparison: Baseline.Comparison) {
    let (appeared, stayed) = report.entries.parted { entry in
      entry.findings.contains { review.state(of: $0) != .unchanged }
    }
    if !appeared.isEmpty { section(zh: "新出现或数字有变", en: "New, or with other figures") }
    write(appeared)
    if !stayed.isEmpty { section(zh: "仍然存在", en: "Still there") }
    for entry in stayed { writeInShort(entry) }
    if !stayed.isEmpty { page.blank() }
    if !comparison.resolved.isEmpty { section(zh: "已经解决", en: "Resolved") }
    for entry in comparison.resolved {
      short(
        "\(entry.unit) \(entry.year)  \(entry.message)",
        "\(entry.rule)  \(entry.fingerprint?.text ?? "")", .green)
    }
    if !comparison.resolved.isEmpty { page.blank() }
    page.line(comparison.summary(of: review)[language])
  }

  private mutating func section(zh: String, en: String) {
    page.line(language == .chinese ? zh : en, .bold)
    page.blank()
  }

  private mutating func short(_ text: String, _ tail: String, _ ink: TextPage.Ink) {
    page.paragraph(text, lead: .init("-", .plain), indent: 2, tail: tail, ink: ink)
  }

  private mutating func writeInShort(_ entry: FindingsReport.Entry) {
    for position in entry.findings {
      let finding = report.findings[position]
      let unit = report.panel.units.name(of: finding.unit)
      short(
        "\(unit) \(finding.year)  \(finding.message[language])",
        "\(finding.id)  \(review.fingerprints[position])", .plain)
    }
  }

  // MARK: One story

  private mutating func write(_ entry: FindingsReport.Entry, file: String) {
    for position in entry.findings { write(finding: position) }
    writeEvidence(entry.findings.map { report.findings[$0] }, file: file)
    if let story = entry.story {
      write(story)
    } else {
      for position in entry.findings { write(suspectsOf: report.findings[position]) }
    }
  }

  private mutating func write(finding position: Int) {
    let finding = report.findings[position]
    let severity = finding.severity.title[language]
    let ink: TextPage.Ink =
      switch finding.severity {
      case .error: .red
      case .warning: .yellow
      case .info: .cyan
      }
    let state = review.state(of: position).map { "[\($0.title[language])] " } ?? ""
    page.paragraph(
      "\(state)\(finding.message[language])", lead: .init(severity, ink), indent: 2,
      tail: "\(finding.id)  \(review.fingerprints[position])")
    if let verdict = review.verdict(on: position) {
      let title = verdict.decision.title[language]
      page.paragraph(verdict.note, lead: .init(title, .green), indent: 6)
    }
  }

  private mutating func writeEvidence(_ findings: [Finding], file: String) {
    var file = file
    for evidence in report.evidence(findings) {
      if evidence.file != file {
        page.paragraph(evidence.file, indent: 6, ink: .dim)
        file = evidence.file
      }
      let place = evidence.place.description
      let isLine = evidence.place.line != nil
      let text = !isLine ? place : language == .chinese ? "第\(place)行" : "line \(place)"
      page.paragraph(
        evidence.text, lead: .init(TextWidth.pad(text, to: 9, .leading), .dim), indent: 6)
    }
  }

  private mutating func write(_ story: Story) {
    let explanations = story.explanations
    for (position, explanation) in explanations.prefix(Self.explanationLimit).enumerated() {
      var lead = LocalizedText(zh: "最可能有误", en: "likeliest wrong")
      if position > 0 { lead = LocalizedText(zh: "其他可能", en: "or") }
      if explanation.isAdjustment { lead = LocalizedText(zh: "平差（非解释）", en: "adjustment") }
      write(
        suspects.changes(explanation, of: story), lead, explanation.reason,
        score: explanation.isAdjustment ? nil : explanation.score)
    }
    let further = explanations.count - Self.explanationLimit
    if further > 0 {
      note(LocalizedText(zh: "另有 \(further) 种可能", en: "\(further) more"))
    }
    if !explanations.isEmpty { note(story.proof.title) }
  }

  private mutating func write(suspectsOf finding: Finding) {
    for suspect in finding.suspects.prefix(Self.explanationLimit) {
      write(
        suspects.change(suspect, unit: finding.unit, year: finding.year),
        LocalizedText(zh: "可疑", en: "suspect"), suspect.reason, score: suspect.score)
    }
  }

  private mutating func write(
    _ changes: String, _ lead: LocalizedText, _ reason: LocalizedText, score: Double?
  ) {
    let width = language == .chinese ? 10 : 15
    let percent = score.map { "  \(suspects.percent($0))" } ?? ""
    page.paragraph(
      changes, lead: .init(TextWidth.pad(lead[language], to: width, .leading), .cyan),
      indent: 6, tail: "\(reason[language])\(percent)")
  }

  private mutating func note(_ text: LocalizedText) {
    page.paragraph(text[language], indent: 6, ink: .dim)
  }
}

extension Baseline.Comparison {
  /// How many findings are new, stayed and were resolved.
  public func summary(of review: Review) -> LocalizedText {
    func count(_ state: Baseline.State) -> Int {
      review.diagnosis.findings.indices.count { review.state(of: $0) == state }
    }
    let (new, updated, unchanged) = (count(.new), count(.updated), count(.unchanged))
    let unchecked = uncheckedCount
    return LocalizedText(
      zh: "与上次相比：新出现 \(new)，数字有变 \(updated)，未变 \(unchanged)，已解决 \(resolved.count)"
        + (unchecked > 0 ? "；上次的 \(unchecked) 处问题所在报告本次未检查" : ""),
      en: "against the former check: \(new) new, \(updated) with other figures, "
        + "\(unchanged) unchanged, \(resolved.count) resolved"
        + (unchecked > 0 ? "; \(unchecked) former ones are about reports not checked now" : ""))
  }
}

extension Array {
  /// The elements that a condition holds for, and the others.
  fileprivate func parted(_ condition: (Element) -> Bool) -> ([Element], [Element]) {
    (filter(condition), filter { !condition($0) })
  }
}
