import Vectors

/// A form that reports stand on, as the crosswalk names them.
enum ReportForm: Hashable, Sendable {
  /// An edition.
  case edition(EditionID)
  /// No form, in a year before the first national one.
  case free
  /// No form that is known.
  case unknown
}

/// Which forms the reports of each year of a panel stand on.
struct FormsInUse: Sendable {
  /// The units of one year whose reports stand on one form, ascending.
  struct Group: Sendable {
    let form: ReportForm
    let units: [Int]
  }

  /// The groups of each year of the panel.
  let years: [[Group]]

  /// Whether the crosswalk has anything for a form that occurs in a panel; most often nothing, which
  /// is known without a look at the units.
  static func needCrosswalk(in panel: Panel) -> Bool {
    let texts = panel.reports.editionTexts
    let editions = Set((0..<texts.count).map { EditionID(texts[$0]) })
    let hasFree = panel.years.first.map { $0 < firstFormYear(of: panel.catalog) } ?? false
    return panel.catalog.crosswalk.counterparts.contains { counterpart in
      counterpart.edition.map(editions.contains) ?? hasFree
    }
  }

  /// The forms of a panel's reports. O(reports).
  init(_ panel: Panel) {
    let texts = panel.reports.editionTexts
    let editions = (0..<texts.count).map { ReportForm.edition(EditionID(texts[$0])) }
    let first = Self.firstFormYear(of: panel.catalog)
    years = panel.years.map { year in
      guard let positions = panel.reports.positions(in: year) else { return [] }
      // Editions are small numbers, −1 for no form: the units of form n are gathered at n + 1.
      var units: [[Int]] = Array(repeating: [], count: editions.count + 1)
      for unit in 0..<positions.count where positions[unit] >= 0 {
        units[Int(panel.reports.editions[Int(positions[unit])]) + 1].append(unit)
      }
      let forms = [year < first ? .free : .unknown] + editions
      return zip(forms, units).filter { !$0.1.isEmpty }.map { Group(form: $0, units: $1) }
    }
  }

  /// Whether some form in use has figures for an indicator that compare with no others, so that what is
  /// said beside a figure depends on the years before.
  func canBreak(_ indicator: IndicatorIndex, in catalog: Catalog) -> Bool {
    years.contains { groups in
      groups.contains {
        catalog.crosswalk.counterpart(of: indicator, on: $0.form)?.grade == .notComparable
      }
    }
  }

  /// The columns of a panel that the column of a series is made of.
  func sources(of key: ColumnKey, in panel: Panel) -> Set<ColumnKey> {
    guard panel.catalog.crosswalk.series.contains(key.indicator) else { return [key] }
    let canBreak = canBreak(key.indicator, in: panel.catalog)
    var columns: Set<ColumnKey> = []
    for (position, year) in panel.years.enumerated()
    where year == key.year || canBreak && year < key.year {
      let counterparts = years[position].map {
        panel.catalog.crosswalk.counterpart(of: key.indicator, on: $0.form)
      }
      if counterparts.isEmpty || counterparts.contains(where: { $0 == nil }) {
        columns.insert(ColumnKey(indicator: key.indicator, year: year))
      }
      for term in counterparts.flatMap({ $0?.form.terms ?? [] }) {
        columns.insert(ColumnKey(indicator: term.cell.indicator, year: year))
      }
    }
    return columns
  }

  /// The first year of the first national form.
  private static func firstFormYear(of catalog: Catalog) -> Year {
    catalog.editions.lazy.filter { $0.scope == nil }.map(\.years.lowerBound).min()
      ?? Edition.openEnd
  }
}

extension Crosswalk {
  /// What stands for an indicator on a form of reports; nil where the form's own figure counts.
  func counterpart(of indicator: IndicatorIndex, on form: ReportForm) -> Counterpart? {
    switch form {
    case .edition(let edition): counterpart(of: indicator, on: edition)
    case .free: counterpart(of: indicator, on: nil)
    case .unknown: nil
    }
  }
}

extension Crosswalk.Counterpart {
  /// What must be said beside a figure that comes this way.
  public var notes: FigureNotes {
    let grade: FigureNotes =
      switch grade {
      case .exact, .derived: []
      case .narrower: .narrower
      case .broader: .broader
      case .notComparable: .notComparable
      }
    return figure == nil ? grade.union(.derived) : grade
  }
}
