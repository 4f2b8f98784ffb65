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
    for line in missingUnits { page.note(line) }
    if panel.units.count <= Briefing.unitLimit {
      write(
        CoverageTable(panel), id: "coverage-table", labelledBy: "h-coverage", to: &page)
    }
  }

  /// Who never reported, a line a region.
  var missingUnits: [String] {
    let rollUp = briefing.parts ?? briefing.total
    return zip(rollUp.frame.bodies, rollUp.expectations).compactMap { body, expectation in
      guard !expectation.missing.isEmpty else { return nil }
      let names = expectation.missing.map(\.name).joined(
        separator: language == .chinese ? "、" : ", ")
      let name = briefing.parts == nil ? briefing.region : body.name
      return texts(.coverageMissing, ["region": name, "units": names])
    }
  }

  func writeBreaks(to page: inout MarkupWriter) {
    page.element("ul") { page in
      for line in breaks.dropLast() { page.element("li", text: line) }
    }
    if let last = breaks.last { page.note(last) }
  }

  /// The forms in use, and what follows from there being several.
  var breaks: [String] {
    let editions = briefing.editions
    return editions.map { edition, years in
      texts(
        .breaksEditions,
        ["years": Self.period(years, texts), "edition": edition.title[language]])
    } + [editions.count > 1 ? texts(.breaksNote) : texts(.breaksNone)]
  }

  /// The remarks on method.
  static let method: [BriefingText] = [
    .methodNull, .methodChange, .methodRank, .methodFindings, .methodFiles,
  ]

  func writeMethod(to page: inout MarkupWriter) {
    page.element("ul") { page in
      for text in Self.method { page.element("li", text: texts(text)) }
    }
  }
}
