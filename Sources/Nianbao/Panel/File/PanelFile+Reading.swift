import Vectors

extension PanelFile {
  /// Opens a panel file.
  ///
  /// Header, directory and the tables of units, indicators and reports are checked; chunks are only
  /// mapped. Files of version 1 are read too. Figures of indicators that the catalogue does not have are left out.
  ///
  /// - Parameter verifiesChunks: Whether the checksum of every chunk is compared, which reads the
  ///   whole file.
  /// - Throws: `PanelFileError` that says what is wrong with the file.
  /// - Complexity: Linear in units and reports, not in figures.
  public static func open(
    _ path: String, catalog: Catalog, regions: RegionTree, verifiesChunks: Bool = false
  ) throws(PanelFileError) -> Panel {
    try PanelFileReader(PanelFileDirectory(path: path)).panel(
      catalog: catalog, regions: regions, verifiesChunks: verifiesChunks)
  }
}

extension PanelFile.Section {
  /// Whether the section is one of those that keep what corrected cells had before.
  fileprivate var isOfCorrections: Bool {
    (PanelFile.Section.correctionUnits.rawValue...PanelFile.Section.correctionNoteBytes.rawValue)
      .contains(rawValue)
  }
}

/// Makes a panel of a mapped file.
struct PanelFileReader {
  private let directory: PanelFileDirectory
  private var path: String { directory.path }
  private var entries: [PanelFile.Key: PanelFile.Entry] { directory.entries }
  private var unitCount: Int { directory.unitCount }

  init(_ directory: PanelFileDirectory) { self.directory = directory }

  func panel(catalog: Catalog, regions: RegionTree, verifiesChunks: Bool) throws(PanelFileError)
    -> Panel
  {
    guard
      let units = UnitTable(
        leafCount: directory.leafCount, regions: try vector(.unitRegions, of: UInt64.self),
        kinds: try vector(.unitKinds, of: UInt8.self),
        names: try texts(.unitNameOffsets, .unitNameBytes)),
      units.count == unitCount
    else { throw .damaged(path: path, part: "units") }
    let ids = try texts(.indicatorOffsets, .indicatorBytes)
    let catalog = catalog.adding(try localIndicators())
    let years = Set(entries.keys.filter { $0.section == .reportPositions }.map { Year($0.year) })
      .sorted()
    let indices = (0..<ids.count).map { catalog.index(of: IndicatorID(ids[$0])) }
    var columns = [Column?](repeating: nil, count: catalog.indicators.count * years.count)
    for key in entries.keys where key.section == .figures || key.section == .values {
      guard key.indicator < ids.count, let year = years.firstIndex(of: Year(key.year)) else {
        throw .damaged(path: path, part: "directory")
      }
      guard let indicator = indices[key.indicator] else { continue }
      columns[indicator.position * years.count + year] = try directory.column(
        key.indicator, key.year, name: ids[key.indicator], isVerified: verifiesChunks)
    }
    return Panel(
      catalog: catalog, regions: regions, units: units, years: years,
      reports: try reports(years), unrecognised: try unrecognisedRows(units),
      claims: try claims(catalog), corrections: try corrections(catalog), columns: columns)
  }

  private func localIndicators() throws(PanelFileError) -> [LocalIndicator] {
    guard entries[PanelFile.Key(section: .localOffsets)] != nil else { return [] }
    let listed = try texts(.localOffsets, .localBytes)
    guard listed.count % 3 == 0 else { throw .damaged(path: path, part: "local indicators") }
    return (0..<(listed.count / 3)).map { position in
      LocalIndicator(
        id: IndicatorID(listed[3 * position]), label: listed[3 * position + 1],
        measure: listed[3 * position + 2])
    }
  }

  /// The claims; a file of a version that had none is a file without.
  private func claims(_ catalog: Catalog) throws(PanelFileError) -> ClaimTable {
    guard entries[PanelFile.Key(section: .claimUnits)] != nil else { return ClaimTable() }
    let units = try vector(.claimUnits, of: Int32.self)
    let years = try vector(.claimYears, of: Int32.self)
    let codes = try vector(.claimIndicators, of: Int32.self)
    let ids = try texts(.claimIndicatorOffsets, .claimIndicatorBytes)
    let values = try vector(.claimValues, of: Double.self)
    let precisions = try vector(.claimPrecisions, of: UInt8.self)
    let places = try vector(.claimPlaces, of: UInt32.self)
    let clauses = try texts(.claimTextOffsets, .claimTextBytes)
    let counts = [
      years.count, codes.count, values.count, precisions.count, places.count, clauses.count,
    ]
    guard counts.allSatisfy({ $0 == units.count }),
      (0..<units.count).allSatisfy({
        (0..<Int32(unitCount)).contains(units[$0]) && (0..<Int32(ids.count)).contains(codes[$0])
      })
    else { throw .damaged(path: path, part: "claims") }
    let indicators = (0..<ids.count).map { catalog.index(of: IndicatorID(ids[$0])) }
    return ClaimTable(
      (0..<units.count).compactMap { position in
        guard let indicator = indicators[Int(codes[position])] else { return nil }
        return ClaimTable.Entry(
          unit: UnitIndex(Int(units[position])), year: Year(Int(years[position])),
          claim: Claim(
            indicator: indicator, value: values[position],
            isShare: precisions[position] & ClaimTable.share != 0,
            precision: Claim.Precision(rawValue: precisions[position] & ~ClaimTable.share)
              ?? .about,
            text: clauses[position], place: Place(packed: places[position])))
      })
  }

  /// What corrected cells had before; a file without such cells has none of the sections.
  private func corrections(_ catalog: Catalog) throws(PanelFileError) -> CorrectionTable {
    guard entries.keys.contains(where: { $0.section.isOfCorrections }) else {
      return CorrectionTable()
    }
    let units = try vector(.correctionUnits, of: Int32.self)
    let years = try vector(.correctionYears, of: Int32.self)
    let codes = try vector(.correctionIndicators, of: Int32.self)
    let ids = try texts(.correctionIndicatorOffsets, .correctionIndicatorBytes)
    let values = try vector(.correctionValues, of: Double.self)
    let marks = try vector(.correctionMarks, of: UInt8.self)
    let places = try vector(.correctionPlaces, of: UInt32.self)
    let files = try vector(.correctionFiles, of: Int32.self)
    let lines = try vector(.correctionLines, of: Int32.self)
    let fileTexts = try texts(.correctionFileOffsets, .correctionFileBytes)
    let notes = try texts(.correctionNoteOffsets, .correctionNoteBytes)
    let counts = [
      years.count, codes.count, values.count, marks.count, places.count, files.count, lines.count,
      notes.count,
    ]
    guard counts.allSatisfy({ $0 == units.count }),
      (0..<units.count).allSatisfy({
        (0..<Int32(unitCount)).contains(units[$0]) && (0..<Int32(ids.count)).contains(codes[$0])
          && (0..<Int32(fileTexts.count)).contains(files[$0])
      })
    else { throw .damaged(path: path, part: "corrections") }
    let indicators = (0..<ids.count).map { catalog.index(of: IndicatorID(ids[$0])) }
    return CorrectionTable(
      (0..<units.count).compactMap { position in
        guard let indicator = indicators[Int(codes[position])] else { return nil }
        return CorrectionTable.Entry(
          unit: UnitIndex(Int(units[position])), year: Year(Int(years[position])),
          indicator: indicator, value: values[position].isNaN ? nil : values[position],
          mark: CellMark(byte: marks[position]), place: Place(packed: places[position]),
          origin: Correction.Origin(
            file: fileTexts[Int(files[position])], line: Int(lines[position])),
          note: notes[position])
      })
  }

  private func reports(_ years: [Year]) throws(PanelFileError) -> ReportTable {
    var positions: [Year: Vector<Int32>] = [:]
    for year in years {
      positions[year] = try directory.vector(
        PanelFile.Key(section: .reportPositions, year: year.number), of: Int32.self)
    }
    guard
      let table = ReportTable(
        unitCount: unitCount, files: try vector(.reportFiles, of: Int32.self),
        editions: try vector(.reportEditions, of: Int32.self),
        unitNames: try vector(.reportUnitNames, of: Int32.self),
        fileTexts: try texts(.fileOffsets, .fileBytes),
        editionTexts: try texts(.editionOffsets, .editionBytes),
        unitNameTexts: try texts(.printedNameOffsets, .printedNameBytes),
        positionsByYear: positions)
    else { throw .damaged(path: path, part: "reports") }
    return table
  }

  private func unrecognisedRows(_ units: UnitTable) throws(PanelFileError) -> [UnrecognisedRow] {
    let rowUnits = try vector(.rowUnits, of: UInt32.self)
    let rowYears = try vector(.rowYears, of: Int32.self)
    let rowPlaces = try vector(.rowPlaces, of: UInt32.self)
    let rowValues = try vector(.rowValues, of: Double.self)
    let rowTexts = try texts(.rowTextOffsets, .rowTextBytes)
    guard rowYears.count == rowUnits.count, rowPlaces.count == rowUnits.count,
      rowValues.count == rowUnits.count, rowTexts.count == 3 * rowUnits.count,
      (0..<rowUnits.count).allSatisfy({ Int(rowUnits[$0]) < unitCount })
    else { throw .damaged(path: path, part: "unrecognised rows") }
    return (0..<rowUnits.count).map { row in
      UnrecognisedRow(
        unit: UnitIndex(Int(rowUnits[row])), year: Year(Int(rowYears[row])),
        label: rowTexts[3 * row], measure: rowTexts[3 * row + 1], text: rowTexts[3 * row + 2],
        value: rowValues[row].isNaN ? nil : rowValues[row], place: Place(packed: rowPlaces[row]))
    }
  }

  private func texts(_ offsets: PanelFile.Section, _ bytes: PanelFile.Section)
    throws(PanelFileError) -> TextColumn
  {
    try directory.texts(offsets, bytes)
  }

  private func vector<Element>(_ section: PanelFile.Section, of _: Element.Type)
    throws(PanelFileError) -> Vector<Element>
  {
    try directory.vector(section, of: Element.self)
  }
}
