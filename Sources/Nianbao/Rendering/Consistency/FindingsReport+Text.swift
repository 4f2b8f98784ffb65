extension FindingsReport {
  /// Writes the findings for a person at a terminal: report by report, story by story, what contradicts,
  /// the printed rows, what is likeliest wrong, and a summary at the end.
  ///
  /// With a former check, what appeared since is told in full, what stayed and what was resolved a line
  /// each.
  public func renderText(language: Language, style: TerminalStyle, to output: ByteBuffer)
    -> ByteBuffer
  {
    var page = FindingsPage(report: self, language: language, style: style, output: output)
    if let comparison = review.comparison {
      page.write(comparison)
    } else {
      page.write(entries)
    }
    page.line(summary[language])
    return page.output
  }
}

/// The account of findings on a terminal, line by line.
private struct FindingsPage {
  let report: FindingsReport
  let language: Language
  let style: TerminalStyle
  var output: ByteBuffer

  private var review: Review { report.review }
  private var suspects: SuspectText { SuspectText(panel: report.panel, language: language) }

  /// The explanations shown of a story; more are counted.
  private static let explanationLimit = 3

  // MARK: What stands in the account

  mutating func write(_ entries: [FindingsReport.Entry]) {
    for group in report.groups(entries) {
      let file = report.panel.reports.report(of: group.unit, in: group.year)?.file ?? ""
      let title = "\(report.panel.units.name(of: group.unit)) \(group.year)"
      paragraph(title, tail: file, ink: .bold)
      for entry in group.entries { write(entry, file: file) }
      blank()
    }
  }

  mutating func write(_ comparison: Baseline.Comparison) {
    let (appeared, stayed) = report.entries.parted { entry in
      entry.findings.contains { review.state(of: $0) != .unchanged }
    }
    section(zh: "新出现或数字有变", en: "New or with other figures", count: appeared.count)
    write(appeared)
    section(zh: "仍然存在", en: "Still there", count: stayed.count)
    for entry in stayed { writeInShort(entry) }
    if !stayed.isEmpty { blank() }
    section(zh: "已经解决", en: "Resolved", count: comparison.resolved.count)
    for entry in comparison.resolved {
      short(
        "\(entry.unit) \(entry.year)  \(entry.message)",
        "\(entry.rule)  \(entry.fingerprint?.text ?? "")", .green)
    }
    if !comparison.resolved.isEmpty { blank() }
    line(comparison.summary(of: review)[language])
  }

  private mutating func section(zh: String, en: String, count: Int) {
    let title = language == .chinese ? "\(zh)：\(count)" : "\(en): \(count)"
    line(title, .bold)
    blank()
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
    let ink: Ink =
      switch finding.severity {
      case .error: .red
      case .warning: .yellow
      case .info: .cyan
      }
    let state = review.state(of: position).map { "[\($0.title[language])] " } ?? ""
    paragraph(
      "\(state)\(finding.message[language])", lead: (severity, ink), indent: 2,
      tail: "\(finding.id)  \(review.fingerprints[position])")
    if let verdict = review.verdict(on: position) {
      let title = verdict.decision.title[language]
      paragraph(verdict.note, lead: (title, .green), indent: 6)
    }
  }

  private mutating func writeEvidence(_ findings: [Finding], file: String) {
    var file = file
    for evidence in report.evidence(findings) {
      if evidence.file != file {
        paragraph(evidence.file, indent: 6, ink: .dim)
        file = evidence.file
      }
      let place = evidence.place.description
      let isLine = evidence.place.line != nil
      let text = !isLine ? place : language == .chinese ? "第\(place)行" : "line \(place)"
      paragraph(
        evidence.text, lead: (TextWidth.pad(text, to: 9, .leading), .dim), indent: 6)
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
    paragraph(
      changes, lead: (TextWidth.pad(lead[language], to: width, .leading), .cyan),
      indent: 6, tail: "\(reason[language])\(percent)")
  }

  private mutating func note(_ text: LocalizedText) {
    paragraph(text[language], indent: 6, ink: .dim)
  }

  // MARK: Lines

  /// A text behind a lead, the lines below aligned with its first; the tail stands behind it where there
  /// is room, else on lines of its own.
  private mutating func paragraph(
    _ text: String, lead: (text: String, ink: Ink)? = nil, indent: Int = 0, tail: String = "",
    ink: Ink = .plain
  ) {
    let leadWidth = lead.map { TextWidth.of($0.text) + 2 } ?? 0
    // On a narrow terminal a wide lead must not push the text out.
    let hanging = min(indent + leadWidth, (style.width ?? .max) / 2)
    let room = style.width.map { $0 - hanging }
    var lines = TextWidth.wrap(text, to: room, taken: indent + leadWidth - hanging)
    let last = TextWidth.of(lines.last ?? "") + (lines.count == 1 ? indent + leadWidth : hanging)
    let fits = style.width.map { last + 2 + TextWidth.of(tail) <= $0 } ?? true
    lines = lines.map { painted($0, ink) }
    if fits, !tail.isEmpty { lines[lines.count - 1] += "  \(style.dim(tail))" }
    if !fits, !tail.isEmpty { lines += TextWidth.wrap(tail, to: room).map { style.dim($0) } }
    let start = String(repeating: " ", count: indent)
    let margin = String(repeating: " ", count: hanging)
    for (position, text) in lines.enumerated() {
      let first = lead.map { "\(start)\(painted($0.text, $0.ink))  " } ?? start
      write((position == 0 ? first : margin) + text)
    }
  }

  private mutating func short(_ text: String, _ tail: String, _ ink: Ink) {
    paragraph(text, lead: ("-", .plain), indent: 2, tail: tail, ink: ink)
  }

  mutating func line(_ text: String, _ ink: Ink = .plain) {
    for line in TextWidth.wrap(text, to: style.width) { write(painted(line, ink)) }
  }

  /// How a text is marked.
  enum Ink { case plain, bold, dim, red, yellow, green, cyan }

  private func painted(_ text: String, _ ink: Ink) -> String {
    guard !text.isEmpty else { return text }
    switch ink {
    case .plain: return text
    case .bold: return style.bold(text)
    case .dim: return style.dim(text)
    case .red: return style.red(text)
    case .yellow: return style.yellow(text)
    case .green: return style.green(text)
    case .cyan: return style.cyan(text)
    }
  }

  private mutating func blank() { write("") }

  /// Writes a line without blanks at its end.
  private mutating func write(_ line: String) {
    var line = line[...]
    while line.last == " " { line.removeLast() }
    output.append("\(line)\n".utf8)
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
