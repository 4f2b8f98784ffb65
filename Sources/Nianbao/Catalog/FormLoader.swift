/// Reads the rows of the editions, one edition after the other, and collects the mistakes.
///
/// An indicator that stands on several editions' forms is one indicator: its label and measure are
/// those of the first edition that has it.
struct FormLoader {
  private let measures: [String: Measure]
  private(set) var editions: [Edition] = []
  private(set) var indicators: [Indicator] = []
  private(set) var problems: [DataFileProblem] = []
  private(set) var headingSpellings: [String: [String]] = [:]
  private var positions: [IndicatorID: IndicatorIndex] = [:]
  /// The cells of each matrix row with their columns' labels, and the ids of the matrices.
  private var cells: [String: [(cell: IndicatorIndex, column: String)]] = [:]
  private var matrices: Set<String> = []

  init(measures: [String: Measure]) {
    self.measures = measures
  }

  /// Reads an edition's line of `editions.tsv` and the file of its rows.
  mutating func readEdition(_ row: DataTable.Row, of file: String, forms: [EmbeddedFile]) {
    let name = row["edition"]
    guard let first = Int(row["first"]) else {
      return report("the first year is ‘\(row["first"])’; expected a year such as 2014", file, row)
    }
    let last = Int(row["last"]) ?? Edition.openEnd.number
    guard first <= last, row["last"].isEmpty || Int(row["last"]) != nil else {
      return report(
        "the last year is ‘\(row["last"])’; expected a year from \(first), or nothing", file, row)
    }
    let scope = row["scope"].isEmpty ? nil : RegionCode(row["scope"])
    guard row["scope"].isEmpty || scope != nil else {
      return report(
        "the scope is ‘\(row["scope"])’; expected a region's code such as 35, or nothing", file, row
      )
    }
    guard let form = forms.first(where: { $0.path == "editions/\(name).tsv" }) else {
      return report("edition ‘\(name)’ has no file editions/\(name).tsv in embedded.c", file, row)
    }
    do {
      let rows = try readForm(form, edition: EditionID(name))
      editions.append(
        Edition(
          id: EditionID(name), title: LocalizedText(zh: row["title_zh"], en: row["title_en"]),
          years: Year(first)...Year(last), scope: scope, rows: rows))
    } catch {
      problems += error.problems
    }
  }

  /// Reads the further spellings of labels.
  mutating func readSpellings(file: EmbeddedFile) throws(CatalogError)
    -> [IndicatorIndex: [String]]
  {
    let table = try DataTable(file: file.path, text: file.text, headings: ["indicator", "label"])
    var spellings: [IndicatorIndex: [String]] = [:]
    for row in table.rows {
      let (id, label) = (row["indicator"], row["label"])
      guard !label.isEmpty else {
        report("the label is empty", file.path, row)
        continue
      }
      if let index = positions[IndicatorID(id)] {
        spellings[index, default: []].append(label)
      } else if let row = cells[id] {
        for (cell, column) in row { spellings[cell, default: []].append("\(label)｜\(column)") }
      } else if matrices.contains(id) {
        headingSpellings[id, default: []].append(label)
      } else {
        report("‘\(id)’ is not the id of a row or a matrix of any edition", file.path, row)
      }
    }
    return spellings
  }

  private mutating func report(_ message: String, _ file: String, _ row: DataTable.Row) {
    problems.append(DataFileProblem(file: file, line: row.line, message: message))
  }

  private mutating func readForm(_ form: EmbeddedFile, edition: EditionID) throws(CatalogError)
    -> [Edition.Row]
  {
    let table = try DataTable(
      file: form.path, text: form.text,
      headings: [
        "id", "kind", "number", "label", "note", "measure", "parent", "relation", "scope", "nature",
        "domain",
      ])
    var rows: [Edition.Row] = []
    var seen: Set<IndicatorID> = []
    var links: [(child: IndicatorIndex, parent: IndicatorID, row: DataTable.Row)] = []
    var position = table.rows.startIndex
    while position < table.rows.endIndex {
      let row = table.rows[position]
      position += 1
      switch row["kind"] {
      case "heading": rows.append(.heading(number: row["number"], label: row["label"]))
      case "row":
        let id = IndicatorID(row["id"])
        guard let index = add(id, label: row["label"], row, cellOf: row, form.path, &seen) else {
          continue
        }
        rows.append(.indicator(index))
        if !row["parent"].isEmpty { links.append((index, IndicatorID(row["parent"]), row)) }
      case "matrix":
        let end =
          table.rows[position...].firstIndex { $0["kind"] == "matrix" } ?? table.rows.endIndex
        rows.append(
          .matrix(readMatrix(row, table.rows[position..<end], form.path, &seen, &links)))
        position = end
      default:
        report("the kind is ‘\(row["kind"])’; expected heading, row or matrix", form.path, row)
      }
    }
    for link in links { connect(link.child, to: link.parent, link.row, edition, form.path) }
    return rows
  }

  private mutating func readMatrix(
    _ heading: DataTable.Row, _ lines: ArraySlice<DataTable.Row>, _ file: String,
    _ seen: inout Set<IndicatorID>,
    _ links: inout [(child: IndicatorIndex, parent: IndicatorID, row: DataTable.Row)]
  ) -> FormMatrix {
    let columns = lines.filter { $0["kind"] == "column" }
    // A group has no cells: what is in it is part of what the group is part of.
    var groups: [String: String] = [:]
    for line in lines where line["kind"] == "group" { groups[line["id"]] = line["parent"] }
    var rows: [FormMatrix.Row] = []
    for line in lines {
      switch line["kind"] {
      case "column": continue
      case "heading", "group": rows.append(matrixRow(line, cells: []))
      case "row":
        var cells: [IndicatorIndex] = []
        for column in columns {
          let id = IndicatorID("\(line["id"]):\(column["id"])")
          let label = "\(line["label"])｜\(column["label"])"
          guard let index = add(id, label: label, line, cellOf: column, file, &seen) else {
            continue
          }
          cells.append(index)
          var parent = line["parent"]
          while let above = groups[parent] { parent = above }
          if !parent.isEmpty {
            links.append((index, IndicatorID("\(parent):\(column["id"])"), line))
          }
          if !column["parent"].isEmpty {
            links.append((index, IndicatorID("\(line["id"]):\(column["parent"])"), column))
          }
        }
        rows.append(matrixRow(line, cells: cells))
        for (cell, column) in zip(cells, columns)
        where self.cells[line["id"]]?.contains(where: { $0.cell == cell }) != true {
          self.cells[line["id"], default: []].append((cell, column["label"]))
        }
      default:
        report(
          "the kind is ‘\(line["kind"])’; in a matrix expected column, row, group or heading", file,
          line)
      }
    }
    if !["", "horizontal"].contains(heading["relation"]) {
      report(
        "the relation of a matrix is ‘\(heading["relation"])’; expected horizontal or nothing",
        file,
        heading)
    }
    matrices.insert(heading["id"])
    return FormMatrix(
      id: heading["id"], number: heading["number"], label: heading["label"],
      columns: columns.map {
        FormMatrix.Column(id: $0["id"], label: $0["label"], group: $0["note"])
      },
      rows: rows, isHorizontal: heading["relation"] == "horizontal")
  }

  private func matrixRow(_ line: DataTable.Row, cells: [IndicatorIndex]) -> FormMatrix.Row {
    FormMatrix.Row(
      id: line["id"], number: line["number"], label: line["label"], note: line["note"], cells: cells
    )
  }

  /// Adds an indicator, or finds the one of that id that an earlier edition has.
  ///
  /// - Parameter cellOf: The line that says measure, nature and domain: the row's own, or the
  ///   column's in a matrix.
  private mutating func add(
    _ id: IndicatorID, label: String, _ row: DataTable.Row, cellOf: DataTable.Row, _ file: String,
    _ seen: inout Set<IndicatorID>
  ) -> IndicatorIndex? {
    guard !row["id"].isEmpty, !row["label"].isEmpty else {
      report("a row needs an id and a label", file, row)
      return nil
    }
    guard seen.insert(id).inserted else {
      report("the id ‘\(id)’ stands here a second time", file, row)
      return nil
    }
    // A column without a unit of its own has that of each row.
    let printed = cellOf["measure"].isEmpty ? row["measure"] : cellOf["measure"]
    guard let measure = measures[printed] else {
      report("the unit of measure ‘\(printed)’ is not in measures.tsv", file, cellOf)
      return nil
    }
    if let known = positions[id] {
      if indicators[known.position].measure != measure {
        report("‘\(id)’ has another unit of measure in an earlier edition", file, row)
      }
      return known
    }
    let scope = row["scope"].isEmpty ? nil : RegionCode(row["scope"])
    if !row["scope"].isEmpty, scope == nil {
      report("the scope is ‘\(row["scope"])’; expected a code such as 11, or nothing", file, row)
    }
    let natures = [row["nature"], cellOf["nature"]].filter { !$0.isEmpty }
    let domains = [row["domain"], cellOf["domain"]].filter { !$0.isEmpty }
    if natures.contains(where: { Indicator.Nature(rawValue: $0) == nil }) {
      report("the nature is ‘\(natures[0])’; expected flow, stock or nothing", file, row)
    }
    if domains.contains(where: { $0 != "signed" }) {
      report("the domain is ‘\(domains[0])’; expected signed or nothing", file, row)
    }
    let index = IndicatorIndex(indicators.count)
    indicators.append(
      Indicator(
        id: id, label: label, number: row["number"], note: row["note"], measure: measure,
        nature: natures.contains("stock") ? .stock : .flow, isSigned: !domains.isEmpty,
        scope: scope, parents: [:]))
    positions[id] = index
    return index
  }

  private mutating func connect(
    _ child: IndicatorIndex, to parent: IndicatorID, _ row: DataTable.Row, _ edition: EditionID,
    _ file: String
  ) {
    guard let relation = Indicator.Relation(rawValue: row["relation"]) else {
      return report(
        "the relation is ‘\(row["relation"])’; expected part, of_which or channel where there is a "
          + "parent", file, row)
    }
    guard let parent = positions[parent] else {
      return report("the parent ‘\(parent)’ is not the id of a row of this form", file, row)
    }
    indicators[child.position].parents[edition, default: []].append(
      Indicator.Parent(indicator: parent, relation: relation))
  }
}
