import Nianbao

/// How often each type of mistake is planted, and how many mistakes one report gets: the content of
/// `mistakes.tsv`.
public struct MistakeRates: Sendable {
  /// The types with their rates above 0, in the order of the file.
  public let types: [(type: MistakeType, rate: Double)]
  /// How many mistakes a report gets, each with its rate above 0.
  public let numbers: [(count: Int, rate: Double)]
  /// Where a figure that the prose states too goes wrong, each with its rate above 0.
  public let places: [(place: MistakePlace, rate: Double)]
  /// What each type is called.
  public let names: [MistakeType: LocalizedText]

  /// The most mistakes of one report.
  static let mostMistakes = 9

  /// The rates that ship with the generator.
  ///
  /// - Throws: `CatalogError` with every mistake of the file; a test reads it.
  public static func builtIn() throws(CatalogError) -> MistakeRates {
    try MistakeRates(
      file: "mistakes.tsv", text: String(decoding: PackageResources.mistakes_tsv, as: UTF8.self))
  }

  /// The rates of a table with the headings `kind`, `name`, `rate`, `zh` and `en`.
  ///
  /// - Throws: `CatalogError` with every mistake, by file and line.
  public init(file: String, text: String) throws(CatalogError) {
    let table = try DataTable(
      file: file, text: text, headings: ["kind", "name", "rate", "zh", "en"])
    var problems: [DataFileProblem] = []
    var types: [(type: MistakeType, rate: Double)] = []
    var numbers: [(count: Int, rate: Double)] = []
    var places: [(place: MistakePlace, rate: Double)] = []
    var names: [MistakeType: LocalizedText] = [:]
    var seen: Set<String> = []
    for row in table.rows {
      func problem(_ message: String) {
        problems.append(DataFileProblem(file: file, line: row.line, message: message))
      }
      if !seen.insert("\(row["kind"]) \(row["name"])").inserted {
        problem("the \(row["kind"]) ‘\(row["name"])’ has a line already; leave one of them out")
      }
      guard let rate = Double(row["rate"]), rate >= 0, rate.isFinite else {
        problem("the rate is ‘\(row["rate"])’; expected a number from 0")
        continue
      }
      switch row["kind"] {
      case "type":
        guard let type = MistakeType(rawValue: row["name"]) else {
          let known = MistakeType.allCases.map(\.rawValue).joined(separator: ", ")
          problem("there is no type ‘\(row["name"])’; expected one of \(known)")
          continue
        }
        names[type] = LocalizedText(zh: row["zh"], en: row["en"])
        if rate > 0 { types.append((type, rate)) }
      case "number":
        guard let count = Int(row["name"]), (1...Self.mostMistakes).contains(count) else {
          problem(
            "the number is ‘\(row["name"])’; expected a whole number from 1 to \(Self.mostMistakes)"
          )
          continue
        }
        if rate > 0 { numbers.append((count, rate)) }
      case "place":
        guard let place = MistakePlace(rawValue: row["name"]) else {
          let known = MistakePlace.allCases.map(\.rawValue).joined(separator: ", ")
          problem("there is no place ‘\(row["name"])’; expected one of \(known)")
          continue
        }
        if rate > 0 { places.append((place, rate)) }
      default: problem("the kind is ‘\(row["kind"])’; expected type, number or place")
      }
    }
    if problems.isEmpty, types.isEmpty || numbers.isEmpty {
      problems.append(
        DataFileProblem(
          file: file, line: 0,
          message: "no \(types.isEmpty ? "type" : "number") has a rate above 0; raise one"))
    }
    guard problems.isEmpty else { throw CatalogError(problems: problems) }
    (self.types, self.numbers, self.names) = (types, numbers, names)
    self.places = places.isEmpty ? [(.table, 1)] : places
  }
}

/// Where a figure that the prose states as well goes wrong.
public enum MistakePlace: String, Sendable, CaseIterable {
  /// In the table alone.
  case table
  /// In the prose alone.
  case prose
  /// In both: one was copied from the other.
  case both
}

extension SplitMix64 {
  /// One of some values, each as likely as its rate among all.
  mutating func draw<Value>(_ values: [(value: Value, rate: Double)]) -> Value? {
    var rest = unit() * values.reduce(0) { $0 + $1.rate }
    for (value, rate) in values {
      rest -= rate
      if rest < 0 { return value }
    }
    return values.last?.value
  }
}
