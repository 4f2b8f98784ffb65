/// What a briefing shows of a year, section by section: `briefing/outline.tsv`.
struct BriefingOutline: Sendable {
  /// Where a figure is shown.
  enum Show: String, Sendable, CaseIterable {
    /// As a card, in trends, in rankings and in the heat map.
    case card
    /// In trends and in the heat map.
    case trend
    /// In the heat map alone.
    case heat
  }

  /// The sections in their order.
  enum Section: String, Sendable, CaseIterable {
    case disclosure, response, request, dispute, capacity

    var title: BriefingText {
      switch self {
      case .disclosure: .sectionDisclosure
      case .response: .sectionResponse
      case .request: .sectionRequest
      case .dispute: .sectionDispute
      case .capacity: .sectionCapacity
      }
    }
  }

  /// One figure.
  struct Line: Sendable, Hashable {
    let section: Section
    /// What it is about: of several lines with one notion the first that a panel has is shown.
    let notion: String
    let indicator: IndicatorIndex
    let show: Show
  }

  /// The figures in their order.
  let lines: [Line]

  /// The outline of a data file.
  ///
  /// - Throws: `CatalogError` with every mistake of the file.
  init(file: String, text: String, catalog: Catalog) throws(CatalogError) {
    let table = try DataTable(
      file: file, text: text, headings: ["section", "notion", "indicator", "show"])
    var problems: [DataFileProblem] = []
    var lines: [Line] = []
    for row in table.rows {
      func report(_ message: String) {
        problems.append(DataFileProblem(file: file, line: row.line, message: message))
      }
      let section = Section(rawValue: row["section"])
      let show = Show(rawValue: row["show"])
      let indicator = catalog.index(of: IndicatorID(row["indicator"]))
      if section == nil {
        let names = Section.allCases.map(\.rawValue).joined(separator: ", ")
        report("‘\(row["section"])’ is no section; expected \(names)")
      }
      if show == nil {
        let names = Show.allCases.map(\.rawValue).joined(separator: ", ")
        report("‘\(row["show"])’ is no place; expected \(names)")
      }
      if indicator == nil { report("there is no indicator ‘\(row["indicator"])’") }
      if row["notion"].isEmpty { report("a notion is needed") }
      if let section, let show, let indicator {
        lines.append(
          Line(section: section, notion: row["notion"], indicator: indicator, show: show))
      }
    }
    guard problems.isEmpty else { throw CatalogError(problems: problems) }
    self.lines = lines
  }

  /// The outline that ships in the binary.
  ///
  /// - Throws: `CatalogError` with every mistake of the data file; a test walks it.
  static func builtIn(_ catalog: Catalog) throws(CatalogError) -> BriefingOutline {
    let file = try EmbeddedFile.required("briefing/outline.tsv")
    return try BriefingOutline(file: file.path, text: file.text, catalog: catalog)
  }

  /// The lines to show of a panel: those with a figure in some year, of one notion the first that
  /// has one in the last of the years, or else in any.
  func lines(where hasFigure: (IndicatorIndex) -> Bool, last hasLast: (IndicatorIndex) -> Bool)
    -> [Line]
  {
    let present = lines.filter { hasFigure($0.indicator) }
    var chosen: [String: Line] = [:]
    for line in present where chosen[line.notion].map({ !hasLast($0.indicator) }) ?? true {
      if chosen[line.notion] == nil || hasLast(line.indicator) { chosen[line.notion] = line }
    }
    return present.filter { chosen[$0.notion] == $0 }
  }
}
