/// What texts in exported panels mean: indicators by id or label, units by name and code, cells.
struct DelimitedVocabulary: Sendable {
  let catalog: Catalog
  let cells: CellReader
  private let history: RegionHistory
  private let subjects: SubjectRecogniser
  private let labels: [LabelKey: Set<IndicatorIndex>]
  /// The regions that were renamed, so that the codes of all others are current at a glance.
  private let renamed: [Range<UInt64>]

  init(
    catalog: Catalog, history: RegionHistory, cells: CellReader, subjects: SubjectRecogniser
  ) {
    self.catalog = catalog
    self.history = history
    self.cells = cells
    self.subjects = subjects
    var labels: [LabelKey: Set<IndicatorIndex>] = [:]
    for (position, indicator) in catalog.indicators.enumerated() {
      labels[LabelKey(indicator.label), default: []].insert(IndicatorIndex(position))
    }
    for (index, spellings) in catalog.spellings {
      for spelling in spellings where labels[LabelKey(spelling)] == nil {
        labels[LabelKey(spelling)] = [index]
      }
    }
    self.labels = labels
    renamed = history.changes.filter { $0.kind == .rename }.map(\.oldCode.paddedRange)
  }

  /// The indicator that a heading is the id or label of; nil where none has it.
  ///
  /// - Throws: Where a label names several rows of the form.
  func indicator(heading: String, line: Int, path: String) throws(ReadingError) -> IndicatorIndex? {
    if let indicator = catalog.index(of: IndicatorID(heading)) { return indicator }
    guard let meant = labels[LabelKey(heading)] else { return nil }
    guard meant.count == 1 else {
      throw .unclearHeading(file: path, line: line, heading: heading)
    }
    return meant.first
  }

  /// The indicator with an id.
  func indicator(id: String) -> IndicatorIndex? { catalog.index(of: IndicatorID(id)) }

  /// The indicator with a label that names one row only.
  func indicator(label: String) -> IndicatorIndex? {
    guard let named = labels[LabelKey(label)], named.count == 1 else { return nil }
    return named.first
  }

  /// Who a name and a code stand for, or nil where the code is none.
  func subject(_ name: String, code: String) -> ReportReading.Subject? {
    if code.isEmpty { return subjects.subject(named: name) }
    let parts = code.split(separator: "/", maxSplits: 1)
    guard let first = parts.first, let region = RegionCode(first).map(current) else { return nil }
    let unit =
      parts.count == 2
      ? Unit(name: String(parts[1]), region: region, kind: .department)
      : Unit(name: name, region: region)
    return .init(name: name, candidates: [unit])
  }

  private func current(_ region: RegionCode) -> RegionCode {
    renamed.contains { $0.contains(region.padded) } ? history.current(region) : region
  }
}

extension ReportReading.Subject {
  /// The unit where it is certain, else one of the name alone.
  func unit(named printed: String) -> Unit {
    candidates.count == 1 ? candidates[0] : Unit(name: name ?? printed, region: nil)
  }
}
