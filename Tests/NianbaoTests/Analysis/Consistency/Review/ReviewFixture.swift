import Foundation

@testable import Nianbao

/// Confrontations of small reports, and diagnoses made by hand, for tests of what is told of them.
struct ReviewFixture {
  let catalog: Catalog
  let rules: RuleSet

  init() throws {
    catalog = try Catalog.builtIn()
    rules = try RuleSet.builtIn(catalog)
  }

  /// Made once.
  static let shared = Result { try ReviewFixture() }

  static let unit = "110118111"
  static let otherUnit = "110118108"

  /// A confrontation of reports that are consistent but for what is changed, by unit and year.
  func confrontation(_ reports: [(String, Year, [IndicatorID: Double?])]) -> Confrontation {
    var made = TestReports(catalog)
    for (unit, year, changes) in reports {
      made.add(unit, year, TestReports.consistent.merging(changes) { $1 })
    }
    return Confrontation(made.panel, with: rules)
  }

  func review(_ reports: [(String, Year, [IndicatorID: Double?])]) -> Review {
    let confrontation = confrontation(reports)
    return Review(confrontation.diagnosis(), of: confrontation)
  }

  func source() throws -> SourceText {
    SourceText(importer: try ReportImporter(catalog: catalog, regions: RegionTree([])))
  }

  func report(_ confrontation: Confrontation, _ diagnosis: Diagnosis) throws -> FindingsReport {
    FindingsReport(confrontation, diagnosis: diagnosis, source: try source())
  }

  func label(_ id: IndicatorID) -> String { catalog.index(of: id).map { catalog[$0].label } ?? "" }

  // MARK: Made by hand

  func suspect(
    _ id: IndicatorID, _ value: Double?, _ suggested: Double,
    _ interval: ClosedRange<Double>? = nil, year: Year = 2017, score: Double = 0.5
  ) -> Suspect {
    Suspect(
      unit: UnitIndex(0), indicator: catalog.index(of: id) ?? IndicatorIndex(0), year: year,
      source: .table, value: value, suggested: suggested,
      interval: interval ?? suggested...suggested, score: score,
      reason: LocalizedText(zh: "数字颠倒", en: "digits swapped"))
  }

  func explanation(_ changes: [Suspect], score: Double, isAdjustment: Bool = false) -> Explanation {
    Explanation(
      changes: changes, weight: 1, score: score,
      reason: LocalizedText(zh: "理由", en: "because"), isAdjustment: isAdjustment)
  }

  /// One mistake that breaks the sum of a leaf and the sum above, with two explanations and an
  /// adjustment.
  func oneStory() -> (Confrontation, Diagnosis) {
    let confrontation = confrontation([
      (Self.unit, 2017, ["request.answered.refused": 8])
    ])
    let findings = confrontation.findings()
    let story = Story(
      unit: UnitIndex(0), year: 2017, findings: Array(findings.indices),
      explanations: [
        explanation([suspect("request.answered.refused", 8, 9)], score: 0.75),
        explanation(
          [
            suspect("request.answered.refused.privacy", 4, 3, 0...3),
            suspect("request.answered", 131, 132, 132 ... .infinity),
          ], score: 0.25),
        explanation(
          [suspect("request.answered.refused", 8, 8.5)], score: 0, isAdjustment: true),
      ], proof: .minimal)
    return (confrontation, Diagnosis(findings: findings, stories: [story]))
  }
}

extension FindingsReport {
  func text(_ language: Language = .english, width: Int? = nil) -> String {
    let style = TerminalStyle(width: width, hasColor: false)
    return String(
      decoding: renderText(language: language, style: style, to: ByteBuffer()).pending,
      as: UTF8.self)
  }

  func json(_ language: Language = .english) throws -> [String: Any] {
    try object(renderJSON(language: language, to: ByteBuffer()))
  }

  func sarif(folder: String? = nil) throws -> [String: Any] {
    try object(
      renderSARIF(version: "0.1.0", folder: folder, language: .english, to: ByteBuffer()))
  }

  private func object(_ buffer: ByteBuffer) throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(buffer.pending)) as? [String: Any] ?? [:]
  }
}
