import Vectors

/// One report that figures of a panel come from.
public struct Report: Sendable, Hashable {
  /// The file, by the path it was given by.
  public let file: String
  /// The issue of the form, where the report has one that the catalogue knows.
  public let edition: EditionID?
  /// The unit's name as this report prints it.
  public let unitName: String

  /// A report.
  public init(file: String, edition: EditionID?, unitName: String) {
    self.file = file
    self.edition = edition
    self.unitName = unitName
  }
}

/// Which report each unit has for each year.
///
/// The reports are columns too: each part of a report is a small number into a table of the
/// different texts.
public struct ReportTable: Sendable {
  /// The number of units.
  public let unitCount: Int

  /// For each report its file, edition and printed name as positions in the texts; −1 for no edition.
  let files: Vector<Int32>
  let editions: Vector<Int32>
  let unitNames: Vector<Int32>
  let fileTexts: TextColumn
  let editionTexts: TextColumn
  let unitNameTexts: TextColumn
  /// For each year a vector over the units: the position of a report, or −1.
  let positionsByYear: [Year: Vector<Int32>]

  /// A table over existing memory, or nil where a part points outside another.
  init?(
    unitCount: Int, files: Vector<Int32>, editions: Vector<Int32>, unitNames: Vector<Int32>,
    fileTexts: TextColumn, editionTexts: TextColumn, unitNameTexts: TextColumn,
    positionsByYear: [Year: Vector<Int32>]
  ) {
    func areWithin(_ codes: Vector<Int32>, _ low: Int32, _ count: Int) -> Bool {
      codes.extent.map { $0.lowerBound >= low && Int($0.upperBound) < count } ?? true
    }
    guard editions.count == files.count, unitNames.count == files.count,
      areWithin(files, 0, fileTexts.count), areWithin(editions, -1, editionTexts.count),
      areWithin(unitNames, 0, unitNameTexts.count),
      positionsByYear.values.allSatisfy({
        $0.count == unitCount && areWithin($0, -1, files.count)
      })
    else { return nil }
    self.unitCount = unitCount
    self.files = files
    self.editions = editions
    self.unitNames = unitNames
    self.fileTexts = fileTexts
    self.editionTexts = editionTexts
    self.unitNameTexts = unitNameTexts
    self.positionsByYear = positionsByYear
  }

  /// A table from reports and, for each year, a position in them or −1 for each unit.
  ///
  /// - Complexity: Linear in the reports and in units × years.
  public init(reports: some Sequence<Report>, unitCount: Int, positions: [Year: Vector<Int32>]) {
    var (fileTexts, editionTexts, nameTexts) = (
      TextDictionary(), TextDictionary(), TextDictionary()
    )
    var (files, editions, names): ([Int32], [Int32], [Int32]) = ([], [], [])
    for report in reports {
      files.append(fileTexts.code(of: report.file))
      editions.append(report.edition.map { editionTexts.code(of: $0.name) } ?? -1)
      names.append(nameTexts.code(of: report.unitName))
    }
    self.unitCount = unitCount
    self.files = Vector(files)
    self.editions = Vector(editions)
    unitNames = Vector(names)
    self.fileTexts = TextColumn(fileTexts.texts)
    self.editionTexts = TextColumn(editionTexts.texts)
    unitNameTexts = TextColumn(nameTexts.texts)
    positionsByYear = positions
  }

  /// A table whose parts fit together.
  init(
    unitCount: Int, files: Vector<Int32>, editions: Vector<Int32>, unitNames: Vector<Int32>,
    fileTexts: TextColumn, editionTexts: TextColumn, unitNameTexts: TextColumn,
    checkedPositions: [Year: Vector<Int32>]
  ) {
    self.unitCount = unitCount
    self.files = files
    self.editions = editions
    self.unitNames = unitNames
    self.fileTexts = fileTexts
    self.editionTexts = editionTexts
    self.unitNameTexts = unitNameTexts
    positionsByYear = checkedPositions
  }

  private init(_ other: ReportTable, _ positions: [Year: Vector<Int32>], unitCount: Int) {
    self.unitCount = unitCount
    files = other.files
    editions = other.editions
    unitNames = other.unitNames
    fileTexts = other.fileTexts
    editionTexts = other.editionTexts
    unitNameTexts = other.unitNameTexts
    positionsByYear = positions
  }

  /// The same reports for other units: for each year a position or −1 for each of them.
  func replacingPositions(_ positions: [Year: Vector<Int32>], unitCount: Int) -> ReportTable {
    ReportTable(self, positions, unitCount: unitCount)
  }

  /// The number of reports.
  public var count: Int { files.count }

  /// The report at a position, from 0. O(length of its texts).
  public subscript(position: Int) -> Report {
    let edition = editions[position]
    return Report(
      file: fileTexts[Int(files[position])],
      edition: edition < 0 ? nil : EditionID(editionTexts[Int(edition)]),
      unitName: unitNameTexts[Int(unitNames[position])])
  }

  /// The issue of the form of the report at a position; nil where it has none that is known. O(length of
  /// its name).
  public func edition(_ position: Int) -> EditionID? {
    let edition = editions[position]
    return edition < 0 ? nil : EditionID(editionTexts[Int(edition)])
  }

  /// The report of a unit for a year, or nil where it has none. O(length of its texts).
  public func report(of unit: UnitIndex, in year: Year) -> Report? {
    position(of: unit, in: year).map { self[$0] }
  }

  /// The position of the report of a unit for a year, or nil where it has none. O(1).
  public func position(of unit: UnitIndex, in year: Year) -> Int? {
    guard let position = positionsByYear[year]?[unit.position], position >= 0 else { return nil }
    return Int(position)
  }

  /// For each unit the position of its report or −1; nil for a year without reports. O(1).
  public func positions(in year: Year) -> Vector<Int32>? { positionsByYear[year] }
}

/// A printed row with a figure that no edition of the catalogue has.
public struct UnrecognisedRow: Sendable, Hashable {
  /// The unit whose report has it.
  public let unit: UnitIndex
  /// The report's year.
  public let year: Year
  /// The label as printed.
  public let label: String
  /// The printed unit of measure; often empty.
  public let measure: String
  /// The text of the value cell as printed.
  public let text: String
  /// The number, where the text is one.
  public let value: Double?
  /// Where it stands.
  public let place: Place
}
