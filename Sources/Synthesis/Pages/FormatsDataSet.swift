import Nianbao

/// Reports on the form of 2021 in every format that reports come in: one township a format, three
/// years each, whose open requests are carried from year to year. All figures hold the form's
/// relations.
public struct FormatsDataSet: Sendable {
  /// One file.
  public struct File: Sendable {
    /// The path below the data set's folder.
    public let path: String
    /// The format; nil for the table of figures.
    public let format: PrintedPage.FileFormat?
    /// The content.
    public let bytes: [UInt8]
  }

  /// The report files and the table of their figures, sorted by path.
  public let files: [File]

  private static let years = Year(2021)...Year(2023)

  /// Makes the data set.
  ///
  /// - Throws: `SynthesisError` where the catalogue or the tree lacks what it needs; what the writers
  ///   of workbooks and archives throw.
  public init(catalog: Catalog, regions: RegionTree, seed: UInt64 = 2021) throws {
    guard let district = RegionCode("110118"), let edition = catalog.edition("2021") else {
      throw SynthesisError.missingRegion("110118")
    }
    var files: [File] = []
    var figures = "unit,unit_code,year,edition,indicator,value\n"
    let townships = regions.regions(in: district, at: .township)
    for (format, township) in zip(PrintedPage.FileFormat.allCases, townships) {
      var previous: RequestModel?
      for year in Self.years {
        let model = RequestModel(
          edition, of: catalog, seed: seed &+ township.code.padded &+ UInt64(year.number),
          scale: 12, after: previous)
        previous = model
        let page = PrintedPage(
          edition, of: catalog, fullName: "北京市密云区\(township.name)", year: year,
          figures: model.figures.mapValues { NumberText.text($0) })
        files.append(
          File(
            path: "reports/\(year)_北京_密云区\(township.name)_\(format).\(format.fileExtension)",
            format: format, bytes: try page.bytes(as: format)))
        for indicator in edition.indicators {
          guard let value = model.figures[indicator] else { continue }
          figures += "\(township.name),\(township.code),\(year),\(edition.id),"
          figures += "\(catalog[indicator].id),\(NumberText.text(value))\n"
        }
      }
    }
    files.append(File(path: "figures.csv", format: nil, bytes: Array(figures.utf8)))
    self.files = files.sorted { $0.path < $1.path }
  }
}
