import Foundation
import Testing

@testable import Nianbao

extension ReadingFixtures {
  /// A transcribed number; an amount that is printed in 元 counts 万元.
  static func transcribedNumber(_ text: String) -> Double? {
    text.hasSuffix("元") ? Double(text.dropLast()).map { $0 / 10_000 } : Double(text)
  }

  /// The indicator that a line of a transcription means.
  ///
  /// - Parameters:
  ///   - position: The place of the line among those of a table whose rows have one figure.
  func transcribedIndicator(of row: [String: String], position: Int, edition: EditionID?) throws
    -> IndicatorIndex?
  {
    let edition = try #require(edition.flatMap { catalog.edition($0) })
    if row["row_label"] == nil, row["column"] == nil { return edition.indicators[position] }
    let path = row["row_label"] ?? row["label"] ?? ""
    let label = LabelKey(String(path.split(separator: "/").last ?? ""))
    let column =
      row["column_label"] ?? (row["column"]?.hasSuffix("年度") == true ? "本年度" : row["column"])
    let columnKey = LabelKey(column ?? "")
    for form in [edition] + catalog.editions {
      for case .matrix(let matrix) in form.rows {
        for row in matrix.rows
        where LabelKey(String(row.label.split(separator: "/").last ?? "")) == label {
          for (position, cell) in matrix.columns.enumerated()
          where LabelKey(cell.label) == columnKey && row.cells.indices.contains(position) {
            return row.cells[position]
          }
        }
      }
    }
    // Other spellings: 规章 for 行政规章.
    return edition.indicators.first { indicator in
      (catalog.spellings[indicator] ?? []).contains { spelling in
        let parts = spelling.split(separator: "｜")
        return parts.count == 2 && LabelKey(parts[0]) == label && LabelKey(parts[1]) == columnKey
      }
    }
  }
}
