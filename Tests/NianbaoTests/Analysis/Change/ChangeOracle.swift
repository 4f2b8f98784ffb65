import Foundation
import Testing
import Vectors

@testable import Nianbao

/// A table of numbers that an independent tool made; an empty field is NaN.
struct OracleTable {
  let rows: [[String: Double]]

  /// Reads a file of `Oracles/change`, which `make_change.py` beside it made.
  init(_ name: String) throws {
    let url = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Oracles/change/\(name).csv")
    let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n")
    let headings = try #require(lines.first).split(separator: ",").map(String.init)
    rows = lines.dropFirst().map { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      return Dictionary(
        uniqueKeysWithValues: zip(headings, fields).map { ($0, Double($1) ?? .nan) })
    }
  }
}

/// The frame of a table with the columns unit, year and value, units numbered from 0.
struct OracleFrame {
  let frame: Frame

  init(_ name: String, catalog: Catalog) throws {
    let rows = try OracleTable(name).rows
    let years = Set(rows.compactMap { $0["year"].map { Year(Int($0)) } }).sorted()
    let units = 1 + (rows.compactMap { $0["unit"].map { Int($0) } }.max() ?? -1)
    var figures = [[Double]](
      repeating: Array(repeating: .nan, count: units), count: years.count)
    for row in rows {
      guard let unit = row["unit"], let year = row["year"], let value = row["value"],
        let position = years.firstIndex(of: Year(Int(year)))
      else { continue }
      figures[position][Int(unit)] = value
    }
    frame = Frame(
      catalog: catalog, subject: .units,
      bodies: (0..<units).map { Frame.Body(name: "\($0)", code: "", region: nil) }, years: years,
      indicators: [try #require(catalog.index(of: "request.received"))],
      columns: figures.map { Vector($0) })
  }
}

/// Whether two numbers are the same but for the last digits, or both null.
func agree(_ left: Double?, _ right: Double?, _ tolerance: Double = 1e-9) -> Bool {
  let (left, right) = (left ?? .nan, right ?? .nan)
  if left.isNaN || right.isNaN { return left.isNaN && right.isNaN }
  return abs(left - right) <= tolerance * max(1, abs(left), abs(right))
}
