/// Turns the printed rows of a report into cells of a form.
struct TableRecogniser: Sendable {
  let catalog: Catalog
  let forms: [FormIndex]
  let reader: CellReader

  /// A recogniser for the forms of a catalogue.
  init(catalog: Catalog) {
    self.catalog = catalog
    forms = catalog.editions.map { FormIndex($0, catalog: catalog) }
    reader = CellReader(measures: catalog.measures.keys)
  }

  /// Keeps all rows of a report that follows no form beside the panel.
  func keepAll(_ rows: [PrintedRow], in reading: inout ReportReading) {
    for row in rows { keep(row, why: nil, in: &reading) }
  }

  /// Fills a reading with the rows of its tables where they are those of a form with one figure a
  /// row: edition, cells, unrecognised rows, notes.
  ///
  /// - Returns: Whether they are.
  /// - Complexity: Linear in the rows, times the length of unknown labels.
  func recognise(_ rows: [PrintedRow], into reading: inout ReportReading) -> Bool {
    let keys = rows.map { LabelKey(shortened: $0.label.text) }
    // Text that only looks like a row must not outvote the rows.
    let likely = rows.indices.filter { isLikelyRow(rows[$0]) }.map { keys[$0] }
    guard let form = FormDetection.form(of: likely, among: forms) else { return false }
    reading.edition = form.edition
    let alignment = RowAlignment(keys, with: form)
    let repeated = Dictionary(
      alignment.repeated.map { ($0.printed, $0.row) }, uniquingKeysWith: { first, _ in first })
    let ambiguous = Set(alignment.ambiguous)
    var positions: [Int: Int] = [:]
    var blankSigns: [String: [Place]] = [:]
    for (position, row) in rows.enumerated() {
      if let candidate = alignment.matches[position] {
        let official = form.rows[candidate.row]
        guard let indicator = official.indicator else {
          if isFigure(row.value) { keep(row, why: .headingWithFigure, in: &reading) }
          continue
        }
        if case .near(let edits) = candidate.match {
          reading.notes.append(
            .nearMatch(printed: row.label, official: catalog[indicator].printed, edits: edits))
        }
        let cell = read(row, as: indicator, signs: &blankSigns, notes: &reading.notes)
        positions[candidate.row] = reading.cells.count
        reading.cells.append(cell)
        keepFurther(row, in: &reading)
      } else if let formRow = repeated[position] {
        repeats(row, of: form.rows[formRow], at: positions[formRow], in: &reading)
      } else {
        keep(row, why: ambiguous.contains(position) ? .ambiguousLabel : .unknown, in: &reading)
      }
    }
    reading.notes += blankSigns.sorted { $0.key < $1.key }.map { .blankSigns($0.key, at: $0.value) }
    noteMissingRows(of: form, alignment: alignment, in: &reading)
    reading.cells.sort { $0.indicator < $1.indicator }
    return true
  }

  /// Whether a row has a unit of measure or a figure.
  private func isLikelyRow(_ row: PrintedRow) -> Bool {
    if let measure = row.measure, catalog.measures[HalfWidth.trimmed(measure.text).text] != nil {
      return true
    }
    return isFigure(row.value)
  }

  // MARK: Cells

  /// The cell of a row, converted to the form's unit of measure where the report's is another.
  func read(
    _ row: PrintedRow, as indicator: IndicatorIndex, signs: inout [String: [Place]],
    notes: inout [ReadingNote]
  ) -> ReadCell {
    let text = row.value?.text ?? ""
    let place = row.value?.place ?? row.measure?.place ?? row.label.place
    func cell(_ status: CellStatus, _ value: Double? = nil, decimals: Int = 0) -> ReadCell {
      ReadCell(
        indicator: indicator, value: value, mark: CellMark(status, decimals: decimals),
        place: place, text: text)
    }
    switch reader.read(text) {
    case .blank(let sign):
      if let sign { signs[sign, default: []].append(place) }
      return cell(.blank)
    case .unreadable:
      notes.append(.unreadable(row, at: place))
      return cell(.unreadable)
    case .number(let printed):
      if printed.remark != nil { notes.append(.remark(row, figure: printed.figure, at: place)) }
      let measure = printed.measure ?? row.measure.map { HalfWidth.trimmed($0.text).text } ?? ""
      let conversion = convert(printed.figure, from: measure, for: indicator)
      if let note = conversion.note { notes.append(note.about(row, at: place)) }
      return cell(
        .reported, conversion.figure.value, decimals: conversion.figure.decimals)
    }
  }

  private struct Conversion {
    let figure: Figure
    var note: Note?

    struct Note {
      let kind: ReadingNote.Kind
      let message: LocalizedText

      func about(_ row: PrintedRow, at place: Place) -> ReadingNote {
        let label = row.label.shown
        return ReadingNote(
          kind: kind, place: place,
          message: LocalizedText(
            zh: "“\(label)”:\(message.chinese)", en: "‘\(label)’: \(message.english)"))
      }
    }
  }

  private func convert(_ figure: Figure, from name: String, for indicator: IndicatorIndex)
    -> Conversion
  {
    let official = catalog[indicator].measure
    guard !name.isEmpty, name != official.name else { return Conversion(figure: figure) }
    if let conversion = catalog.measures[name]?.conversion, conversion.base == official.name,
      let power = Self.powerOfTen(conversion.factor),
      let converted = figure.scaled(byPowerOfTen: power)
    {
      return Conversion(
        figure: converted,
        note: .init(
          kind: .converted,
          message: LocalizedText(
            zh: "以\(name)印出的 \(figure.text) 换算为 \(converted.text) \(official.name)。",
            en: "\(figure.text) \(name) as printed was converted to \(converted.text) "
              + "\(official.name).")))
    }
    return Conversion(
      figure: figure,
      note: .init(
        kind: .otherMeasure,
        message: LocalizedText(
          zh: "单位印为“\(name)”，表样为“\(official.name)”；数字照印读入，请核对。",
          en: "the unit of measure is printed ‘\(name)’ where the form has ‘\(official.name)’; "
            + "the figure was read as printed; check it.")))
  }

  /// The exponent of a factor that is a power of ten, or nil.
  private static func powerOfTen(_ factor: Double) -> Int? {
    var power = 0
    var rest = factor >= 1 ? factor : (1 / factor).rounded()
    while rest >= 10, rest.truncatingRemainder(dividingBy: 10) == 0 {
      rest /= 10
      power += 1
    }
    guard rest == 1 else { return nil }
    return factor >= 1 ? power : -power
  }

  // MARK: Rows that are not the form's

  func isFigure(_ value: Document.Text?) -> Bool {
    if case .number = reader.read(value?.text ?? "") { true } else { false }
  }

  /// Keeps a row beside the panel where it has a figure, or something printed where one belongs.
  private func keep(_ row: PrintedRow, why reason: KeptRow?, in reading: inout ReportReading) {
    let text = row.value?.text ?? ""
    let measure = row.measure.map { HalfWidth.trimmed($0.text).text } ?? ""
    var value: Double?
    switch reader.read(text) {
    case .number(let printed): value = printed.figure.value
    case .unreadable where catalog.measures[measure] != nil: break
    case .blank, .unreadable: return keepFurther(row, in: &reading)
    }
    let place = row.value?.place ?? row.label.place
    reading.unrecognised.append(
      ReadRow(
        label: row.label.text.trimmingBlanks, measure: measure, text: text, value: value,
        place: place))
    if let reason { reading.notes.append(.kept(row, why: reason, at: place)) }
    keepFurther(row, in: &reading)
  }

  /// Keeps the figures of further columns under `ROW｜COLUMN`.
  private func keepFurther(_ row: PrintedRow, in reading: inout ReportReading) {
    for further in row.further {
      guard case .number(let printed) = reader.read(further.cell.text) else { continue }
      reading.unrecognised.append(
        ReadRow(
          label: "\(row.label.text.trimmingBlanks)｜\(further.heading)",
          measure: row.measure.map { HalfWidth.trimmed($0.text).text } ?? "",
          text: further.cell.text, value: printed.figure.value, place: further.cell.place))
    }
  }

  /// Of a row printed twice the first one with a figure counts; both are told in the note.
  private func repeats(
    _ row: PrintedRow, of official: FormIndex.Row, at position: Int?,
    in reading: inout ReportReading
  ) {
    guard let indicator = official.indicator else { return }
    var signs: [String: [Place]] = [:]
    var notes: [ReadingNote] = []
    let again = read(row, as: indicator, signs: &signs, notes: &notes)
    guard let position, reading.cells.indices.contains(position) else {
      return keep(row, why: .ambiguousLabel, in: &reading)
    }
    let first = reading.cells[position]
    let takesOver = !first.mark.status.hasValue && again.mark.status.hasValue
    if takesOver { reading.cells[position] = again }
    reading.notes.append(
      .repeated(label: row.label.shown, first: first, again: again, takesOver: takesOver))
  }

  // MARK: Rows that are missing

  /// One note for each main section that lacks rows. A province's own rows are missing only where
  /// the report prints others of them.
  private func noteMissingRows(
    of form: FormIndex, alignment: RowAlignment, in reading: inout ReportReading
  ) {
    let found = Set(reading.cells.map(\.indicator))
    let scopes = Set(found.compactMap { catalog[$0].scope })
    var missing: [Int: [String]] = [:]
    var expected: [Int: Int] = [:]
    for row in form.rows {
      guard let indicator = row.indicator else { continue }
      if let scope = catalog[indicator].scope, !scopes.contains(scope) { continue }
      expected[row.section, default: 0] += 1
      if !found.contains(indicator) { missing[row.section, default: []].append(row.label) }
    }
    for (section, labels) in missing.sorted(by: { $0.key < $1.key }) {
      let title = form.sections.indices.contains(section) ? form.sections[section] : ""
      reading.notes.append(
        .missing(labels, of: title, isWhole: labels.count == expected[section]))
    }
  }
}

extension LabelKey {
  /// The key of a label that may be a whole cell of prose: more than 400 signs are no label.
  init(shortened text: String) {
    self.init(text.utf8.count > 1600 ? text.prefix(400) : text[...])
  }
}

extension Figure {
  /// The figure in plain digits.
  var text: String {
    let magnitude = String(digits.magnitude)
    let sign = digits < 0 ? "-" : ""
    guard decimals > 0 else { return sign + magnitude }
    let padded = String(repeating: "0", count: max(0, decimals + 1 - magnitude.count)) + magnitude
    return "\(sign)\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
  }
}
