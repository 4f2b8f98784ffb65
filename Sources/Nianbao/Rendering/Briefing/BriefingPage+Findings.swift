extension BriefingPage {
  /// The most findings that the page tells one by one.
  static let findingLimit = 200

  /// What contradicts: one card a mistake, in the order of what to put right first.
  func writeFindings(to page: inout MarkupWriter) {
    let report = briefing.findings
    let entries = report.entries
    page.note(entries.isEmpty ? texts(.findingsNone) : report.summary[language])
    guard !entries.isEmpty else { return }
    if entries.count > Self.findingLimit {
      page.note(
        texts(
          .findingsExcerpt, ["total": "\(entries.count)", "shown": "\(Self.findingLimit)"]))
    }
    filter("finding-cards", to: &page)
    page.element("div", ["id": "finding-cards"]) { page in
      for entry in entries.prefix(Self.findingLimit) {
        FindingCard(report: report, texts: texts, entry: entry).write(to: &page)
      }
    }
  }

  // MARK: Coverage, breaks, method

  func writeCoverage(to page: inout MarkupWriter) {
    page.note(texts(.coverageNote))
    for (body, expectation) in zip(
      (briefing.parts ?? briefing.total).frame.bodies,
      (briefing.parts ?? briefing.total).expectations)
    where !expectation.missing.isEmpty {
      let names = expectation.missing.map(\.name).joined(
        separator: language == .chinese ? "、" : ", ")
      let name = briefing.parts == nil ? briefing.region : body.name
      page.note(texts(.coverageMissing, ["region": name, "units": names]))
    }
    if panel.units.count <= Briefing.unitLimit {
      write(CoverageTable(panel), id: "coverage-table", to: &page)
    }
  }

  func writeBreaks(to page: inout MarkupWriter) {
    let editions = briefing.editions
    page.element("ul") { page in
      for (edition, years) in editions {
        page.element(
          "li",
          text: texts(
            .breaksEditions,
            ["years": Self.period(years, texts), "edition": edition.title[language]]))
      }
    }
    page.note(editions.count > 1 ? texts(.breaksNote) : texts(.breaksNone))
  }

  func writeMethod(to page: inout MarkupWriter) {
    page.element("ul") { page in
      for text: BriefingText in [
        .methodNull, .methodChange, .methodRank, .methodFindings, .methodFiles,
      ] {
        page.element("li", text: texts(text))
      }
    }
  }
}

/// One mistake as a card: what contradicts, the printed lines, what is likeliest wrong and what it should
/// say.
struct FindingCard {
  let report: FindingsReport
  let texts: BriefingTexts
  let entry: FindingsReport.Entry

  /// The explanations told; more are counted.
  private static let explanationLimit = 3

  private var findings: [Finding] { entry.findings.map { report.findings[$0] } }
  private var language: Language { texts.language }

  func write(to page: inout MarkupWriter) {
    guard let first = findings.first else { return }
    let severity = findings.map(\.severity).max() ?? .info
    page.element("article", ["class": "finding \(severity.rawValue)"]) { page in
      page.element("h3") { page in
        page.element("span", ["class": "tag"], text: severity.title[language])
        page.text("\(report.panel.units.name(of: first.unit)) \(first.year)")
      }
      writeBody(to: &page)
    }
    page.raw("\n")
  }

  /// What contradicts, the evidence and the suspects, without a heading.
  func writeBody(to page: inout MarkupWriter) {
    for finding in findings { page.element("p", text: finding.message[language]) }
    writeEvidence(to: &page)
    writeSuspects(to: &page)
  }

  /// The printed lines, each behind its place; a file is named where it begins.
  private func writeEvidence(to page: inout MarkupWriter) {
    var file: String?
    let evidence = report.evidence(findings)
    guard !evidence.isEmpty else { return }
    page.element("table", ["class": "evidence"]) { page in
      for row in evidence {
        if row.file != file {
          file = row.file
          let name = row.file.split(separator: "/").last.map(String.init) ?? row.file
          page.element("tr") { page in
            page.element(
              "th", ["colspan": "2", "scope": "rowgroup"],
              text: "\(texts(.findingsEvidence))　\(name)")
          }
        }
        page.element("tr") { page in
          page.element("td", ["class": "small"], text: place(of: row))
          page.element("td", text: row.text)
        }
      }
    }
  }

  private func place(of row: FindingsReport.Evidence) -> String {
    guard row.place != .unknown else { return "" }
    return row.place.line == nil
      ? row.place.description : texts(.findingsLine, ["line": row.place.description])
  }

  private func writeSuspects(to page: inout MarkupWriter) {
    let words = SuspectText(panel: report.panel, language: language)
    guard let story = entry.story, !story.explanations.isEmpty else { return }
    page.element("ul") { page in
      for (position, explanation) in story.explanations.prefix(Self.explanationLimit).enumerated() {
        page.element("li") { page in
          page.text(texts(position == 0 ? .findingsSuspects : .findingsOr))
          page.text(language == .chinese ? "：" : ": ")
          page.element("span", ["class": "change"], text: words.changes(explanation, of: story))
          page.text(" ")
          page.element(
            "span", ["class": "small"],
            text: "\(explanation.reason[language]) "
              + (explanation.isAdjustment ? "" : words.percent(explanation.score)))
        }
      }
    }
    let further = story.explanations.count - Self.explanationLimit
    if further > 0 {
      page.element("p", ["class": "small"], text: texts(.findingsMore, ["count": "\(further)"]))
    }
  }
}
