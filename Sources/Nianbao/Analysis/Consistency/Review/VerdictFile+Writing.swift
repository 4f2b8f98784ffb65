extension VerdictFile {
  /// The text of the file with a line for every finding: what people wrote stays, in their order; new
  /// findings follow at the end, to be filled in; verdicts whose finding is gone are marked as such.
  ///
  /// A verdict is gone only where its report was checked: one of a unit or year that this check was not
  /// about stays as it is.
  ///
  /// - Complexity: Linear in the findings and in the file.
  public func text(updatedFor review: Review, language: Language) -> String {
    let positions = Dictionary(
      uniqueKeysWithValues: review.fingerprints.enumerated().map { ($1, $0) })
    let checked = review.checkedReports()
    var written = lines.isEmpty ? Self.head(language) : ""
    var descriptions: [String] = []
    for line in lines {
      switch line {
      case .verbatim(let text):
        written += Self.described(descriptions) + "\(text)\n"
        descriptions = []
      case .description(let text): descriptions.append(text)
      case .entry(let entry):
        if let position = positions[entry.fingerprint] {
          written += review.description(of: position, language) + "\(entry.text)\n"
        } else if !Self.tells(descriptions.first, ofOneOf: checked) {
          let mark = entry.isGone ? "#~ " : ""
          written += Self.described(descriptions) + "\(mark)\(entry.text)\n"
        } else if !entry.isEmpty {
          written += Self.described(descriptions) + "#~ \(entry.text)\n"
        } else if written.hasSuffix("\n\n") {
          written.removeLast()
        }
        descriptions = []
      }
    }
    written += Self.described(descriptions)
    let known = fingerprints
    for (position, fingerprint) in review.fingerprints.enumerated()
    where !known.contains(fingerprint) {
      let gap = written.hasSuffix("\n\n") ? "" : "\n"
      written += gap + review.description(of: position, language) + "\(fingerprint) -\n"
    }
    return written
  }

  /// This file with the lines of another whose findings it has no line for, at the end.
  public func adding(_ other: VerdictFile) -> VerdictFile {
    if lines.isEmpty { return other }
    let known = fingerprints
    var added: [Line] = []
    var descriptions: [Line] = []
    for line in other.lines {
      switch line {
      case .verbatim: descriptions = []
      case .description: descriptions.append(line)
      case .entry(let entry):
        if !known.contains(entry.fingerprint) { added += descriptions + [line] }
        descriptions = []
      }
    }
    return VerdictFile(lines: lines + added, mistakes: mistakes + other.mistakes)
  }

  private var fingerprints: Set<Fingerprint> {
    Set(lines.compactMap { if case .entry(let entry) = $0 { entry.fingerprint } else { nil } })
  }

  /// Whether the line that tells where a finding is names one of some reports.
  private static func tells(_ description: String?, ofOneOf reports: Set<Review.ReportKey>) -> Bool
  {
    let parts = (description ?? "").split(separator: " ")
    guard parts.count >= 2, let year = Int(parts[1]) else { return false }
    return reports.contains(Review.ReportKey(unit: String(parts[0]), year: Year(year)))
  }

  private static func described(_ texts: [String]) -> String {
    texts.map { "#: \($0)\n" }.joined()
  }

  private static func head(_ language: Language) -> String {
    switch language {
    case .chinese:
      """
      # 核查结论：每行一条，依次为指纹、结论、说明。
      # 结论写 接受、已说明 或 退回；- 表示尚无结论。#: 开头的行由程序改写，#~ 表示问题已不存在。

      """
    case .english:
      """
      # Verdicts on findings, one a line: fingerprint, verdict, note.
      # The verdict is accepted, explained or return; - is none yet. Lines with #: are written anew each
      # time; #~ marks a verdict whose finding is gone.

      """
    }
  }
}

extension Review {
  /// What a file of verdicts tells of a finding: where it is, and its message.
  fileprivate func description(of position: Int, _ language: Language) -> String {
    let finding = diagnosis.findings[position]
    let unit = panel.units[finding.unit]
    let place = "\(unit.identity) \(finding.year) \(finding.id)"
    let name = unit.identity == unit.name ? "" : " \(unit.name)"
    let message = finding.message[language].split(whereSeparator: \.isNewline)
    return "#: \(place)\(name)\n#: \(message.joined(separator: " "))\n"
  }
}
