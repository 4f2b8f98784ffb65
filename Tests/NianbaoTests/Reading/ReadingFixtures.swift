import Foundation
import Testing

@testable import Nianbao

/// What the tests of reading share: the reader, real reports, folders that go away again.
struct ReadingFixtures {
  let catalog: Catalog
  let regions: RegionTree
  let importer: ReportImporter
  let reader: ReportReader

  init() throws {
    catalog = try Catalog.builtIn()
    regions = try RegionTree.builtIn()
    importer = try ReportImporter(catalog: catalog, regions: regions)
    reader = try ReportReader(catalog: catalog, regions: importer.regions, history: .builtIn())
  }

  /// Made once, for the region tree is large.
  static let shared = Result { try ReadingFixtures() }

  /// The reading of a text in memory.
  func read(_ text: String, path: String = "x.txt") throws -> ReportReading {
    try read(Array(text.utf8), path: path)
  }

  func read(_ bytes: [UInt8], path: String = "x.txt") throws -> ReportReading {
    let file = try reader.read(bytes, path: path, lineLimit: DecodedText.lineLimit)
    return try #require(file.readings.first)
  }

  func index(_ id: IndicatorID) throws -> IndicatorIndex { try #require(catalog.index(of: id)) }

  func value(_ id: IndicatorID, _ reading: ReportReading) throws -> Double? {
    let index = try index(id)
    return reading.cells.first { $0.indicator == index }?.value
  }

  // MARK: Real reports

  /// The folder of real reports beside the checkout; nil where there is none.
  static let reports: String? = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    let path = root.appending(path: "shared/reports").path
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }()

  static let hasReports = reports != nil

  /// Whether the program that PDF files are read through is installed.
  static let hasPDFReader = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"].contains {
    FileManager.default.isExecutableFile(atPath: "\($0)/pdftotext")
  }

  /// The records of a comma-separated file by heading.
  static func csv(_ file: String) throws -> [[String: String]] {
    let text = try String(contentsOfFile: file, encoding: .utf8)
    let records = text.split(whereSeparator: \.isNewline).compactMap {
      QuotedCells.split(String($0), separator: ",")
    }
    guard let headings = records.first else { return [] }
    return records.dropFirst().map { record in
      Dictionary(zip(headings, record), uniquingKeysWith: { first, _ in first })
    }
  }

  static let gubeikou = "2017_北京_密云区古北口镇"

  /// Label, unit of measure and figure of each row of the real report of Gubeikou 2017.
  static func gubeikouRows() throws -> [(label: String, measure: String, value: String)] {
    let file = try #require(reports) + "/\(gubeikou).expected.csv"
    let text = try String(contentsOfFile: file, encoding: .utf8)
    return text.split(whereSeparator: \.isNewline).dropFirst().compactMap { line in
      guard let cells = QuotedCells.split(String(line), separator: ","), cells.count == 3 else {
        return nil
      }
      return (cells[0], cells[1], cells[2])
    }
  }

  static func gubeikouText() throws -> String {
    try String(contentsOfFile: #require(reports) + "/\(gubeikou).txt", encoding: .utf8)
  }
}

/// A folder that is removed with its value.
final class ScratchFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "/nianbao-reading-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  @discardableResult func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
    let file = "\(path)/\(name)"
    try FileManager.default.createDirectory(
      at: URL(filePath: file).deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(filePath: file))
    return file
  }

  @discardableResult func write(_ text: String, to name: String) throws -> String {
    try write(text.utf8, to: name)
  }
}

/// The small report that most tests read: a title, a period, and rows in the published form.
enum SmallReport {
  static let preamble = """
    由北京市密云区古北口镇人民政府编制的2017年度政府信息公开工作年度报告。统计期限为2017年1月1日起至2017年12月31日止。
    """

  /// Rows as `label|measure|value` lines, under the published heading.
  static func published(_ rows: [(String, String, String)]) -> String {
    preamble + "\n|\n古北口镇政府信息公开情况统计表 |\n(2017年度) |\n统 计 指 标 |\n单位 |\n统计数 |\n"
      + rows.map {
        "\($0.0) |\n\($0.1.isEmpty ? "" : "\($0.1) ")|\n\($0.2.isEmpty ? "" : "\($0.2) ")|\n"
      }
      .joined()
  }
}
