extension TerminalSink {
  /// The rows one below the other, for a table that is wider than the terminal even with its columns cut: a
  /// line for each cell, its heading before it, and nothing cut (as psql's expanded display has it).
  ///
  ///     ── 1 ──────────────
  ///     Unit   古北口镇
  ///     Value  12
  func records(to output: inout ByteBuffer, width: Int) {
    let titles = headings.map { $0.title[language] }
    let margin = min(titles.map { TextWidth.of($0) }.max() ?? 0, width / 2) + 2
    for (position, row) in rows.enumerated() {
      let mark = "── \(position + 1) "
      let rule = mark + String(repeating: "─", count: max(0, width - TextWidth.of(mark)))
      output.append((style.dim(rule) + "\n").utf8)
      for (title, cell) in zip(titles, row) {
        let short = TextWidth.truncate(title, to: margin - 2)
        let lead = cell.isEmpty ? short : TextWidth.pad(short, to: margin, .leading)
        for (number, line) in TextWidth.wrap(cell, to: width - margin).enumerated() {
          let start = number == 0 ? style.bold(lead) : String(repeating: " ", count: margin)
          output.append("\(start)\(line)\n".utf8)
        }
      }
    }
  }

  /// The same table without the columns that have no value in any row.
  func withoutEmptyColumns() -> TerminalSink {
    let kept = headings.indices.filter { column in
      rows.contains { column < $0.count && !$0[column].isEmpty }
    }
    var sink = TerminalSink(
      headings: kept.map { headings[$0] }, language: language, style: style, output: output)
    for row in rows {
      for column in kept where column < row.count { sink.text(row[column]) }
      sink.endRow()
    }
    return sink
  }
}
