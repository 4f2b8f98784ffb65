/// Reads the tables of a report whose rows have several columns, or whose borders were lost, by the
/// order of a form's lines.
struct OutlineRecogniser: Sendable {
  private let catalog: Catalog
  private let outlines: [FormOutline]
  private let tables: TableRecogniser
  let relations: FormRelations
  private let measures: Set<String>

  /// A recogniser for the forms of a catalogue.
  init(catalog: Catalog, tables: TableRecogniser) {
    self.catalog = catalog
    self.tables = tables
    outlines = catalog.editions.map { FormOutline($0, catalog: catalog) }
    relations = FormRelations(catalog: catalog)
    measures = Set(catalog.measures.keys)
  }

  /// Rows that a form must have in a report to be recognised.
  private static let leastRows = 3

  /// Fills a reading where a report follows some form.
  ///
  /// - Returns: Whether it does.
  /// - Complexity: Linear in the document plus the square of the places that look like labels.
  func recognise(_ document: Document, into reading: inout ReportReading) -> Bool {
    let stream = TextStream(document)
    let year = reading.year
    let candidates = outlines.map { ($0, OutlineAlignment($0, with: stream)) }
      .filter { outline, alignment in
        alignment.chain.count { !outline.lines[$0.line].cells.isEmpty } >= Self.leastRows
      }
    func isOfYear(_ outline: FormOutline) -> Bool {
      guard let year else { return false }
      return catalog.edition(outline.edition)?.years.contains(year) ?? false
    }
    let best = candidates.max { left, right in
      (left.1.score, isOfYear(left.0) ? 1 : 0) < (right.1.score, isOfYear(right.0) ? 1 : 0)
    }
    guard let (outline, alignment) = best else { return false }
    let zones = zones(of: outline, alignment, in: stream)
    guard zones.count(where: { !$0.zone.isEmpty }) >= Self.leastRows else { return false }
    reading.edition = outline.edition
    if stream.isCutOff { reading.notes.append(.tooLong(limit: TextStream.signLimit)) }
    var rows = OutlineRows(outline: outline, tables: tables, catalog: catalog)
    for entry in zones { rows.add(entry, to: &reading) }
    keepUnknownRows(outline, alignment, in: stream, &reading)
    rows.settle(with: relations, in: &reading)
    noteMissing(outline, in: &reading)
    reading.cells.sort { $0.indicator < $1.indicator }
    return true
  }

  // MARK: Zones

  /// A row of the form as found.
  struct FoundRow {
    let line: Int
    let label: Document.Text
    let match: FormIndex.Match
    let zone: RowZone
  }

  private func zones(of outline: FormOutline, _ alignment: OutlineAlignment, in stream: TextStream)
    -> [FoundRow]
  {
    let reader = RowZoneReader(stream: stream, cells: tables.reader, measures: measures)
    let chain = alignment.chain + nearRows(of: outline, alignment, in: stream)
    let sorted = chain.sorted { $0.range.lowerBound < $1.range.lowerBound }
    return sorted.indices.compactMap { position in
      let occurrence = sorted[position]
      let line = outline.lines[occurrence.line]
      guard !line.cells.isEmpty else { return nil }
      let end =
        position + 1 < sorted.count
        ? sorted[position + 1].range.lowerBound : stream.signs.count
      let piece = stream.pieces[stream.piece(at: occurrence.range.lowerBound)]
      return FoundRow(
        line: occurrence.line,
        label: stream.fillsPiece(occurrence.range)
          ? piece.text
          : Document.Text(stream.signs[occurrence.range].text, piece.text.place),
        match: occurrence.match,
        zone: reader.zone(
          behind: occurrence.range, to: end, count: line.cells.count,
          isHorizontal: line.isHorizontal))
    }
  }

  // MARK: Near labels

  /// Rows whose label differs from the form's, between rows that do not.
  private func nearRows(
    of outline: FormOutline, _ alignment: OutlineAlignment, in stream: TextStream
  ) -> [OutlineOccurrences.Occurrence] {
    var found: [OutlineOccurrences.Occurrence] = []
    for (before, after) in zip(alignment.chain, alignment.chain.dropFirst()) {
      let missing = ((before.line + 1)..<after.line).filter { !outline.lines[$0].cells.isEmpty }
      guard !missing.isEmpty, missing.count <= 8 else { continue }
      let gap = before.range.upperBound..<after.range.lowerBound
      guard gap.count <= 600 else { continue }
      var next = 0
      for run in writing(in: gap, of: stream) {
        guard next < missing.count else { break }
        let label = stream.signs[run]
        guard
          let offset = missing[next...].firstIndex(where: { line in
            isNear(Array(label), numbered: run.lowerBound, outline.lines[line], stream)
          })
        else { continue }
        let line = missing[offset]
        let edits =
          LabelDistance.edits(Array(label), outline.lines[line].labels[0], atMost: 100) ?? 100
        found.append(
          .init(
            line: line,
            range: StreamNumbering.start(before: run.lowerBound, in: stream)..<run.upperBound,
            match: .near(edits: edits)))
        next = offset + 1
      }
    }
    return found
  }

  /// The runs of writing in a range, up to brackets, figures and borders of cells.
  private func writing(in range: Range<Int>, of stream: TextStream) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start: Int?
    for position in range {
      let sign = stream.signs[position]
      let isBroken =
        stream.pieces[stream.piece(at: position)].range.lowerBound == position
        || !HalfWidth.isHan(sign) && sign != ","
      if isBroken, let first = start {
        runs.append(first..<position)
        start = nil
      }
      if HalfWidth.isHan(sign), start == nil { start = position }
    }
    if let start { runs.append(start..<range.upperBound) }
    return runs.filter { $0.count >= FormIndex.leastLength }
  }

  /// Whether a label is some edits away from a row's: one in five signs, or one in three where the
  /// numbering is the row's.
  private func isNear(
    _ label: [Unicode.Scalar], numbered position: Int, _ line: FormOutline.Line,
    _ stream: TextStream
  ) -> Bool {
    guard let official = line.labels.first, !line.isHorizontal else { return false }
    let longer = max(label.count, official.count)
    let number = StreamNumbering.number(before: position, in: stream)
    let limit = !number.isEmpty && number == line.number ? longer / 3 : longer / 5
    guard limit > 0, LabelDistance.edits(label, official, atMost: limit) != nil else {
      return false
    }
    func negations(_ signs: [Unicode.Scalar]) -> [Unicode.Scalar] {
      signs.filter { "不未非无否没".unicodeScalars.contains($0) }
    }
    return negations(label) == negations(official)
  }

  // MARK: Unknown rows

  /// Keeps rows of the form's tables that the form does not have, where they have figures.
  private func keepUnknownRows(
    _ outline: FormOutline, _ alignment: OutlineAlignment, in stream: TextStream,
    _ reading: inout ReportReading
  ) {
    let found = alignment.chain + nearRows(of: outline, alignment, in: stream)
    var lineOfRow: [Int: Int] = [:]
    for occurrence in found {
      if let row = stream.pieces[stream.piece(at: occurrence.range.lowerBound)].row {
        lineOfRow[row] = max(lineOfRow[row] ?? 0, occurrence.line)
      }
    }
    guard let first = lineOfRow.keys.min(), let last = lineOfRow.keys.max() else { return }
    var above: FormOutline.Line?
    for (row, pieces) in stream.rows(first...last) {
      if let line = lineOfRow[row] {
        if !outline.lines[line].cells.isEmpty { above = outline.lines[line] }
        continue
      }
      guard let above, !above.isHorizontal,
        let label = pieces.last(where: {
          HalfWidth.trimmed($0.text.text).contains(where: HalfWidth.isHan)
        }),
        case .unreadable = tables.reader.read(label.text.text)
      else { continue }
      let cells = pieces.drop { $0.range.lowerBound <= label.range.lowerBound }
      for (position, cell) in cells.enumerated() {
        guard case .number(let printed) = tables.reader.read(cell.text.text) else { continue }
        let column =
          above.columns.count == cells.count
          ? "｜\(above.columns[position])"
          : cells.count > 1
            ? "｜\(position + 1)" : ""
        reading.unrecognised.append(
          ReadRow(
            label: label.text.text.trimmingBlanks + column, measure: printed.measure ?? "",
            text: cell.text.text, value: printed.figure.value, place: cell.text.place))
      }
      if cells.contains(where: { tables.isFigure($0.text) }) {
        reading.notes.append(
          .kept(
            PrintedRow(label: label.text, measure: nil, value: cells.first?.text, table: 0),
            why: .unknown, at: label.text.place))
      }
    }
  }

  // MARK: Missing rows

  /// One note for each section that lacks rows.
  private func noteMissing(_ outline: FormOutline, in reading: inout ReportReading) {
    let found = Set(reading.cells.map(\.indicator))
    let form = catalog.edition(outline.edition)
    var missing: [Int: [String]] = [:]
    var expected: [Int: Int] = [:]
    let scopes = Set(found.compactMap { catalog[$0].scope })
    for line in outline.lines {
      guard let first = line.cells.first, form?.contains(first) == true,
        catalog[first].scope.map(scopes.contains) ?? true
      else { continue }
      expected[line.section, default: 0] += 1
      if !line.cells.contains(where: found.contains) {
        missing[line.section, default: []].append(line.label)
      }
    }
    for (section, labels) in missing.sorted(by: { $0.key < $1.key }) {
      let title = outline.sections.indices.contains(section) ? outline.sections[section] : ""
      reading.notes.append(
        .missing(labels, of: title, isWhole: labels.count == expected[section]))
    }
  }
}

extension RowZone {
  /// Whether nothing is printed.
  var isEmpty: Bool { if case .nothing = self { true } else { false } }
}

extension ReadingNote {
  /// A document is longer than what is searched for a form's lines.
  fileprivate static func tooLong(limit: Int) -> ReadingNote {
    ReadingNote(
      kind: .missingRow, place: .unknown,
      message: LocalizedText(
        zh: "文件超过 \(limit) 字，其后未查找统计表；请把统计表另存为一个文件。",
        en: "the file has more than \(limit) signs; what follows was not searched for the "
          + "statistics table; save the table as a file of its own."))
  }
}
