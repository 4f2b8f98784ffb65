/// Puts the parts of a separated panel together into one batch of reports, in the order of the file.
struct DelimitedAssembly {
  private let isWide: Bool
  private(set) var batch: ReportBatch
  private(set) var mistakes = DelimitedMistakes()
  /// The number of lines in front of the next part.
  private var linesBefore: Int

  private var units: [Unit.Key: Int32] = [:]
  private var editions: [String: Int32] = [:]
  private var files: [String: Int32] = [:]
  /// For each unit its last report so far, and for each report the one before of its unit.
  private var lastOfUnit: [Int32] = []
  private var previous: [Int32] = []
  /// Below a wide heading, whether a report has its record.
  private var isFilled: [Bool] = []

  /// An assembly of parts.
  ///
  /// - Parameter linesBefore: The number of lines in front of the first part.
  init(path: String, isWide: Bool, linesBefore: Int) {
    batch = ReportBatch(path: path)
    self.isWide = isWide
    self.linesBefore = linesBefore
  }

  /// Adds the next part. The lines of the first one count from the file's beginning, those of the
  /// others from their own.
  ///
  /// - Returns: Whether that was possible; cells of one report and indicator in two parts can only be
  ///   told by reading both as one.
  /// - Complexity: Linear in the rows of the part, and in the columns for reports that two parts have.
  mutating func add(_ part: DelimitedPart, catalog: Catalog) -> Bool {
    let partNumber = Int32(batch.parts.count)
    let base = batch.parts.isEmpty ? 0 : Int32(clamping: linesBefore)
    let subjectBase = Int32(batch.subjects.count)
    let partUnits = part.units.map { number(of: $0) }
    batch.subjects += part.subjects.map(\.subject)
    batch.unitOfSubject += part.subjects.map { partUnits[Int($0.unit)] }
    let partEditions = part.editions.map { Self.number(of: $0, &editions, &batch.editions) }
    let partFiles = part.files.map { Self.number(of: $0, &files, &batch.files) }

    mistakes.add(part.mistakes, linesBefore: Int(base))
    var reports: [Int32] = []
    reports.reserveCapacity(part.rows.count)
    var shared: [Int32] = []
    for row in 0..<part.rows.count {
      let subject = part.rows.subjects[row]
      let unit = partUnits[Int(part.subjects[Int(subject)].unit)]
      let file = part.rows.files[row]
      let fileNumber =
        file < 0 || part.files[Int(file)].isEmpty ? -1 : partFiles[Int(file)]
      let year = part.rows.years[row]
      if let known = report(of: unit, year, fileNumber) {
        if isWide, isFilled[Int(known)] {
          refuse(row, of: part, as: known, base: base)
          reports.append(-1)
          continue
        }
        batch.reports.further[known, default: []].append((partNumber, Int32(row)))
        if isWide { isFilled[Int(known)] = part.rows.isFilled[row] }
        reports.append(known)
        shared.append(known)
        continue
      }
      let edition = part.rows.editions[row]
      reports.append(
        append(
          subject: subjectBase + subject, unit: unit, year: year,
          edition: edition < 0 ? -1 : partEditions[Int(edition)], file: fileNumber,
          part: partNumber, row: Int32(row)))
      if isWide { isFilled.append(part.rows.isFilled[row]) }
    }
    batch.parts.append(
      ReportBatch.Part(
        cells: part.cells, reports: reports, lines: part.rows.lines.map { $0 + base },
        placeBases: part.rows.haveOwnPlaces.map { $0 ? base : 0 }))
    guard isWide || shared.allSatisfy({ haveDifferentCells($0) }) else { return false }
    addRemarks(of: part, reports: reports, base: base, catalog: catalog)
    linesBefore += part.lineCount
    return true
  }

  // MARK: Numbers

  private mutating func number(of unit: Unit) -> Int32 {
    if let known = units[unit.key] { return known }
    let number = Int32(batch.units.count)
    units[unit.key] = number
    batch.units.append(unit)
    lastOfUnit.append(-1)
    return number
  }

  private static func number(
    of text: String, _ numbers: inout [String: Int32], _ texts: inout [String]
  ) -> Int32 {
    if let known = numbers[text] { return known }
    let number = Int32(texts.count)
    numbers[text] = number
    texts.append(text)
    return number
  }

  private func report(of unit: Int32, _ year: Int32, _ file: Int32) -> Int32? {
    var report = lastOfUnit[Int(unit)]
    while report >= 0 {
      if batch.reports.years[Int(report)] == year, batch.reports.files[Int(report)] == file {
        return report
      }
      report = previous[Int(report)]
    }
    return nil
  }

  private mutating func append(
    subject: Int32, unit: Int32, year: Int32, edition: Int32, file: Int32, part: Int32, row: Int32
  ) -> Int32 {
    let report = Int32(batch.reports.count)
    batch.reports.subjects.append(subject)
    batch.reports.years.append(year)
    batch.reports.editions.append(edition)
    batch.reports.files.append(file)
    batch.reports.parts.append(part)
    batch.reports.rows.append(row)
    previous.append(lastOfUnit[Int(unit)])
    lastOfUnit[Int(unit)] = report
    return report
  }

  // MARK: Remarks

  /// A second record of a report below a wide heading is a mistake.
  private mutating func refuse(
    _ row: Int, of part: DelimitedPart, as report: Int32, base: Int32
  ) {
    let subject = batch.subjects[Int(batch.reports.subjects[Int(report)])]
    mistakes.replace(
      .badField(
        Int(part.rows.lines[row] + base), "unit", found: subject.name ?? "",
        zh: "每个单位每年只一行", en: "one line for each unit and year"),
      countsAlready: part.rows.hasFailed[row])
  }

  /// Whether no two rows of a report have a cell of one indicator.
  private func haveDifferentCells(_ report: Int32) -> Bool {
    var seen: Set<IndicatorIndex> = []
    for (number, row) in batch.rows(of: Int(report)) {
      let cells = batch.parts[number].cells
      for (column, indicator) in cells.indicators.enumerated()
      where cells.words.word(column, row) != 0 && !seen.insert(indicator).inserted {
        return false
      }
    }
    return true
  }

  private mutating func addRemarks(
    of part: DelimitedPart, reports: [Int32], base: Int32, catalog: Catalog
  ) {
    func placed(_ place: Place, _ row: Int) -> Place {
      guard part.rows.haveOwnPlaces[row], let line = place.line else { return place }
      return .line(line + Int(base))
    }
    for (row, note) in part.notes where reports[row] >= 0 {
      var note = note
      note.place = placed(note.place, row)
      batch.notes[reports[row], default: []].append(note)
    }
    for (row, printed) in part.unrecognised where reports[row] >= 0 {
      var printed = printed
      printed.place = placed(printed.place, row)
      batch.unrecognised[reports[row], default: []].append(printed)
    }
    let table = batch.parts[batch.parts.count - 1]
    for (row, cell) in part.repeated where reports[row] >= 0 {
      guard let column = table.cells.column(of: cell.indicator),
        let first = table.cells.cell(column, row, at: table.place(column, row))
      else { continue }
      var again = cell
      again.place = placed(cell.place, row)
      batch.notes[reports[row], default: []].append(
        .repeated(
          label: catalog[cell.indicator].label, first: first, again: again, takesOver: false))
    }
  }
}
