import Foundation
import Nianbao
import Synthesis
import Vectors

/// The product's side of `peers/compare-csv`: makes the files that all tools read, and reads them.
///
///     national-csv prepare wide|long FILE
///     national-csv read FILE wide|long THREADS
///     national-csv write FILE wide|long OUTPUT
///
/// `read` makes a panel of the file at every line of standard input, so that a script can let tools take turns,
/// and answers with a line of JSON. The number of threads is that of the processors it may use. `write`
/// opens a panel once and exports it at every line.
@main
struct NationalCSV {
  static func main() async throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch (arguments.first, arguments.count) {
    case ("prepare", 3): try await prepare(arguments[1], arguments[2])
    case ("read", 4): try await read(arguments[1], isWide: arguments[2] == "wide")
    case ("write", 4): try await write(arguments[1], isWide: arguments[2] == "wide", arguments[3])
    default:
      print("national-csv prepare SHAPE FILE | read FILE SHAPE THREADS | write FILE SHAPE OUTPUT")
      exit(2)
    }
  }

  /// The records of the long file: as many as the issue of the peers' figures had.
  private static let longLimit = 9_400_000

  private static func prepare(_ shape: String, _ path: String) async throws {
    let (catalog, regions) = (try Catalog.builtIn(), try RegionTree.builtIn())
    var options = NationalFigures.Options()
    // Four years have some nine million cells.
    if shape == "long" { options.years = 2022...2025 }
    let figures = try NationalFigures(catalog: catalog, regions: regions, options: options)
    guard let kind = NationalFigures.Shape(rawValue: shape) else { return }
    try Data().write(to: URL(fileURLWithPath: path))
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    var rest = kind == .long ? longLimit + 1 : Int.max
    try await figures.writeCSV(kind) { piece in
      guard rest > 0 else { return }
      let lines = piece.count { $0 == UInt8(ascii: "\n") }
      guard lines > rest else {
        rest -= lines
        return try file.write(contentsOf: piece)
      }
      var (end, seen) = (0, 0)
      while seen < rest {
        if piece[end] == UInt8(ascii: "\n") { seen += 1 }
        end += 1
      }
      rest = 0
      try file.write(contentsOf: piece[..<end])
    }
    try file.close()
  }

  /// What a run found and how long it took.
  private struct Answer: Encodable {
    var seconds: Double
    var rows: Int
    var sums: [String: Double]
    var peak: Int
  }

  private struct Start: Encodable {
    var start: Int
    var roofline: String
  }

  private static func read(_ path: String, isWide: Bool) async throws {
    let (catalog, regions) = (try Catalog.builtIn(), try RegionTree.builtIn())
    let importer = try ReportImporter(catalog: catalog, regions: regions)
    try say(Start(start: peak, roofline: roofline(path)))
    while readLine() != nil {
      let clock = ContinuousClock()
      let start = clock.now
      let result = await importer.importReports([path])
      let seconds = (clock.now - start).seconds
      let peak = peak
      guard result.failures.isEmpty else { fatalError("\(result.failures[0].message.english)") }
      try say(
        Answer(
          seconds: seconds, rows: isWide ? result.panel.reports.count : cellCount(result.panel),
          sums: sums(result.panel), peak: peak))
    }
  }

  private static func write(_ path: String, isWide: Bool, _ output: String) async throws {
    let (catalog, regions) = (try Catalog.builtIn(), try RegionTree.builtIn())
    let importer = try ReportImporter(catalog: catalog, regions: regions)
    let panel = await importer.importReports([path]).panel
    try say(Start(start: peak, roofline: ""))
    while readLine() != nil {
      let clock = ContinuousClock()
      let start = clock.now
      let destination = OutputDestination(path: output)
      let excerpt = PanelExcerpt(panel)
      try destination.write { buffer in
        isWide
          ? WideExport(excerpt).render(as: .csv, language: .english, style: .plain, to: buffer)
          : LongExport(excerpt).render(as: .csv, language: .english, style: .plain, to: buffer)
      }
      let seconds = (clock.now - start).seconds
      try say(Answer(seconds: seconds, rows: 0, sums: [:], peak: peak))
    }
  }

  private static func columns(_ panel: Panel) -> [(IndicatorIndex, Column)] {
    panel.presentIndicators.flatMap { indicator in
      panel.years.compactMap { panel.column(indicator, $0) }.map { (indicator, $0) }
    }
  }

  private static func cellCount(_ panel: Panel) -> Int {
    columns(panel).reduce(0) { count, entry in
      count + panel.units.indices.count { entry.1.mark($0).status != .absent }
    }
  }

  private static func sums(_ panel: Panel) -> [String: Double] {
    var sums: [String: Double] = [:]
    for (indicator, column) in columns(panel) {
      var sum = 0.0
      for unit in panel.units.indices { sum += column.value(unit) ?? 0 }
      sums[panel.catalog[indicator].id.name, default: 0] += sum
    }
    return sums
  }

  /// What reading bytes and counting lines takes on one thread, which nothing that reads text can be
  /// faster than.
  private static func roofline(_ path: String) -> String {
    guard let source = ByteSource(path: path) else { return "" }
    func rate(_ body: (inout SeparatedPiece) -> Void) -> String {
      let clock = ContinuousClock()
      let times = (0..<3).map { _ in
        clock.measure {
          var piece = SeparatedPiece(capacity: 1 << 18)
          var offset = 0
          while true {
            let added = piece.refill(
              droppingFirst: piece.count, from: source, at: offset, atMost: 1 << 18)
            if added == 0 { return }
            offset += added
            body(&piece)
          }
        }.seconds
      }
      let best = Double(source.count) / (times.min() ?? 1) / 1e9
      return "\((best * 10).rounded() / 10) GB/s"
    }
    return "copying it out of the page cache " + rate { _ in } + ", and counting its lines "
      + rate { _ = $0.lineFeedCount } + ", and checking UTF-8 "
      + rate { _ = $0.isUTF8(upTo: $0.count) } + ", and finding separators "
      + rate { $0.makeIndex(separator: UInt8(ascii: ",")) }
  }

  /// The largest amount of memory that the process has had.
  private static var peak: Int {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1024
  }

  private static func say(_ value: some Encodable) throws {
    // At once, for a script waits for the line.
    try FileHandle.standardOutput.write(contentsOf: JSONEncoder().encode(value) + Data("\n".utf8))
  }
}

extension Duration {
  fileprivate var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) / 1e18
  }
}
