/// How names of reporting bodies are taken apart, from `reading/names.tsv`.
struct BodyNames: Sendable {
  /// An ending that names the body of a region, and what stands in its place.
  struct Institution: Sendable {
    let ending: [Unicode.Scalar]
    let instead: [Unicode.Scalar]
  }

  let institutions: [Institution]
  private let departments: [[Unicode.Scalar]]
  private let units: [[Unicode.Scalar]]
  private let before: [[Unicode.Scalar]]

  /// Reads the data file.
  init(file: EmbeddedFile) throws(CatalogError) {
    let table = try DataTable(
      file: file.path, text: file.text, headings: ["kind", "text", "instead"])
    var institutions: [Institution] = []
    var words: [String: [[Unicode.Scalar]]] = [:]
    var problems: [DataFileProblem] = []
    for row in table.rows {
      let text = Array(row["text"].unicodeScalars)
      switch row["kind"] {
      case _ where text.isEmpty:
        problems.append(
          DataFileProblem(file: file.path, line: row.line, message: "the text is empty"))
      case "institution":
        institutions.append(
          Institution(ending: text, instead: Array(row["instead"].unicodeScalars)))
      case "department", "unit", "before": words[row["kind"], default: []].append(text)
      default:
        problems.append(
          DataFileProblem(
            file: file.path, line: row.line,
            message:
              "the kind is ‘\(row["kind"])’; expected institution, department, unit or before"
          ))
      }
    }
    guard problems.isEmpty else { throw CatalogError(problems: problems) }
    self.institutions = institutions
    departments = words["department"] ?? []
    units = words["unit"] ?? []
    before = words["before"] ?? []
  }

  /// A name without the words in front that do not belong to it.
  func withoutWordsBefore(_ name: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
    for word in before where name.count > word.count + 1 && name.starts(with: word) {
      return name.dropFirst(word.count)
    }
    return name
  }

  /// The name as it is, then with each ending that fits replaced.
  func readings(of name: ArraySlice<Unicode.Scalar>) -> [ArraySlice<Unicode.Scalar>] {
    var readings = [name]
    for institution in institutions
    where name.count > institution.ending.count
      && name.suffix(institution.ending.count).elementsEqual(institution.ending)
    {
      readings.append((name.dropLast(institution.ending.count) + institution.instead)[...])
    }
    return readings
  }

  func isDepartment(_ name: ArraySlice<Unicode.Scalar>) -> Bool {
    departments.contains { name.count > $0.count && name.suffix($0.count).elementsEqual($0) }
  }

  func isUnit(_ name: ArraySlice<Unicode.Scalar>) -> Bool {
    units.contains { name.count > $0.count && name.suffix($0.count).elementsEqual($0) }
  }
}
