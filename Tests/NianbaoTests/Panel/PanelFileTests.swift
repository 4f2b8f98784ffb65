import Testing

@testable import Nianbao

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite struct PanelFileTests {
  let catalog: Catalog
  let panel: Panel
  let received: IndicatorIndex
  let fee: IndicatorIndex

  init() throws {
    catalog = try Catalog.builtIn()
    received = try #require(catalog.index(of: "request.received"))
    fee = try #require(catalog.index(of: "fee.collected"))
    var builder = PanelBuilder(catalog: catalog, regions: RegionTree([]))
    for (number, code) in ["110118001", "110118002", "110118"].enumerated() {
      for year in Year(2014)...Year(2016) where (number + year.number) % 4 != 0 {
        var reading = ReportReading(file: "\(code)-\(year).txt")
        reading.year = year
        reading.edition = "2014"
        let unit = Unit(name: "单位\(number)", region: RegionCode(code))
        reading.subject = .init(name: unit.name, candidates: [unit])
        reading.cells = [
          ReadCell(
            indicator: received, value: Double(number * 100 + year.number),
            mark: CellMark(.reported),
            place: .line(number + 1), text: ""),
          ReadCell(
            indicator: fee, value: number == 0 ? nil : 12.5,
            mark: number == 0 ? CellMark(.blank) : CellMark(.reported, decimals: 2),
            place: .cell(table: 1, row: 2, column: 3), text: ""),
        ]
        reading.unrecognised = [
          ReadRow(label: "其他\(number)", measure: "条", text: "x", value: nil, place: .line(9)),
          ReadRow(
            label: "(四)村务公开数", measure: "条", text: "7.50", value: 7.5, place: .line(10)),
        ]
        reading.claims = [
          Claim(
            indicator: received, value: 3, precision: .atLeast, text: "收到申请3余件", place: .line(2))
        ]
        _ = builder.add(reading)
      }
    }
    panel = try Self.corrected(builder.build().panel, [received, fee])
  }

  /// The panel with some cells corrected, one of them twice.
  private static func corrected(_ panel: Panel, _ indicators: [IndicatorIndex]) throws -> Panel {
    let unit = UnitIndex(1)
    let year = try #require(panel.years.first { panel.reports.position(of: unit, in: $0) != nil })
    return try [7, nil, 8.25].enumerated().reduce(panel) { panel, entry in
      try panel.correcting(
        indicators.prefix(entry.offset + 1).map { indicator in
          Correction(
            unit: unit, year: year, indicator: indicator, value: entry.element, decimals: 2,
            origin: .init(file: "更正\(entry.offset).csv", line: 5), note: "说明\(entry.offset)")
        })
    }
  }

  /// A path in a folder of its own that is removed afterwards.
  private func withPath(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "nianbao-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.appendingPathComponent("panel.nbp").path)
  }

  private func open(_ path: String, verifies: Bool = true) throws -> Panel {
    try PanelFile.open(
      path, catalog: catalog, regions: RegionTree([]), verifiesChunks: verifies)
  }

  @Test func whatIsWrittenIsReadCellByCell() throws {
    try withPath { path in
      try PanelFile.write(panel, to: path)
      #expect(PanelFile.isPanelFile(path))
      let read = try open(path)
      #expect(read.years == panel.years && Array(read.units) == Array(panel.units))
      #expect(read.unrecognised == panel.unrecognised && !read.unrecognised.isEmpty)
      #expect(read.claims.entries == panel.claims.entries && read.claims.count > 0)
      #expect(read.corrections.entries == panel.corrections.entries)
      #expect(read.corrections.count == 5)
      let local = try #require(read.catalog.index(of: "local.村务公开数"))
      #expect(panel.catalog.index(of: "local.村务公开数") == local)
      #expect(read.catalog[local].measure.name == "条")
      for unit in read.units.indices {
        for year in read.years {
          #expect(read.value(local, year, unit) == panel.value(local, year, unit))
          let claims = read.claims.claims(of: unit, in: year)
          #expect(claims.count == (read.reports.position(of: unit, in: year) == nil ? 0 : 1))
        }
      }
      for unit in panel.units.indices {
        for year in panel.years {
          #expect(
            read.reports.report(of: unit, in: year) == panel.reports.report(of: unit, in: year))
          for indicator in catalog.indicators.indices.map({ IndicatorIndex($0) }) {
            #expect(read.value(indicator, year, unit) == panel.value(indicator, year, unit))
            #expect(read.mark(indicator, year, unit) == panel.mark(indicator, year, unit))
            #expect(read.place(indicator, year, unit) == panel.place(indicator, year, unit))
          }
        }
      }
    }
  }

  @Test func aPanelWithoutCorrectionsIsWrittenWithoutTheirSections() throws {
    try withPath { path in
      try PanelFile.write(
        PanelBuilder(catalog: catalog, regions: RegionTree([])).build().panel, to: path)
      let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      let kinds = sectionKinds(of: bytes)
      #expect(!kinds.isEmpty && kinds.allSatisfy { $0 < 70 })
      #expect(try open(path).corrections.count == 0)
      try PanelFile.write(panel, to: path)
      #expect(
        Set(sectionKinds(of: try Data(contentsOf: URL(fileURLWithPath: path)))).isSuperset(
          of: 70...83))
    }
  }

  @Test func everyChangedByteIsNoticed() throws {
    try withPath { path in
      try PanelFile.write(panel, to: path)
      let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      let sections = try sectionBytes(of: bytes)
      var noticed = 0
      for position in bytes.indices where sections.contains(position) {
        var damaged = bytes
        damaged[position] ^= 0x10
        try damaged.write(to: URL(fileURLWithPath: path))
        #expect(throws: PanelFileError.self, "byte \(position)") { try open(path) }
        noticed += 1
      }
      #expect(noticed > 1000)
    }
  }

  @Test func aFileCutOffAnywhereIsRefused() throws {
    try withPath { path in
      try PanelFile.write(panel, to: path)
      let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      for count in stride(from: 0, to: bytes.count, by: 97) {
        try bytes.prefix(count).write(to: URL(fileURLWithPath: path))
        #expect(throws: PanelFileError.self, "\(count) bytes") { try open(path) }
      }
    }
  }

  @Test func aNewerVersionIsNamed() throws {
    try withPath { path in
      try PanelFile.write(panel, to: path)
      var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
      bytes[8] = 9
      try bytes.write(to: URL(fileURLWithPath: path))
      #expect(throws: PanelFileError.newerVersion(path: path, version: 9)) { try open(path) }
    }
  }

  @Test func anythingElseIsNoPanelFile() throws {
    try withPath { path in
      try Data("unit,year\n".utf8).write(to: URL(fileURLWithPath: path))
      #expect(!PanelFile.isPanelFile(path))
      #expect(throws: PanelFileError.noPanelFile(path: path)) { try open(path) }
      #expect(throws: PanelFileError.self) { try open(path + ".missing") }
    }
  }

  @Test func aReaderKeepsThePanelThatAWriterReplaces() throws {
    try withPath { path in
      try PanelFile.write(panel, to: path)
      let old = try open(path)
      let empty = PanelBuilder(catalog: catalog, regions: RegionTree([])).build().panel
      try PanelFile.write(empty, to: path)
      #expect(try open(path).units.isEmpty)
      #expect(old.value(received, 2015, UnitIndex(0)) == 2015)
    }
  }

  private func word(_ position: Int, of bytes: Data) -> Int {
    (0..<8).reduce(0) { $0 | Int(bytes[position + $1]) << (8 * $1) }
  }

  private func sectionKinds(of bytes: Data) -> [Int] {
    (0..<word(32, of: bytes)).map { word(word(24, of: bytes) + 64 * $0, of: bytes) }
  }

  /// The positions of all bytes that belong to header, directory or a section, not to the padding.
  private func sectionBytes(of bytes: Data) throws -> Set<Int> {
    func word(_ position: Int) -> Int { self.word(position, of: bytes) }
    let (directory, count) = (word(24), word(32))
    var positions = Set(0..<128).union(directory..<(directory + 64 * count))
    for entry in 0..<count {
      let start = word(directory + 64 * entry + 24)
      positions.formUnion(start..<(start + word(directory + 64 * entry + 32)))
    }
    return positions
  }
}
