import Synchronization

/// Quotes printed rows from report files, as the evidence of findings.
///
/// A file is read again when one of its rows is first asked for; the last few files are kept.
public final class SourceText: Sendable {
  private let importer: ReportImporter
  private let kept = Mutex<[(file: String, rows: PrintedRowTexts)]>([])

  /// The number of files that are kept.
  public static let fileLimit = 8

  /// A source that reads as an importer does.
  public init(importer: ReportImporter) {
    self.importer = importer
  }

  /// The printed row at a place, its cells parted by bars; nil where the file cannot be read any more or
  /// has no row there, and for standard input.
  ///
  /// - Parameter isOfMatrix: Whether the row has a figure in each of several columns: then all its
  ///   cells are quoted, else label, measure and value.
  /// - Complexity: O(1) for a file that is kept, else linear in the file.
  public func row(in file: String, at place: Place, isOfMatrix: Bool = false) -> String? {
    guard place != .unknown, file != "-" else { return nil }
    let known = kept.withLock { files -> PrintedRowTexts? in
      guard let position = files.firstIndex(where: { $0.file == file }) else { return nil }
      let entry = files.remove(at: position)
      files.append(entry)
      return entry.rows
    }
    if let known { return known.row(at: place, ofMatrix: isOfMatrix) }
    let rows = (try? importer.printedRows(ofFile: file)) ?? PrintedRowTexts()
    kept.withLock { files in
      if files.count >= Self.fileLimit { files.removeFirst() }
      files.append((file, rows))
    }
    return rows.row(at: place, ofMatrix: isOfMatrix)
  }
}
