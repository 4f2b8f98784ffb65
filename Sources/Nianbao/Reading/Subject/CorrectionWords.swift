/// Tells whether a report says of itself that it corrects an earlier one, from
/// `reading/corrections.tsv`.
struct CorrectionWords: Sendable {
  private enum Kind: String, CaseIterable {
    case title, correction, except
  }

  private let words: [Kind: [String]]

  /// Reads the data file.
  init(file: EmbeddedFile) throws(CatalogError) {
    let table = try DataTable(file: file.path, text: file.text, headings: ["kind", "text"])
    var words: [Kind: [String]] = [:]
    var problems: [DataFileProblem] = []
    for row in table.rows {
      guard let kind = Kind(rawValue: row["kind"]), !row["text"].isEmpty else {
        problems.append(
          DataFileProblem(
            file: file.path, line: row.line,
            message:
              "the kind is ‘\(row["kind"])’; expected title, correction or except, and a text"
          ))
        continue
      }
      words[kind, default: []].append(row["text"])
    }
    guard problems.isEmpty else { throw CatalogError(problems: problems) }
    self.words = words
  }

  private func has(_ kind: Kind, _ text: String) -> Bool {
    words[kind]?.contains { text.contains($0) } ?? false
  }

  /// Whether a title among a report's texts, or the file's name, speaks of a correction.
  ///
  /// - Complexity: Linear in the short texts.
  func isCorrection(_ texts: [Document.Text], path: String) -> Bool {
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    if has(.correction, name) { return true }
    return texts.contains { text in
      guard text.text.utf8.count <= 4 * SubjectPattern.shortLimit else { return false }
      return has(.correction, text.text) && has(.title, text.text) && !has(.except, text.text)
    }
  }
}
