import Vectors

extension PanelFile {
  /// Writes a panel, replacing a file at the path as a whole.
  ///
  /// - Throws: `PanelFileError.system` where the file cannot be written; the old one stays then.
  /// - Complexity: Linear in the panel's memory.
  public static func write(_ panel: Panel, to path: String) throws(PanelFileError) {
    do {
      var writer = PanelSectionWriter(
        file: try AlignedFileWriter(path: path, reserving: headerBytes), panel: panel)
      try writer.writeSections(of: panel)
      try writer.finish(generation: 0)
    } catch {
      throw .system(path: path, reason: error.reason)
    }
  }
}

/// Writes the sections of a panel, passing over those that a file has already.
struct PanelSectionWriter: ~Copyable {
  private var file: AlignedFileWriter
  private var directory: [UInt64] = []
  private let unitCount: Int
  private let leafCount: Int
  /// The file that sections may be in already, and the names of its indicators in their order.
  private let base: PanelFileDirectory?
  private var basePositions: [String: Int] = [:]
  /// The bytes of all sections of the panel, and how many of them were written.
  private(set) var sectionBytes = 0
  private(set) var writtenBytes = 0

  /// A writer of a panel's sections to a file.
  ///
  /// - Parameters:
  ///   - base: The same file as it was, where it is appended to.
  ///   - baseIndicators: The ids of the indicators in it.
  init(
    file: consuming AlignedFileWriter, panel: Panel, base: PanelFileDirectory? = nil,
    baseIndicators: [String] = []
  ) {
    self.file = file
    unitCount = panel.units.count
    leafCount = panel.units.leafCount
    self.base = base
    for (position, id) in baseIndicators.enumerated() { basePositions[id] = position }
  }

  /// Writes everything that a panel has.
  mutating func writeSections(of panel: Panel) throws(MappedFile.Failure) {
    try writeUnits(panel.units)
    try writeReports(panel.reports)
    try writeUnrecognised(panel.unrecognised)
    try writeClaims(panel.claims, catalog: panel.catalog)
    try writeCorrections(panel.corrections, catalog: panel.catalog)
    try writeChunks(of: panel)
  }

  private mutating func writeUnits(_ units: UnitTable) throws(MappedFile.Failure) {
    try write(units.regions, .unitRegions)
    try write(units.kinds, .unitKinds)
    try write(units.names, .unitNameOffsets, .unitNameBytes)
  }

  private mutating func writeReports(_ reports: ReportTable) throws(MappedFile.Failure) {
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

  private mutating func writeUnrecognised(_ rows: [UnrecognisedRow]) throws(MappedFile.Failure) {
    try write(Vector(rows.map { UInt32($0.unit.position) }), .rowUnits)
    try write(Vector(rows.map { Int32($0.year.number) }), .rowYears)
    try write(Vector(rows.map(\.place.packed)), .rowPlaces)
    try write(Vector(rows.map { $0.value ?? .nan }), .rowValues)
    try write(
      TextColumn(rows.flatMap { [$0.label, $0.measure, $0.text] }), .rowTextOffsets, .rowTextBytes)
  }

  private mutating func writeClaims(_ claims: ClaimTable, catalog: Catalog) throws(MappedFile
    .Failure)
  {
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

  private mutating func writeCorrections(_ table: CorrectionTable, catalog: Catalog)
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

  private mutating func writeChunks(of panel: Panel) throws(MappedFile.Failure) {
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
        try write(
          column, Chunk(position, year.number, basePositions[panel.catalog[indicator].id.name]))
      }
    }
  }

  /// Where a chunk belongs: its indicator's position in the new directory and in the base's.
  private struct Chunk {
    let indicator: Int
    let year: Int
    let baseIndicator: Int?

    init(_ indicator: Int, _ year: Int, _ baseIndicator: Int?) {
      self.indicator = indicator
      self.year = year
      self.baseIndicator = baseIndicator
    }
  }

  private mutating func write(_ column: Column, _ chunk: Chunk) throws(MappedFile.Failure) {
    try write(column.figures.stored, .figures, chunk, column.figures.parts.details)
    switch column.storedMarks {
    case .each(let marks): try write(marks, .marks, chunk)
    case .byPresence(let figure, let null):
      try write(
        Vector<UInt8>([]), .marksByPresence, chunk,
        PanelFile.Details(form: UInt64(figure) | UInt64(null) << 8))
    }
    if let places = column.places { try write(places, .places, chunk) }
  }

  /// Writes the directory, then the header that makes it count.
  ///
  /// - Parameter generation: How often the file was appended to, this time counted.
  mutating func finish(generation: UInt64) throws(MappedFile.Failure) {
    let entries = directory
    let extent = try file.append(entries.span)
    let size = file.count
    var header = [
      PanelFile.magic, PanelFile.version, UInt64(size), UInt64(extent.offset),
      UInt64(entries.count / PanelFile.entryWords), extent.checksum, UInt64(unitCount),
      UInt64(leafCount), generation,
    ]
    header += [UInt64](repeating: 0, count: PanelFile.headerWords - 1 - header.count)
    header.append(Checksum.of(header.span))
    let slot = PanelFile.headerOffsets[Int(generation % 2)]
    try file.commit(header.span, at: slot)
  }

  private mutating func write(
    _ texts: TextColumn, _ offsets: PanelFile.Section, _ bytes: PanelFile.Section
  ) throws(MappedFile.Failure) {
    try write(texts.offsets, offsets)
    try write(texts.bytes, bytes)
  }

  private mutating func write<Element: BitwiseCopyable & Sendable>(
    _ vector: Vector<Element>, _ section: PanelFile.Section, year: Int = 0
  ) throws(MappedFile.Failure) {
    try write(vector, section, Chunk(0, year, 0))
  }

  private mutating func write<Element: BitwiseCopyable & Sendable>(
    _ vector: Vector<Element>, _ section: PanelFile.Section, _ chunk: Chunk,
    _ details: PanelFile.Details = PanelFile.Details()
  ) throws(MappedFile.Failure) {
    sectionBytes += vector.count * MemoryLayout<Element>.stride
    let extent: AlignedFileWriter.Extent
    if let known = known(vector, section, chunk) {
      extent = known
    } else {
      extent = try file.append(vector.span)
      writtenBytes += extent.count
    }
    directory += [
      section.rawValue, UInt64(chunk.indicator), UInt64(chunk.year), UInt64(extent.offset),
      UInt64(extent.count), extent.checksum, details.form, details.constant,
    ]
  }

  /// Where the base has the same bytes in the same section; nil where it does not.
  private func known<Element: BitwiseCopyable & Sendable>(
    _ vector: Vector<Element>, _ section: PanelFile.Section, _ chunk: Chunk
  ) -> AlignedFileWriter.Extent? {
    guard let base, let indicator = chunk.baseIndicator,
      let entry = base.entries[
        PanelFile.Key(section: section, indicator: indicator, year: chunk.year)],
      base.file.has(vector.span, at: entry.offset, size: entry.size)
    else { return nil }
    return AlignedFileWriter.Extent(
      offset: entry.offset, count: entry.size, checksum: entry.checksum)
  }
}
