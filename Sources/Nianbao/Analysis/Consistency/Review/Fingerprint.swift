/// What makes a finding the same one in two runs: what found it, whose report of which year, and the
/// figures that it rests on.
///
/// The first twelve hexadecimal digits of a SHA-256: the same on every machine, in every order of the
/// files and in every version; among a million findings two share one in fewer than one of five
/// hundred panels. A figure that changes gives another fingerprint.
public struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
  /// The twelve digits.
  public let text: String

  /// The number of digits.
  public static let length = 12

  /// A fingerprint as written; nil where the text is none.
  public init?(_ text: some StringProtocol) {
    guard text.utf8.count == Self.length, text.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
      return nil
    }
    self.text = text.lowercased()
  }

  /// The fingerprint of a canonical text.
  init(of canonical: String) {
    text = String(SHA256.hexadecimal(canonical.utf8).prefix(Self.length))
  }

  /// The twelve digits.
  public var description: String { text }

  /// The fingerprints of a diagnosis' findings, in their order.
  ///
  /// Findings that agree in everything that a fingerprint is made of are told apart by counting.
  ///
  /// - Complexity: Linear in the cells of all findings.
  public static func all(of findings: [Finding], in panel: Panel) -> [Fingerprint] {
    var seen: [String: Int] = [:]
    return findings.map { finding in
      let canonical = canonical(finding, panel)
      let earlier = seen[canonical, default: 0]
      seen[canonical] = earlier + 1
      return Fingerprint(of: earlier == 0 ? canonical : "\(canonical)#\(earlier + 1)\n")
    }
  }

  /// One line each: the rule, the unit, the year; then a line for each cell, sorted, so that a rule
  /// may be written in another order.
  private static func canonical(_ finding: Finding, _ panel: Panel) -> String {
    let cells = finding.cells.map { cell in
      let value = cell.value.map { $0 == 0 ? "0.0" : $0.description } ?? "-"
      return "\(panel.units[cell.unit].identity) \(panel.catalog[cell.indicator].id) \(cell.year) "
        + "\(cell.source.name) \(value)"
    }
    let head = [finding.id.name, panel.units[finding.unit].identity, finding.year.description]
    return (head + cells.sorted()).map { "\($0)\n" }.joined()
  }
}

extension Unit {
  /// The code, or the bare name where no region is known.
  var identity: String { region == nil ? name : code }
}

extension CellReference.Source {
  /// The name as written in outputs.
  public var name: String {
    switch self {
    case .table: "table"
    case .prose: "prose"
    case .below: "below"
    }
  }
}
