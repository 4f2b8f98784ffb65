@testable import Nianbao

/// A table as its CSV says it.
enum CSVText {
  /// The cells, headings first; for tables without quoted cells.
  static func rows(of table: some TableSource) throws -> [[String]] {
    let buffer = table.render(
      as: .csv, language: .english, style: .plain, withByteOrderMark: false, to: ByteBuffer())
    return String(decoding: buffer.pending, as: UTF8.self).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }
}
