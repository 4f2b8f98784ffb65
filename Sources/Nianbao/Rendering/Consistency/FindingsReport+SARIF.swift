extension FindingsReport {
  /// Writes the findings as a SARIF 2.1.0 log (OASIS 2020), for tools that show the findings of checkers
  /// beside the files.
  ///
  /// Each finding is a result with its first printed row as location and the others as related ones.
  /// Verdicts that settle a finding become suppressions, the states of `--against` baseline states;
  /// findings that were resolved since are results that are absent. Suspects and story stand in the
  /// properties: a printed figure has no known columns that a fix could replace.
  ///
  /// - Parameters:
  ///   - version: The version of the program.
  ///   - folder: The absolute path of the folder that file names are relative to.
  /// - Complexity: Linear in the findings and in the files that evidence is quoted from.
  public func renderSARIF(
    version: String, folder: String?, language: Language, to output: ByteBuffer
  ) -> ByteBuffer {
    var log = SARIFLog(
      report: self, version: version, folder: folder, language: language,
      json: JSONWriter(output: output))
    return log.write()
  }
}

/// A SARIF log of an account of findings.
private struct SARIFLog {
  let report: FindingsReport
  let version: String
  let folder: String?
  let language: Language
  var json: JSONWriter

  private var review: Review { report.review }

  mutating func write() -> ByteBuffer {
    let rules = SARIFRules(report)
    json.beginObject()
    text("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
    text("version", "2.1.0")
    array("runs", [rules]) { log, rules in
      log.object {
        $0.text("language", $0.language == .chinese ? "zh-CN" : "en")
        $0.text("columnKind", "unicodeCodePoints")
        $0.object("tool") { $0.object("driver") { $0.writeDriver(rules) } }
        $0.array("invocations", [true]) { log, isSuccessful in
          log.object { $0.bool("executionSuccessful", isSuccessful) }
        }
        $0.writeResults(rules)
      }
    }
    json.endObject()
    return json.finish()
  }

  private mutating func writeDriver(_ rules: SARIFRules) {
    text("name", "nianbao")
    text("version", version)
    text("semanticVersion", version)
    array("rules", rules.entries) { log, rule in
      log.object {
        $0.text("id", rule.id)
        $0.object("shortDescription") { $0.text("text", rule.title[$0.language]) }
        $0.object("fullDescription") { $0.text("text", rule.explanation[$0.language]) }
        $0.object("defaultConfiguration") { $0.text("level", rule.severity.sarifLevel) }
        $0.object("properties") {
          $0.text("kind", rule.kind)
          $0.text("severity", rule.severity.rawValue)
        }
      }
    }
  }

  // MARK: Results

  private mutating func writeResults(_ rules: SARIFRules) {
    let stories = review.diagnosis.storyPositions
    json.name("results")
    json.beginArray()
    for position in report.findings.indices {
      object { $0.writeResult(position, story: stories[position], rules) }
    }
    for entry in review.comparison?.resolved ?? [] { object { $0.writeAbsent(entry, rules) } }
    json.endArray()
  }

  private mutating func writeResult(_ position: Int, story: Int?, _ rules: SARIFRules) {
    let finding = report.findings[position]
    text("ruleId", finding.id.name)
    number("ruleIndex", rules.position(of: finding.id.name))
    text("level", finding.severity.sarifLevel)
    object("message") { $0.text("text", finding.message[$0.language]) }
    let evidence = report.evidence(finding)
    array("locations", evidence.prefix(1)) { log, evidence in
      log.object { $0.writeLocation(evidence, finding) }
    }
    array("relatedLocations", evidence.dropFirst().enumerated()) { log, related in
      log.object {
        $0.number("id", related.offset + 1)
        $0.writeLocation(related.element, finding)
      }
    }
    writeFingerprint(review.fingerprints[position])
    let verdict = review.verdict(on: position)
    if !review.verdicts.isEmpty { writeSuppressions(verdict) }
    if let state = review.state(of: position) { text("baselineState", state.rawValue) }
    object("properties") { $0.writeProperties(finding, story: story, verdict) }
  }

  private mutating func writeAbsent(_ entry: Baseline.Entry, _ rules: SARIFRules) {
    text("ruleId", entry.rule)
    number("ruleIndex", rules.position(of: entry.rule))
    text("level", entry.severity.sarifLevel)
    object("message") { $0.text("text", entry.message) }
    if let fingerprint = entry.fingerprint { writeFingerprint(fingerprint) }
    text("baselineState", Baseline.State.absent.rawValue)
    object("properties") {
      $0.text("unit", entry.unit)
      $0.text("unit_code", entry.unitCode)
      $0.number("year", entry.year.number)
    }
  }

  private mutating func writeLocation(_ evidence: FindingsReport.Evidence, _ finding: Finding) {
    let unit = report.panel.units[finding.unit]
    if evidence.file != "-" {
      object("physicalLocation") { log in
        log.object("artifactLocation") {
          $0.text("uri", FileURI.reference(to: evidence.file, in: $0.folder))
        }
        if let line = evidence.place.line {
          log.object("region") { $0.number("startLine", line) }
        }
      }
    }
    array("logicalLocations", [unit]) { log, unit in
      log.object {
        $0.text("name", unit.name)
        $0.text("fullyQualifiedName", "\(unit.code)/\(finding.year)")
      }
    }
    let place = evidence.place.line == nil ? evidence.place.description : ""
    object("message") {
      $0.text("text", place.isEmpty ? evidence.text : "\(place)  \(evidence.text)")
    }
  }

  private mutating func writeFingerprint(_ fingerprint: Fingerprint) {
    object("partialFingerprints") { $0.text("nianbao/v1", fingerprint.text) }
  }

  /// Where some results have suppressions, an empty array says that one has none.
  private mutating func writeSuppressions(_ verdict: Verdict?) {
    let settling = [verdict].compactMap { $0 }.filter(\.decision.settles)
    array("suppressions", settling) { log, verdict in
      log.object {
        $0.text("kind", "external")
        $0.text("status", "accepted")
        let title = verdict.decision.title[$0.language]
        $0.text("justification", verdict.note.isEmpty ? title : "\(title): \(verdict.note)")
      }
    }
  }

  private mutating func writeProperties(_ finding: Finding, story: Int?, _ verdict: Verdict?) {
    let unit = report.panel.units[finding.unit]
    text("unit", unit.name)
    text("unit_code", unit.code)
    number("year", finding.year.number)
    text("kind", finding.kind.rawValue)
    if let story { number("story", story) }
    if let verdict { text("verdict", verdict.decision.rawValue) }
    let suspects = SuspectText(panel: report.panel, language: language)
    array("suspects", finding.suspects) { log, suspect in
      log.object {
        $0.text("indicator", $0.report.catalog[suspect.indicator].id.name)
        $0.text("change", suspects.change(suspect, unit: finding.unit, year: finding.year))
        $0.number("suggested", suspect.suggested)
        $0.number("score", suspect.score)
        $0.text("why", suspect.reason[$0.language])
      }
    }
  }

  // MARK: Members

  private mutating func object(_ name: String? = nil, _ members: (inout SARIFLog) -> Void) {
    if let name { json.name(name) }
    json.beginObject()
    members(&self)
    json.endObject()
  }

  private mutating func array<Element>(
    _ name: String, _ elements: some Sequence<Element>, _ write: (inout SARIFLog, Element) -> Void
  ) {
    json.name(name)
    json.beginArray()
    for element in elements { write(&self, element) }
    json.endArray()
  }

  private mutating func text(_ name: String, _ text: String) {
    json.name(name)
    json.string(text)
  }

  private mutating func number(_ name: String, _ value: Int) { number(name, Double(value)) }

  private mutating func number(_ name: String, _ value: Double) {
    json.name(name)
    json.number(value, as: .plain)
  }

  private mutating func bool(_ name: String, _ value: Bool) {
    json.name(name)
    json.bool(value)
  }
}
