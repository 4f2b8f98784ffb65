#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension Baseline {
  /// What `check --format json` printed, as far as a comparison needs it.
  private struct Former: Decodable {
    struct Finding: Decodable {
      let rule: String
      let severity: String
      let unit: String
      let unitCode: String
      let year: Int
      let message: String
      let indicators: [String]
      let fingerprint: String?

      enum CodingKeys: String, CodingKey {
        case rule, severity, unit
        case unitCode = "unit_code"
        case year, message, indicators, fingerprint
      }
    }

    let findings: [Finding]
  }

  /// The findings that `check --format json` printed.
  ///
  /// - Throws: `ReadingError` where the text is something else.
  public init(file: String, json: [UInt8]) throws(ReadingError) {
    let former: Former
    do { former = try JSONDecoder().decode(Former.self, from: Data(json)) } catch {
      throw .badField(
        file: file, line: 1, column: "findings", found: Self.explanation(error),
        expected: LocalizedText(
          zh: "nianbao check --format json 的输出", en: "the output of nianbao check --format json"))
    }
    self.init(
      former.findings.map { finding in
        Entry(
          rule: finding.rule, severity: Rule.Severity(rawValue: finding.severity) ?? .error,
          unit: finding.unit, unitCode: finding.unitCode, year: Year(finding.year),
          message: finding.message, indicators: finding.indicators,
          fingerprint: finding.fingerprint.flatMap { Fingerprint($0) })
      })
  }

  /// Where in the tree something else stands than expected.
  private static func explanation(_ error: any Error) -> String {
    func path(_ context: DecodingError.Context) -> String {
      context.codingPath.map(\.stringValue).joined(separator: ".")
    }
    switch error {
    case DecodingError.keyNotFound(let key, let context):
      return "\(path(context)) – \(key.stringValue)?"
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      return path(context)
    default: return "JSON?"
    }
  }
}
