import Testing
import Vectors

@testable import Nianbao

/// The frame of a table with the columns unit, year and value, units numbered from 0.
struct OracleFrame {
  let frame: Frame

  init(_ name: String, catalog: Catalog) throws {
    let rows = try OracleTable("change/\(name).csv").numberRows
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
