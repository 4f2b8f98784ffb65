/// A unit of measure as printed on the forms, such as 条 or 万元.
public struct Measure: Hashable, Sendable {
  /// What kind of numbers a measure allows.
  public enum Kind: String, Sendable {
    /// Whole numbers of things.
    case count
    /// Amounts with decimals.
    case amount
    /// Ratios of derived indicators; they do not add up.
    case rate
  }

  /// The printed name.
  public let name: String
  /// Whole numbers or amounts.
  public let kind: Kind
  /// The measure that figures in this one are converted to, and by what factor; nil for most.
  public let conversion: Conversion?

  /// A conversion to another measure: a figure times `factor` is the figure in `base`.
  public struct Conversion: Hashable, Sendable {
    /// The measure that results.
    public let base: String
    /// The multiplier.
    public let factor: Double
  }
}

extension Measure {
  /// Whether figures are parts of a hundred or a thousand: their differences are told in points, for a
  /// percentage of a percentage says little.
  public var isProportion: Bool { kind == .rate && (name == "%" || name == "‰") }

  /// Reads `measures.tsv`.
  static func all(file: EmbeddedFile) throws(CatalogError) -> [String: Measure] {
    let table = try DataTable(
      file: file.path, text: file.text, headings: ["measure", "kind", "base", "factor"])
    var measures: [String: Measure] = [:]
    var problems: [DataFileProblem] = []
    for row in table.rows {
      let name = row["measure"]
      func report(_ message: String) {
        problems.append(DataFileProblem(file: file.path, line: row.line, message: message))
      }
      guard let kind = Kind(rawValue: row["kind"]), kind != .rate else {
        report("the kind of ‘\(name)’ is ‘\(row["kind"])’; expected count or amount")
        continue
      }
      var conversion: Conversion?
      if !row["base"].isEmpty {
        guard let factor = Double(row["factor"]), factor > 0 else {
          report("the factor of ‘\(name)’ is ‘\(row["factor"])’; expected a positive number")
          continue
        }
        conversion = Conversion(base: row["base"], factor: factor)
      }
      if measures.updateValue(
        Measure(name: name, kind: kind, conversion: conversion), forKey: name) != nil
      {
        report("‘\(name)’ stands here a second time")
      }
    }
    guard problems.isEmpty else { throw CatalogError(problems: problems) }
    return measures
  }
}
