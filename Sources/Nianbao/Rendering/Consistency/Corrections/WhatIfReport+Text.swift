extension WhatIfReport {
  /// Writes the changes for a person at a terminal: cells, findings that go, findings that come,
  /// ranks that move, and a summary at the end.
  public func renderText(language: Language, style: TerminalStyle, to output: ByteBuffer)
    -> ByteBuffer
  {
    var output = output
    let isChinese = language == .chinese
    section(
      isChinese ? "更正" : "Corrected", changes.map { line($0, language, style) }, style, &output)
    section(
      isChinese ? "消除的问题" : "Findings that go",
      findings.gone.map { line($0, language, style) }, style, &output)
    section(
      isChinese ? "新出现的问题" : "Findings that come",
      findings.come.map { line($0, language, style) }, style, &output)
    section(
      isChinese ? "名次变动" : "Ranks that move",
      rankLines(language, style), style, &output)
    return output.appending("\(summary[language])\n")
  }

  private func section(
    _ title: String, _ lines: [String], _ style: TerminalStyle, _ output: inout ByteBuffer
  ) {
    guard !lines.isEmpty else { return }
    output.append("\(style.bold(title))\n".utf8)
    for line in lines { output.append("  \(line)\n".utf8) }
    output.append("\n".utf8)
  }

  private func line(_ change: Change, _ language: Language, _ style: TerminalStyle) -> String {
    let blank = language == .chinese ? "空白" : "blank"
    let label = change.indicator.label
    let values = "\(change.before ?? blank) → \(change.after ?? blank)"
    let note = change.correction.note.isEmpty ? "" : "  \(change.correction.note)"
    return "\(change.unit.name) \(change.correction.year) \(label) \(values)\(note)  "
      + style.dim(change.correction.origin.description)
  }

  private func line(_ finding: Finding, _ language: Language, _ style: TerminalStyle) -> String {
    let severity = finding.severity.title[language]
    let unit = panel.units.name(of: finding.unit)
    return "\(severity)  \(unit) \(finding.year)  \(finding.message[language])  "
      + style.dim(finding.id.name)
  }

  /// A line for each body whose own figure changed, and behind those of one ranking a line of all that
  /// make room.
  private func rankLines(_ language: Language, _ style: TerminalStyle) -> [String] {
    let isChinese = language == .chinese
    var lines: [String] = []
    for ranking in rankings {
      lines += ranking.filter(\.isOwn).map { line($0, language, style) }
      let others = ranking.filter { !$0.isOwn }.map { move in
        "\(move.body.name) \(Self.text(move.before)) → \(Self.text(move.after))"
      }
      guard !others.isEmpty else { continue }
      let title = isChinese ? "  其他随之变动：" : "  others make room: "
      lines.append(title + others.joined(separator: isChinese ? "，" : ", "))
    }
    return lines
  }

  private func line(_ move: RankMove, _ language: Language, _ style: TerminalStyle) -> String {
    let label = catalog[move.indicator].label
    let region = regionName(move)[language]
    let of = move.after?.of ?? move.before?.of ?? 0
    let ranked =
      language == .chinese ? "名次，\(region)共 \(of) 个" : "rank of \(of), \(region)"
    return
      "\(move.body.name) \(move.year) \(label) \(Self.text(move.before)) → \(Self.text(move.after))  "
      + style.dim(ranked)
  }
  /// The moves by what they are ranked by and in.
  private var rankings: [[RankMove]] {
    whatIf.ranks.reduce(into: []) { rankings, move in
      if let last = rankings.last?.last, last.subject == move.subject,
        last.indicator == move.indicator, last.year == move.year, last.region == move.region
      {
        rankings[rankings.count - 1].append(move)
      } else {
        rankings.append([move])
      }
    }
  }

  private static func text(_ place: RankMove.Place?) -> String {
    place.map { "\($0.rank)" } ?? "—"
  }
}
