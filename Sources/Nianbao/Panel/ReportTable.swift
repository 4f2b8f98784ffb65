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
public struct ReportTable: Sendable {
  /// The reports, each once.
  public let reports: [Report]
  /// The number of units.
  public let unitCount: Int

  /// For each year a vector over the units: a position in `reports`, or −1.
  private let positions: [Year: Vector<Int32>]

  /// A table from, for each year, a position in `reports` or −1 for each unit.
  public init(reports: [Report], unitCount: Int, positions: [Year: Vector<Int32>]) {
    self.reports = reports
    self.unitCount = unitCount
    self.positions = positions
  }

  /// The report of a unit for a year, or nil where it has none. O(1).
  public func report(of unit: UnitIndex, in year: Year) -> Report? {
    guard let position = positions[year]?[unit.position], position >= 0 else { return nil }
    return reports[Int(position)]
  }

  /// For each unit a position in `reports` or −1; nil for a year without reports. O(1).
  public func positions(in year: Year) -> Vector<Int32>? { positions[year] }
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
