/// One row of a printed table, its cells told apart but not yet matched to a form.
struct PrintedRow: Sendable, Hashable {
  /// The label as printed.
  var label: Document.Text
  /// The printed unit of measure; nil where the row has no such cell.
  var measure: Document.Text?
  /// The value cell; nil where the row has none.
  var value: Document.Text?
  /// Further cells with their column's heading.
  var further: [Further] = []
  /// The number of the table in the document that the row stands in, from 0.
  var table: Int

  /// A cell beside the value.
  struct Further: Sendable, Hashable {
    var heading: String
    var cell: Document.Text
  }

  /// The row as evidence: label, measure and value joined by bars.
  var evidence: String {
    [label.text, measure?.text ?? "", value?.text ?? ""].map { text in
      text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }.joined(separator: " | ")
  }
}

/// What the columns of a table hold, told by its heading row.
enum ColumnRole: String, Sendable, Hashable, CaseIterable {
  /// The indicator's label.
  case label
  /// The unit of measure.
  case measure
  /// The figure.
  case value
  /// A running number or code of the row: no figure.
  case code
}

/// The words that heading rows consist of, from `reading/headings.tsv`.
struct HeadingWords: Sendable {
  private let roles: [LabelKey: ColumnRole]

  /// Reads the data file.
  init(file: EmbeddedFile) throws(CatalogError) {
    let table = try DataTable(file: file.path, text: file.text, headings: ["role", "text"])
    var roles: [LabelKey: ColumnRole] = [:]
    var problems: [DataFileProblem] = []
    for row in table.rows {
      let key = LabelKey(row["text"])
      guard let role = ColumnRole(rawValue: row["role"]), !key.isEmpty else {
        problems.append(
          DataFileProblem(
            file: file.path, line: row.line,
            message: "the role is ‘\(row["role"])’ and the text ‘\(row["text"])’; expected label, "
              + "measure, value or code, and a text"))
        continue
      }
      if let earlier = roles.updateValue(role, forKey: key), earlier != role {
        problems.append(
          DataFileProblem(
            file: file.path, line: row.line, message: "‘\(row["text"])’ has two roles"))
      }
    }
    guard problems.isEmpty else { throw CatalogError(problems: problems) }
    self.roles = roles
  }

  /// What a column under a heading holds, or nil where the text is no such heading. O(n).
  func role(of text: String) -> ColumnRole? {
    // A heading is a few signs; longer text need not be looked at.
    text.utf8.count > 60 ? nil : roles[LabelKey(text)]
  }
}
