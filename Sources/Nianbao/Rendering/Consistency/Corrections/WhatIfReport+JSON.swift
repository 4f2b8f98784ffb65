extension WhatIfReport {
  /// Writes the changes as one JSON object: `changes`, `gone`, `come`, `ranks` and `summary`.
  public func renderJSON(language: Language, to output: ByteBuffer) -> ByteBuffer {
    var json = JSONWriter(output: output)
    json.beginObject()
    json.name("changes")
    json.array(whatIf.corrections) { write($1, to: &$0) }
    json.name("gone")
    json.array(findings.gone) { write($1, language, to: &$0) }
    json.name("come")
    json.array(findings.come) { write($1, language, to: &$0) }
    json.name("ranks")
    json.array(whatIf.ranks) { write($1, language, to: &$0) }
    json.name("summary")
    writeSummary(to: &json)
    json.endObject()
    return json.finish()
  }

  private func write(_ correction: Correction, to json: inout JSONWriter) {
    json.beginObject()
    write(panel.units[correction.unit], correction.year, to: &json)
    write(correction.indicator, to: &json)
    json.name("old")
    json.number(panel.value(correction.indicator, correction.year, correction.unit))
    json.name("value")
    json.number(correction.value)
    json.name("note")
    json.string(correction.note)
    json.name("file")
    json.string(correction.origin.file)
    json.name("line")
    json.number(correction.origin.line)
    json.endObject()
  }

  private func write(_ finding: Finding, _ language: Language, to json: inout JSONWriter) {
    json.beginObject()
    json.name("rule")
    json.string(finding.id.name)
    json.name("kind")
    json.string(finding.kind.rawValue)
    json.name("severity")
    json.string(finding.severity.rawValue)
    write(panel.units[finding.unit], finding.year, to: &json)
    json.name("expected")
    json.number(finding.expected)
    json.name("actual")
    json.number(finding.actual)
    json.name("message")
    json.string(finding.message[language])
    json.endObject()
  }

  private func write(_ move: RankMove, _ language: Language, to json: inout JSONWriter) {
    json.beginObject()
    json.name("subject")
    json.string(move.subject == .units ? "unit" : "region")
    json.name("name")
    json.string(move.body.name)
    json.name("code")
    json.string(move.body.code)
    json.name("year")
    json.number(move.year.number)
    write(move.indicator, to: &json)
    json.name("within")
    json.string(regionName(move)[language])
    json.name("within_code")
    json.string(move.region?.description ?? "")
    json.name("old_value")
    json.number(move.before?.value)
    json.name("value")
    json.number(move.after?.value)
    json.name("old_rank")
    json.number(move.before.map { Double($0.rank) })
    json.name("rank")
    json.number(move.after.map { Double($0.rank) })
    json.name("of")
    json.number((move.after ?? move.before).map { Double($0.of) })
    json.endObject()
  }

  private func write(_ unit: Unit, _ year: Year, to json: inout JSONWriter) {
    json.name("unit")
    json.string(unit.name)
    json.name("unit_code")
    json.string(unit.code)
    json.name("year")
    json.number(year.number)
  }

  private func write(_ indicator: IndicatorIndex, to json: inout JSONWriter) {
    json.name("indicator")
    json.string(catalog[indicator].id.name)
    json.name("label")
    json.string(catalog[indicator].label)
  }

  private func writeSummary(to json: inout JSONWriter) {
    let left = whatIf.remaining
    json.beginObject()
    for (name, count) in [
      ("corrected", whatIf.corrections.count), ("gone", findings.gone.count),
      ("come", findings.come.count), ("ranks", whatIf.ranks.count),
      ("remaining_errors", left[.error] ?? 0), ("remaining_warnings", left[.warning] ?? 0),
      ("remaining_infos", left[.info] ?? 0),
    ] {
      json.name(name)
      json.number(count)
    }
    json.endObject()
  }
}
