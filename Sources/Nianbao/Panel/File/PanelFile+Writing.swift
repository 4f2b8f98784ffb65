import Vectors

extension PanelFile {
  /// Writes a panel, replacing a file at the path as a whole.
  ///
  /// - Throws: `PanelFileError.system` where the file cannot be written; the old one stays then.
  /// - Complexity: Linear in the panel's memory.
  public static func write(_ panel: Panel, to path: String) throws(PanelFileError) {
    do {
      var writer = try PanelFileWriter(path: path, panel: panel)
      try writer.writeUnits(panel.units)
      try writer.writeReports(panel.reports)
      try writer.writeUnrecognised(panel.unrecognised)
      try writer.writeClaims(panel.claims, catalog: panel.catalog)
      try writer.writeCorrections(panel.corrections, catalog: panel.catalog)
      try writer.writeChunks(of: panel)
      try writer.finish()
    } catch {
      throw .system(path: path, reason: error.reason)
    }
  }
}

/// A panel file on its way.
private struct PanelFileWriter: ~Copyable {
  private var file: AlignedFileWriter
  private var directory: [UInt64] = []
  private let unitCount: Int
  private let leafCount: Int

  init(path: String, panel: Panel) throws(MappedFile.Failure) {
    unitCount = panel.units.count
    leafCount = panel.units.leafCount
    var file = try AlignedFileWriter(path: path)
    let header = [UInt64](repeating: 0, count: PanelFile.headerWords)
    _ = try file.append(header.span)
    self.file = file
  }

  mutating func writeUnits(_ units: UnitTable) throws(MappedFile.Failure) {
    try write(units.regions, .unitRegions)
    try write(units.kinds, .unitKinds)
    try write(units.names, .unitNameOffsets, .unitNameBytes)
  }

  mutating func writeReports(_ reports: ReportTable) throws(MappedFile.Failure) {
    try write(reports.files, .reportFiles)
    try write(reports.editions, .reportEditions)
    try write(reports.unitNames, .reportUnitNames)
    try write(reports.fileTexts, .fileOffsets, .fileBytes)
    try write(reports.editionTexts, .editionOffsets, .editionBytes)
    try write(reports.unitNameTexts, .printedNameOffsets, .printedNameBytes)
    for (year, positions) in reports.positionsByYear.sorted(by: { $0.key < $1.key }) {
      try write(positions, .reportPositions, year: year.number)
    }
  }

  mutating func writeUnrecognised(_ rows: [UnrecognisedRow]) throws(MappedFile.Failure) {
    try write(Vector(rows.map { UInt32($0.unit.position) }), .rowUnits)
    try write(Vector(rows.map { Int32($0.year.number) }), .rowYears)
    try write(Vector(rows.map(\.place.packed)), .rowPlaces)
    try write(Vector(rows.map { $0.value ?? .nan }), .rowValues)
    try write(
      TextColumn(rows.flatMap { [$0.label, $0.measure, $0.text] }), .rowTextOffsets, .rowTextBytes)
  }

  mutating func writeClaims(_ claims: ClaimTable, catalog: Catalog) throws(MappedFile.Failure) {
    guard claims.count > 0 else { return }
    try write(claims.units, .claimUnits)
    try write(claims.years, .claimYears)
    try write(
      indicators: claims.indicators, of: catalog, .claimIndicators, .claimIndicatorOffsets,
      .claimIndicatorBytes)
    try write(claims.values, .claimValues)
    try write(claims.precisions, .claimPrecisions)
    try write(claims.places, .claimPlaces)
    try write(claims.texts, .claimTextOffsets, .claimTextBytes)
  }

  mutating func writeCorrections(_ table: CorrectionTable, catalog: Catalog)
    throws(MappedFile.Failure)
  {
    guard table.count > 0 else { return }
    try write(table.units, .correctionUnits)
    try write(table.years, .correctionYears)
    try write(
      indicators: table.indicators, of: catalog, .correctionIndicators,
      .correctionIndicatorOffsets, .correctionIndicatorBytes)
    try write(table.values, .correctionValues)
    try write(table.marks, .correctionMarks)
    try write(table.places, .correctionPlaces)
    try write(table.files, .correctionFiles)
    try write(table.lines, .correctionLines)
    try write(table.fileTexts, .correctionFileOffsets, .correctionFileBytes)
    try write(table.notes, .correctionNoteOffsets, .correctionNoteBytes)
  }

  /// Writes indicators by id, for their positions are another catalogue's.
  private mutating func write(
    indicators: Vector<Int32>, of catalog: Catalog, _ codes: PanelFile.Section,
    _ offsets: PanelFile.Section, _ bytes: PanelFile.Section
  ) throws(MappedFile.Failure) {
    var ids = TextDictionary()
    let positions = indicators.array.map {
      ids.code(of: catalog[IndicatorIndex(Int($0))].id.name)
    }
    try write(Vector(positions), codes)
    try write(TextColumn(ids.texts), offsets, bytes)
  }

  mutating func writeChunks(of panel: Panel) throws(MappedFile.Failure) {
    let locals = panel.catalog.localIndicators
    if !locals.isEmpty {
      try write(
        TextColumn(locals.flatMap { [$0.id.name, $0.label, $0.measure] }), .localOffsets,
        .localBytes)
    }
    let indicators = panel.presentIndicators.filter { !panel.catalog[$0].isDerived }
    try write(
      TextColumn(indicators.map { panel.catalog[$0].id.name }), .indicatorOffsets, .indicatorBytes)
    for (position, indicator) in indicators.enumerated() {
      for year in panel.years {
        guard let column = panel.column(indicator, year) else { continue }
        try write(column.values, .values, indicator: position, year: year.number)
        try write(column.marks, .marks, indicator: position, year: year.number)
        if let places = column.places {
          try write(places, .places, indicator: position, year: year.number)
        }
      }
    }
  }

  mutating func finish() throws(MappedFile.Failure) {
    let entries = directory
    let extent = try file.append(entries.span)
    let size = file.count
    var header = [
      PanelFile.magic, PanelFile.version, UInt64(size), UInt64(extent.offset),
      UInt64(entries.count / PanelFile.entryWords), extent.checksum, UInt64(unitCount),
      UInt64(leafCount),
    ]
    header += [UInt64](repeating: 0, count: PanelFile.headerWords - 1 - header.count)
    header.append(Checksum.of(header.span))
    try file.overwriteStart(header.span)
    try file.commit()
  }

  private mutating func write(
    _ texts: TextColumn, _ offsets: PanelFile.Section, _ bytes: PanelFile.Section
  ) throws(MappedFile.Failure) {
    try write(texts.offsets, offsets)
    try write(texts.bytes, bytes)
  }

  private mutating func write<Element: BitwiseCopyable & Sendable>(
    _ vector: Vector<Element>, _ section: PanelFile.Section, indicator: Int = 0, year: Int = 0
  ) throws(MappedFile.Failure) {
    let extent = try file.append(vector.span)
    directory += [
      section.rawValue, UInt64(indicator), UInt64(year), UInt64(extent.offset),
      UInt64(extent.count), extent.checksum, 0, 0,
    ]
  }
}
