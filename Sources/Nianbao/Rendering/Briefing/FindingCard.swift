/// One mistake: what contradicts, the printed lines, what is likeliest wrong and what it should say; as a
/// card of a page, and in words for other documents.
struct FindingCard {
  let report: FindingsReport
  let texts: BriefingTexts
  let entry: FindingsReport.Entry

  /// The explanations told; more are counted.
  private static let explanationLimit = 3

  private var findings: [Finding] { entry.findings.map { report.findings[$0] } }
  private var language: Language { texts.language }

  // MARK: In words

  /// How bad it is: the severest of its findings.
  var severity: Rule.Severity { findings.map(\.severity).max() ?? .info }

  /// The report that it is about: unit and year; empty for no finding at all.
  var title: String {
    findings.first.map { "\(report.panel.units.name(of: $0.unit)) \($0.year)" } ?? ""
  }

  /// What contradicts.
  var messages: [String] { findings.map { $0.message[language] } }

  /// The printed lines, those of a file together.
  var evidence: [FindingsReport.Evidence] { report.evidence(findings) }

  /// Where a printed line stands.
  func place(of row: FindingsReport.Evidence) -> String {
    guard row.place != .unknown else { return "" }
    return row.place.line == nil
      ? row.place.description : texts(.findingsLine, ["line": row.place.description])
  }

  /// An explanation: its rank in words, what should change, and why.
  struct Suspicion {
    let lead: String
    let change: String
    let reason: String
  }

  /// The likeliest explanations, the first ones of them.
  var suspicions: [Suspicion] {
    guard let story = entry.story else { return [] }
    let words = SuspectText(panel: report.panel, language: language)
    return story.explanations.prefix(Self.explanationLimit).enumerated().map {
      position, explanation in
      Suspicion(
        lead: texts(position == 0 ? .findingsSuspects : .findingsOr)
          + (language == .chinese ? "：" : ": "),
        change: words.changes(explanation, of: story),
        reason: "\(explanation.reason[language]) "
          + (explanation.isAdjustment ? "" : words.percent(explanation.score)))
    }
  }

  /// That there are more explanations; nil where all are told.
  var further: String? {
    let count = (entry.story?.explanations.count ?? 0) - Self.explanationLimit
    return count > 0 ? texts(.findingsMore, ["count": "\(count)"]) : nil
  }

  // MARK: On a page

  func write(to page: inout MarkupWriter) {
    guard !findings.isEmpty else { return }
    page.element("article", ["class": "finding \(severity.rawValue)"]) { page in
      page.element("h3") { page in
        page.element("span", ["class": "tag"], text: severity.title[language])
        page.text(title)
      }
      writeBody(to: &page)
    }
    page.raw("\n")
  }

  /// What contradicts, the evidence and the suspects, without a heading.
  func writeBody(to page: inout MarkupWriter) {
    for message in messages { page.element("p", text: message) }
    writeEvidence(to: &page)
    writeSuspects(to: &page)
  }

  /// The printed lines, each behind its place; a file is named where it begins.
  private func writeEvidence(to page: inout MarkupWriter) {
    var file: String?
    let evidence = evidence
    guard !evidence.isEmpty else { return }
    page.element("table", ["class": "evidence"]) { page in
      for row in evidence {
        if row.file != file {
          file = row.file
          page.element("tr") { page in
            page.element(
              "th", ["colspan": "2", "scope": "rowgroup"],
              text: "\(texts(.findingsEvidence))　\(Self.fileName(row.file))")
          }
        }
        page.element("tr") { page in
          page.element("td", ["class": "small"], text: place(of: row))
          page.element("td", text: row.text)
        }
      }
    }
  }

  /// The last part of a path.
  static func fileName(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  private func writeSuspects(to page: inout MarkupWriter) {
    let suspicions = suspicions
    guard !suspicions.isEmpty else { return }
    page.element("ul") { page in
      for suspicion in suspicions {
        page.element("li") { page in
          page.text(suspicion.lead)
          page.element("span", ["class": "change"], text: suspicion.change)
          page.text(" ")
          page.element("span", ["class": "small"], text: suspicion.reason)
        }
      }
    }
    if let further { page.element("p", ["class": "small"], text: further) }
  }
}
