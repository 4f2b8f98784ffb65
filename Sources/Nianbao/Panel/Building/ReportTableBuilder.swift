import Vectors

/// A table of reports that is being filled: each text is looked up once for each batch.
struct ReportTableBuilder {
  private var files = Texts()
  private var editions = Texts()
  private var names = Texts()

  /// The numbers of one column's texts.
  private struct Texts {
    var dictionary = TextDictionary()
    var codes: [Int32] = []
    /// For each contribution the codes of its own numbers, −1 where not yet known.
    var known: [[Int32]] = []

    mutating func append(_ text: String) { codes.append(dictionary.code(of: text)) }

    mutating func append(_ number: Int, of count: Int, in batch: Int, _ text: () -> String) {
      while known.count <= batch { known.append([]) }
      if known[batch].isEmpty { known[batch] = Array(repeating: -1, count: count) }
      if known[batch][number] < 0 { known[batch][number] = dictionary.code(of: text()) }
      codes.append(known[batch][number])
    }

    func vector() -> Vector<Int32> { Vector(codes) }
    var column: TextColumn { TextColumn(dictionary.texts) }
  }

  /// The number of reports.
  var count: Int { files.codes.count }

  /// Adds a report.
  mutating func append(file: String, edition: EditionID?, unitName: String) {
    files.append(file)
    if let edition { editions.append(edition.name) } else { editions.codes.append(-1) }
    names.append(unitName)
  }

  /// Adds a report of a batch. O(1) for texts that were met before.
  mutating func append(_ batch: ReportBatch, _ report: Int, contribution: Int) {
    let file = Int(batch.reports.files[report]) + 1
    files.append(file, of: batch.files.count + 1, in: contribution) { batch.file(report) }
    let edition = Int(batch.reports.editions[report])
    if edition < 0 || batch.editions[edition].isEmpty {
      editions.codes.append(-1)
    } else {
      editions.append(edition, of: batch.editions.count, in: contribution) {
        batch.editions[edition]
      }
    }
    let subject = Int(batch.reports.subjects[report])
    names.append(subject, of: batch.subjects.count, in: contribution) {
      batch.subjects[subject].name ?? batch.units[batch.unit(report)].name
    }
  }

  /// The table.
  ///
  /// - Parameter positions: For each year the position of each unit's report, or −1.
  func table(unitCount: Int, positions: [Year: Vector<Int32>]) -> ReportTable {
    ReportTable(
      unitCount: unitCount, files: files.vector(), editions: editions.vector(),
      unitNames: names.vector(), fileTexts: files.column, editionTexts: editions.column,
      unitNameTexts: names.column, checkedPositions: positions)
  }
}
