/// The list of what goes back to the units (退回清单): one page a unit, each with what to correct in plain
/// words, the printed line and the form's rule, ready to send.
struct ReturnList {
  let report: FindingsReport
  let texts: BriefingTexts

  private var language: Language { texts.language }

  /// What goes back to one unit.
  struct Sheet {
    let unit: UnitIndex
    let entries: [FindingsReport.Entry]
  }

  /// The units with something to put right, in the order of the panel. Hints alone send nothing back.
  var sheets: [Sheet] {
    var entries: [UnitIndex: [FindingsReport.Entry]] = [:]
    for entry in report.entries {
      let findings = entry.findings.map { report.findings[$0] }
      guard let first = findings.first, findings.contains(where: { $0.severity > .info }) else {
        continue
      }
      entries[first.unit, default: []].append(entry)
    }
    return entries.sorted { $0.key < $1.key }.map { unit, entries in
      Sheet(
        unit: unit,
        entries: entries.sorted {
          (report.findings[$0.findings[0]].year, $0.findings[0])
            < (report.findings[$1.findings[0]].year, $1.findings[0])
        })
    }
  }

  /// A name for the file of a sheet: code and name of the unit, without what a file system minds.
  func fileName(of sheet: Sheet) -> String {
    let unit = report.panel.units[sheet.unit]
    let name =
      unit.code.isEmpty || unit.kind == .department
      ? unit.code + unit.name : "\(unit.code)_\(unit.name)"
    return String(name.map { "/\\:*?\"<>|".contains($0) || $0.isNewline ? "_" : $0 }) + ".html"
  }

  /// Writes the page of one unit.
  func write(_ sheet: Sheet, to output: ByteBuffer) throws(CatalogError) -> ByteBuffer {
    var page = MarkupWriter(output)
    let name = report.panel.units.name(of: sheet.unit)
    let title = texts(.returnsTitle, ["unit": name])
    try BriefingPage.begin(&page, title: title, language: language)
    page.element("header") { page in
      page.element("h1", text: title)
      page.element("p", text: texts(.returnsLead))
    }
    page.element("main") { page in
      for (position, entry) in sheet.entries.enumerated() {
        write(entry, number: position + 1, to: &page)
      }
    }
    try BriefingPage.end(&page)
    return page.output
  }

  private func write(
    _ entry: FindingsReport.Entry, number: Int, to page: inout MarkupWriter
  ) {
    let findings = entry.findings.map { report.findings[$0] }
    guard let first = findings.first else { return }
    let severity = findings.map(\.severity).max() ?? .info
    page.element("article", ["class": "finding \(severity.rawValue)"]) { page in
      page.element("h3", text: "\(texts(.returnsItem, ["number": "\(number)"]))　\(first.year)")
      FindingCard(report: report, texts: texts, entry: entry).writeBody(to: &page)
      let words = AssertionText(report.catalog, naming: .labels(language))
      let rules = findings.compactMap(\.rule).filter { $0.kind != .form }.map {
        words.text($0.assertion)
      }
      if !rules.isEmpty {
        page.element("p", ["class": "small"]) { page in
          page.text(texts(.returnsRule))
          page.text(language == .chinese ? "：" : ": ")
          page.text(rules.joined(separator: language == .chinese ? "；" : "; "))
        }
      }
    }
    page.raw("\n")
  }

  /// Writes the page that leads to all sheets.
  func writeIndex(_ sheets: [Sheet], to output: ByteBuffer) throws(CatalogError) -> ByteBuffer {
    var page = MarkupWriter(output)
    let title = texts(.returnsIndex)
    try BriefingPage.begin(&page, title: title, language: language)
    page.element("header") { page in page.element("h1", text: title) }
    page.element("main") { page in
      if sheets.isEmpty { page.element("p", text: texts(.returnsNone)) }
      page.element("ul") { page in
        for sheet in sheets {
          page.element("li") { page in
            page.element(
              "a", ["href": FileURI.reference(to: fileName(of: sheet), in: nil)],
              text: report.panel.units.name(of: sheet.unit))
            page.text(" ")
            page.element(
              "span", ["class": "small"],
              text: texts(.returnsCount, ["count": "\(sheet.entries.count)"]))
          }
        }
      }
    }
    try BriefingPage.end(&page)
    return page.output
  }
}
