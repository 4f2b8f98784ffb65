import Foundation

@testable import Nianbao

/// A table that another program made: see the scripts in `Oracles`.
struct OracleTable {
  let rows: [[String: String]]

  init(_ path: String) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Oracles")
    let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
    let lines = text.split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let headings = lines.first ?? []
    rows = lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(headings, $0)) }
  }

  /// The numbers of a column; NaN for an empty cell.
  func numbers(_ column: String) -> [Double] {
    rows.map { $0[column].flatMap(Double.init) ?? .nan }
  }

  /// The rows as numbers; NaN for an empty cell and for what is no number.
  var numberRows: [[String: Double]] {
    rows.map { $0.mapValues { Double($0) ?? .nan } }
  }

  /// The rows with a text in a column, in order.
  func rows(where column: String, is text: String) -> OracleTable {
    OracleTable(rows: rows.filter { $0[column] == text })
  }

  private init(rows: [[String: String]]) { self.rows = rows }

  /// The different texts of a column, in order.
  func texts(_ column: String) -> [String] {
    var seen: Set<String> = []
    return rows.compactMap { $0[column] }.filter { seen.insert($0).inserted }
  }
}
