import Foundation
import Nianbao
import Synthesis
import Vectors

/// The product's side of the comparison with other tools: writes the data that all of them read, and
/// measures the product on it.
///
///     national-rules prepare FOLDER
///     national-rules measure FOLDER THREADS
///     national-rules diagnose FOLDER
///
/// `measure` runs the checks each time a line comes in, so that a script can let tools take turns, and
/// answers with a line of JSON. `diagnose` localises the mistakes of all reports that break rules, and
/// looks at one what-if.
@main
struct NationalRules {
  static func main() async throws {
    let arguments = CommandLine.arguments.dropFirst()
    switch (arguments.first, arguments.count) {
    case ("prepare", 2): try await prepare(Folder(arguments[2]))
    case ("measure", 3): try measure(Folder(arguments[2]), threads: Int(arguments[3]) ?? 1)
    case ("diagnose", 2): try diagnose(Folder(arguments[2]))
    default:
      print("national-rules prepare FOLDER | measure FOLDER THREADS | diagnose FOLDER")
      exit(2)
    }
  }

  /// Where the data are.
  struct Folder {
    let path: String
    init(_ path: String) { self.path = path }
    var panel: String { "\(path)/national.nbp" }
    var table: String { "\(path)/national.csv" }
    var rules: String { "\(path)/rules.json" }
  }

  /// Writes the national panel as panel file and as CSV, and the rules as numbers.
  static func prepare(_ folder: Folder) async throws {
    try FileManager.default.createDirectory(
      atPath: folder.path, withIntermediateDirectories: true)
    let (catalog, regions) = (try Catalog.builtIn(), try RegionTree.builtIn())
    var options = NationalFigures.Options()
    options.errors = 0.02
    let figures = try NationalFigures(catalog: catalog, regions: regions, options: options)
    let panel = await figures.panel(catalog: catalog, regions: regions)
    try PanelFile.write(panel, to: folder.panel)
    try Data().write(to: URL(fileURLWithPath: folder.table))
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.table))
    try await figures.writeCSV(.wide) { try file.write(contentsOf: $0) }
    try file.close()
    let rules = try PlainRule.all(RuleSet.builtIn(catalog), in: panel)
    try JSONEncoder().encode(rules).write(to: URL(fileURLWithPath: folder.rules))
    print("\(panel.units.count) units, \(panel.years.count) years, \(rules.count) rules")
  }

  /// What a run found and how long it took.
  struct Answer: Encodable {
    var seconds: Double
    var failures: [String: Int]
  }

  /// What there is to know before the runs.
  struct Start: Encodable {
    var load: Double
    /// The bytes of the columns that the rules speak of.
    var bytes: Int
    /// The seconds that copying these bytes takes on one thread, at best.
    var copy: Double
    /// The seconds and the number of all rules of the product, at best.
    var allRules: Double
    var allRuleCount: Int
  }

  static func measure(_ folder: Folder, threads: Int) throws {
    let clock = ContinuousClock()
    let workers = Workers(count: threads)
    let catalog = try Catalog.builtIn()
    var panel: Panel?
    let load = try clock.measure {
      panel = try PanelFile.open(folder.panel, catalog: catalog, regions: RegionTree([]))
    }
    guard let panel else { return }
    let all = try RuleSet.builtIn(catalog)
    let chosen = all.rules.filter { PlainRule($0, in: panel) != nil }
    let rules = try RuleSet(catalog: catalog, rules: chosen)
    let columns = Set(chosen.flatMap(\.assertion.cells).map(\.indicator)).flatMap { indicator in
      panel.years.compactMap { panel.column(indicator, $0)?.figures.stored }
    }
    func best(_ body: () -> Void) -> Double {
      (0..<5).map { _ in clock.measure(body).seconds }.min() ?? 0
    }
    var copied = [UInt8](repeating: 0, count: columns.map(\.count).max() ?? 0)
    let start = Start(
      load: load.seconds, bytes: columns.reduce(0) { $0 + $1.count },
      copy: best {
        for column in columns {
          column.span.withUnsafeBufferPointer { source in
            copied.withUnsafeMutableBufferPointer { _ = $0.update(fromContentsOf: source) }
          }
        }
      }, allRules: best { _ = Confrontation(panel, with: all, workers: workers) },
      allRuleCount: all.rules.count)
    try say(start)
    while readLine() != nil {
      var outcomes: [Confrontation.Outcome] = []
      let time = clock.measure {
        outcomes = Confrontation(panel, with: rules, workers: workers).outcomes
      }
      var failures: [String: Int] = [:]
      for outcome in outcomes {
        failures[chosen[outcome.rule].id.name, default: 0] += outcome.failing.count
      }
      try say(Answer(seconds: time.seconds, failures: failures))
    }
  }

  static func diagnose(_ folder: Folder) throws {
    let clock = ContinuousClock()
    let catalog = try Catalog.builtIn()
    let panel = try PanelFile.open(folder.panel, catalog: catalog, regions: RegionTree([]))
    let all = try RuleSet.builtIn(catalog)
    // The panel has one form in all years, which is a finding of every later report.
    let rules = try RuleSet(catalog: catalog, rules: all.rules.filter { $0.kind != .form })
    let confrontation = Confrontation(panel, with: rules)
    var records: Set<[Int]> = []
    for outcome in confrontation.outcomes {
      for unit in outcome.failing { records.insert([unit.position, outcome.year.number]) }
    }
    var stories = 0
    let seconds = clock.measure { stories = confrontation.diagnosis().stories.count }.seconds
    print(
      "\(records.count) reports that break rules, \(stories) stories, \(seconds) s: "
        + "\(Int(Double(records.count) / seconds)) reports a second")
    guard let indicator = catalog.index(of: "request.received") else { return }
    let correction = Correction(
      unit: UnitIndex(0), year: panel.years[3], indicator: indicator, value: 5000,
      origin: .init(file: "benchmark", line: 1))
    let times = try (0..<5).map { _ in
      try clock.measure { _ = try WhatIf(panel, correcting: [correction], with: rules) }.seconds
    }
    print("what-if over the whole panel: \((times.min() ?? 0) * 1000) ms")
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
