extension FindingsReport {
  /// Writes the findings as one JSON object, in the shape that scripts rely on.
  ///
  /// - Complexity: Linear in the findings and in the files that evidence is quoted from.
  public func renderJSON(language: Language, to output: ByteBuffer) -> ByteBuffer {
    var json = JSONWriter(output: output)
    json.beginObject()
    json.name("findings")
    json.beginArray()
    for finding in findings { write(finding, language, to: &json) }
    json.endArray()
    json.name("summary")
    writeSummary(to: &json)
    json.endObject()
    return json.finish()
  }

  private func write(_ finding: Finding, _ language: Language, to json: inout JSONWriter) {
    let unit = panel.units[finding.unit]
    json.beginObject()
    json.name("rule")
    json.string(finding.id.name)
    json.name("kind")
    json.string(finding.kind.rawValue)
    json.name("severity")
    json.string(finding.severity.rawValue)
    json.name("unit")
    json.string(unit.name)
    json.name("unit_code")
    json.string(unit.code)
    json.name("year")
    json.number(finding.year.number)
    json.name("indicators")
    json.array(finding.cells) { $0.string(catalog[$1.indicator].id.name) }
    json.name("labels")
    json.array(finding.cells) { $0.string(catalog[$1.indicator].label) }
    json.name("years")
    json.array(finding.cells) { $0.number($1.year.number) }
    json.name("values")
    json.array(finding.cells) { $0.number($1.value, as: .printed(decimals: $1.mark.decimals)) }
    json.name("expected")
    json.number(finding.expected)
    json.name("actual")
    json.number(finding.actual)
    json.name("difference")
    json.number(finding.difference)
    json.name("message")
    json.string(finding.message[language])
    json.name("evidence")
    json.array(evidence(finding)) { json, evidence in
      json.beginObject()
      json.name("file")
      json.string(evidence.file)
      json.name("line")
      if let line = evidence.place.line {
        json.number(line)
      } else {
        json.string(evidence.place.description)
      }
      json.name("text")
      json.string(evidence.text)
      json.endObject()
    }
    json.name("suspects")
    json.array(finding.suspects) { write($1, finding, language, to: &$0) }
    json.endObject()
  }

  private func write(
    _ suspect: Suspect, _ finding: Finding, _ language: Language, to json: inout JSONWriter
  ) {
    json.beginObject()
    json.name("indicator")
    json.string(catalog[suspect.indicator].id.name)
    json.name("label")
    json.string(catalog[suspect.indicator].label)
    json.name("year")
    json.number(suspect.year.number)
    json.name("value")
    json.number(suspect.value)
    json.name("suggested")
    json.number(suspect.suggested)
    json.name("score")
    json.number((suspect.score * 1000).rounded() / 1000)
    json.name("why")
    json.string(suspect.reason[language])
    json.endObject()
  }

  private func writeSummary(to json: inout JSONWriter) {
    let (reports, checks) = (reportCounts, checkCounts)
    json.beginObject()
    for (name, count) in [
      ("reports", reports.checked), ("reports_with_findings", reports.withFindings),
      ("findings", findings.count), ("errors", count(.error)), ("warnings", count(.warning)),
      ("infos", count(.info)), ("checks_satisfied", checks.satisfied),
      ("checks_failed", checks.failed), ("checks_not_assessable", checks.notAssessable),
    ] {
      json.name(name)
      json.number(count)
    }
    json.endObject()
  }
}
