extension FindingsReport {
  /// Writes the findings as one JSON object, in the shape that scripts rely on.
  ///
  /// - Complexity: Linear in the findings and in the files that evidence is quoted from.
  public func renderJSON(language: Language, to output: ByteBuffer) -> ByteBuffer {
    var json = FindingsJSON(report: self, language: language, json: JSONWriter(output: output))
    return json.write()
  }
}

/// The JSON of an account of findings.
private struct FindingsJSON {
  let report: FindingsReport
  let language: Language
  var json: JSONWriter

  private var review: Review { report.review }

  mutating func write() -> ByteBuffer {
    let stories = review.diagnosis.storyPositions
    json.beginObject()
    array("findings", report.findings.indices) { $0.write(finding: $1, story: stories[$1]) }
    array("stories", report.stories) { $0.write($1) }
    if let comparison = review.comparison { write(comparison) }
    json.name("summary")
    writeSummary()
    json.endObject()
    return json.finish()
  }

  // MARK: Findings

  private mutating func write(finding position: Int, story: Int?) {
    let finding = report.findings[position]
    json.beginObject()
    text("rule", finding.id.name)
    text("kind", finding.kind.rawValue)
    text("severity", finding.severity.rawValue)
    write(finding.unit, finding.year)
    let catalog = report.catalog
    array("indicators", finding.cells) { $0.json.string(catalog[$1.indicator].id.name) }
    array("labels", finding.cells) { $0.json.string(catalog[$1.indicator].label) }
    array("years", finding.cells) { $0.json.number($1.year.number) }
    array("values", finding.cells) {
      $0.json.number($1.value, as: .printed(decimals: $1.mark.decimals))
    }
    number("expected", finding.expected)
    number("actual", finding.actual)
    number("difference", finding.difference)
    text("message", finding.message[language])
    array("evidence", report.evidence(finding)) { $0.write($1) }
    array("suspects", finding.suspects) { $0.write($1) }
    text("fingerprint", review.fingerprints[position].text)
    number("story", story.map(Double.init))
    write(review.verdict(on: position))
    if let state = review.state(of: position) { text("state", state.rawValue) }
    json.endObject()
  }

  private mutating func write(_ evidence: FindingsReport.Evidence) {
    json.beginObject()
    text("file", evidence.file)
    json.name("line")
    if let line = evidence.place.line {
      json.number(line)
    } else {
      json.string(evidence.place.description)
    }
    text("text", evidence.text)
    json.endObject()
  }

  private mutating func write(_ suspect: Suspect) {
    let indicator = report.catalog[suspect.indicator]
    json.beginObject()
    text("indicator", indicator.id.name)
    text("label", indicator.label)
    write(suspect.unit, suspect.year)
    text("source", suspect.source.name)
    number("value", suspect.value)
    number("suggested", suspect.suggested)
    array("interval", [suspect.interval.lowerBound, suspect.interval.upperBound]) {
      $0.json.number($1, as: .plain)
    }
    number("score", rounded(suspect.score))
    text("why", suspect.reason[language])
    json.endObject()
  }

  private mutating func write(_ verdict: Verdict?) {
    json.name("verdict")
    guard let verdict else { return json.null() }
    json.beginObject()
    text("decision", verdict.decision.rawValue)
    text("note", verdict.note)
    json.endObject()
  }

  // MARK: Stories

  private mutating func write(_ story: Story) {
    json.beginObject()
    write(story.unit, story.year)
    text("severity", story.severity(in: report.findings).rawValue)
    array("findings", story.findings) { $0.json.number($1) }
    array("explanations", story.explanations) { $0.write($1) }
    json.name("proven_minimal")
    json.bool(story.proof == .minimal)
    if case .bounded(let weight) = story.proof { number("bounded_below", weight) }
    json.endObject()
  }

  private mutating func write(_ explanation: Explanation) {
    json.beginObject()
    number("score", rounded(explanation.score))
    number("weight", rounded(explanation.weight))
    json.name("adjustment")
    json.bool(explanation.isAdjustment)
    text("why", explanation.reason[language])
    array("changes", explanation.changes) { $0.write($1) }
    json.endObject()
  }

  // MARK: The former check and the summary

  private mutating func write(_ comparison: Baseline.Comparison) {
    json.name("against")
    json.beginObject()
    for state in [Baseline.State.new, .updated, .unchanged] {
      number(
        state.rawValue,
        Double(report.findings.indices.count { review.state(of: $0) == state }))
    }
    number("resolved", Double(comparison.resolved.count))
    number("not_checked", Double(comparison.uncheckedCount))
    array("absent", comparison.resolved) { $0.write($1) }
    json.endObject()
  }

  private mutating func write(_ entry: Baseline.Entry) {
    json.beginObject()
    text("rule", entry.rule)
    text("severity", entry.severity.rawValue)
    text("unit", entry.unit)
    text("unit_code", entry.unitCode)
    number("year", Double(entry.year.number))
    text("message", entry.message)
    array("indicators", entry.indicators) { $0.json.string($1) }
    json.name("fingerprint")
    if let fingerprint = entry.fingerprint { json.string(fingerprint.text) } else { json.null() }
    json.endObject()
  }

  private mutating func writeSummary() {
    let (reports, checks) = (report.reportCounts, report.checkCounts)
    json.beginObject()
    for (name, count) in [
      ("reports", reports.checked), ("reports_with_findings", reports.withFindings),
      ("findings", report.findings.count), ("errors", report.count(.error)),
      ("warnings", report.count(.warning)), ("infos", report.count(.info)),
      ("stories", report.stories.count), ("settled", review.settledCount),
      ("checks_satisfied", checks.satisfied), ("checks_failed", checks.failed),
      ("checks_not_assessable", checks.notAssessable),
    ] { number(name, Double(count)) }
    json.endObject()
  }

  // MARK: Members

  private mutating func write(_ unit: UnitIndex, _ year: Year) {
    let unit = report.panel.units[unit]
    text("unit", unit.name)
    text("unit_code", unit.code)
    number("year", Double(year.number))
  }

  private mutating func text(_ name: String, _ text: String) {
    json.name(name)
    json.string(text)
  }

  private mutating func number(_ name: String, _ value: Double?) {
    json.name(name)
    json.number(value)
  }

  private mutating func array<Element>(
    _ name: String, _ elements: some Sequence<Element>, _ write: (inout Self, Element) -> Void
  ) {
    json.name(name)
    json.beginArray()
    for element in elements { write(&self, element) }
    json.endArray()
  }

  /// Scores and weights are told to a thousandth.
  private func rounded(_ score: Double) -> Double { (score * 1000).rounded() / 1000 }
}
