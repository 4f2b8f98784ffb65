import Yams

/// Reads a file of weights: a table with the columns indicator, weight, direction and normalisation, or
/// the same as a YAML list.
struct CompositeFile {
  private let file: String
  private let catalog: Catalog
  private var components: [CompositeDefinition.Component] = []
  private var problems: [DataFileProblem] = []

  /// A cell and its place.
  private struct Cell {
    let text: String
    let line: Int
    let column: Int
  }

  private static let keys = ["indicator", "weight", "direction", "normalisation"]

  /// The definition in a file.
  ///
  /// - Throws: `CatalogError` with every mistake of the file.
  static func definition(file: String, text: String, catalog: Catalog) throws(CatalogError)
    -> CompositeDefinition
  {
    var reader = CompositeFile(file: file, catalog: catalog)
    let name = file.lowercased()
    if name.hasSuffix(".yaml") || name.hasSuffix(".yml") {
      reader.readList(text)
    } else {
      try reader.readTable(text)
    }
    if reader.components.isEmpty, reader.problems.isEmpty {
      reader.report("the file names no indicator", line: 0)
    }
    guard reader.problems.isEmpty else { throw CatalogError(problems: reader.problems) }
    return CompositeDefinition(reader.components)
  }

  private init(file: String, catalog: Catalog) {
    self.file = file
    self.catalog = catalog
  }

  private mutating func readTable(_ text: String) throws(CatalogError) {
    for row in try DataTable(file: file, text: text, headings: Self.keys).rows {
      var cells: [String: Cell] = [:]
      for key in Self.keys where !row[key].isEmpty {
        cells[key] = Cell(text: row[key], line: row.line, column: 0)
      }
      read(cells, line: row.line)
    }
  }

  private mutating func readList(_ text: String) {
    let root: Node?
    do { root = try Yams.compose(yaml: text) } catch {
      return report("the file is no YAML: \(error)", line: 0)
    }
    guard let root else { return }
    guard case .sequence(let entries) = root else {
      return report("expected a list, each entry beginning with - indicator:", at: root.mark)
    }
    for entry in entries {
      guard case .mapping(let mapping) = entry else {
        report("expected an entry: \(Self.keys.joined(separator: ", "))", at: entry.mark)
        continue
      }
      var cells: [String: Cell] = [:]
      for (key, value) in mapping {
        guard let name = key.string, Self.keys.contains(name) else {
          report(
            "‘\(key.string ?? "?")’ is no key; expected \(Self.keys.joined(separator: ", "))",
            at: key.mark)
          continue
        }
        guard let text = value.scalar?.string else {
          report("‘\(name)’ must be a text or a number", at: value.mark)
          continue
        }
        cells[name] = Cell(
          text: text, line: value.mark?.line ?? 0, column: value.mark?.column ?? 0)
      }
      read(cells, line: mapping.mark?.line ?? 0)
    }
  }

  /// Reads an entry; direction and normalisation may be missing.
  private mutating func read(_ cells: [String: Cell], line: Int) {
    guard let name = cells["indicator"] else {
      return report("the entry names no indicator", line: line)
    }
    let indicator = indicator(name)
    let weight = weight(cells["weight"])
    // Of a derived indicator its own file says which end is the good one.
    let less = indicator.flatMap { catalog[$0].derivation?.direction } == .less
    let direction = choice(
      cells["direction"], "direction", less ? CompositeDefinition.Direction.lower : .higher)
    let normalisation = choice(
      cells["normalisation"], "normalisation", CompositeDefinition.Normalisation.z)
    guard let indicator, let weight, let direction, let normalisation else { return }
    guard !components.contains(where: { $0.indicator == indicator }) else {
      return report("‘\(name.text)’ stands here a second time", name)
    }
    components.append(
      CompositeDefinition.Component(
        indicator, weight: weight, direction: direction, normalisation: normalisation))
  }

  private mutating func indicator(_ cell: Cell) -> IndicatorIndex? {
    do {
      let found = try Selection.indicators(named: cell.text, in: catalog)
      if found.count == 1 { return found[0] }
      report("‘\(cell.text)’ names \(found.count) indicators; expected one", cell)
    } catch {
      report(error.message.english, cell)
    }
    return nil
  }

  private mutating func weight(_ cell: Cell?) -> Double? {
    guard let cell else { return 1 }
    if let weight = Double(cell.text), weight > 0, weight.isFinite { return weight }
    report("the weight is ‘\(cell.text)’; expected a number above 0", cell)
    return nil
  }

  private mutating func choice<Name: RawRepresentable<String> & CaseIterable>(
    _ cell: Cell?, _ key: String, _ usual: Name
  ) -> Name? {
    guard let cell else { return usual }
    if let name = Name(rawValue: cell.text) { return name }
    let known = Name.allCases.map(\.rawValue)
    let hint =
      NearestNames.of(cell.text, among: known, limit: 1).first.map { "; did you mean ‘\($0)’?" }
      ?? ""
    report("the \(key) is ‘\(cell.text)’; expected \(known.joined(separator: ", "))\(hint)", cell)
    return nil
  }

  private mutating func report(_ message: String, _ cell: Cell) {
    problems.append(
      DataFileProblem(file: file, line: cell.line, column: cell.column, message: message))
  }

  private mutating func report(_ message: String, line: Int) {
    problems.append(DataFileProblem(file: file, line: line, message: message))
  }

  private mutating func report(_ message: String, at mark: Mark?) {
    problems.append(
      DataFileProblem(
        file: file, line: mark?.line ?? 0, column: mark?.column ?? 0, message: message))
  }
}

extension CompositeDefinition {
  /// The definition that a file's text states: tab-separated with the headings indicator, weight,
  /// direction, normalisation, or for a name ending in .yaml or .yml a list with these keys. An empty
  /// weight is 1, an empty direction `higher`, an empty normalisation `z`.
  ///
  /// - Throws: `CatalogError` with every mistake, by line and column.
  public init(file: String, text: String, catalog: Catalog) throws(CatalogError) {
    self = try CompositeFile.definition(file: file, text: text, catalog: catalog)
  }
}
