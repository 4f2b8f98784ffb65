import Vectors

/// The columns of one indicator as a series, year by year.
struct SeriesColumns {
  /// The column of one year.
  private struct Entry {
    var column: Column?
    /// nil where no figure has a note.
    var notes: [UInt16]?
    /// Whether it is other than the panel's own.
    var isChanged = false
  }

  private let panel: Panel
  private let indicator: IndicatorIndex
  private let forms: FormsInUse
  private var entries: [Entry] = []

  /// The series of an indicator.
  ///
  /// - Parameter wanted: The years whose columns are made; nil for all. Where the series can break those
  ///   before them are made too.
  init(
    _ indicator: IndicatorIndex, of panel: Panel, forms: FormsInUse, years wanted: Set<Year>? = nil
  ) {
    self.panel = panel
    self.indicator = indicator
    self.forms = forms
    let canBreak = forms.canBreak(indicator, in: panel.catalog)
    let last = wanted?.max()
    for (position, year) in panel.years.enumerated() {
      guard wanted?.contains(year) ?? true || canBreak && last.map({ year <= $0 }) ?? true else {
        entries.append(Entry(column: nil))
        continue
      }
      let groups = forms.years[position]
      entries.append(entry(year, groups, groups.map { counterpart(on: $0.form) }))
    }
    if canBreak { markBreaks() }
  }

  /// The columns that are other than the panel's own, and the notes beside them.
  var chunks: [Panel.Chunk] {
    zip(panel.years, entries).filter { $1.isChanged }.map { year, entry in
      Panel.Chunk(
        indicator: indicator, year: year, column: entry.column,
        notes: entry.notes.map { Vector($0) })
    }
  }

  private func counterpart(on form: ReportForm) -> Crosswalk.Counterpart? {
    panel.catalog.crosswalk.counterpart(of: indicator, on: form)
  }

  private func entry(
    _ year: Year, _ groups: [FormsInUse.Group], _ counterparts: [Crosswalk.Counterpart?]
  ) -> Entry {
    let own = panel.column(indicator, year)
    guard counterparts.contains(where: { $0 != nil }) else { return Entry(column: own) }
    let columns = counterparts.map { $0.flatMap { column(of: $0, year) } }
    if groups.count == 1 {
      return Entry(
        column: columns[0], notes: notes(groups, counterparts, columns[0]), isChanged: true)
    }
    var mixture = ColumnMixture(own, count: panel.units.count)
    for ((group, counterpart), column) in zip(zip(groups, counterparts), columns)
    where counterpart != nil {
      mixture.take(column, group.units)
    }
    return Entry(
      column: mixture.column, notes: notes(groups, counterparts, mixture.column), isChanged: true)
  }

  /// The column of a counterpart, as if all reports stood on its form; nil where no report has one of
  /// its figures.
  private func column(of counterpart: Crosswalk.Counterpart, _ year: Year) -> Column? {
    if let figure = counterpart.figure { return panel.column(figure, year) }
    var columns: [Column] = []
    for term in counterpart.form.terms {
      guard let column = panel.column(term.cell.indicator, year) else { return nil }
      columns.append(column)
    }
    let values = LinearCombination(
      zip(counterpart.form.terms, columns).map { .init($0.coefficient, $1.values) },
      count: panel.units.count
    ).evaluate()
    let marks = (0..<values.count).map { unit in Self.mark(columns, unit, values[unit].isNaN) }
    return Column(values: values, marks: Vector(marks), places: nil)
  }

  /// The mark of a formula's figure: derived, or where it is null that of the first null in it.
  private static func mark(_ columns: [Column], _ unit: Int, _ isNull: Bool) -> UInt8 {
    var decimals = 0
    for column in columns {
      let mark = CellMark(byte: column.marks[unit])
      if isNull, !mark.status.hasValue { return mark.byte }
      decimals = max(decimals, mark.decimals)
    }
    return (isNull ? CellMark.absent : CellMark(.derived, decimals: decimals)).byte
  }

  private func notes(
    _ groups: [FormsInUse.Group], _ counterparts: [Crosswalk.Counterpart?], _ column: Column?
  ) -> [UInt16]? {
    guard let column, counterparts.contains(where: { !($0?.notes ?? []).isEmpty }) else {
      return nil
    }
    var notes = [UInt16](repeating: 0, count: panel.units.count)
    for (group, counterpart) in zip(groups, counterparts) {
      guard let bits = counterpart?.notes.rawValue, bits != 0 else { continue }
      for unit in group.units where !column.values[unit].isNaN { notes[unit] = bits }
    }
    return notes
  }

  /// Marks figures on another form than the unit's last one before, where one of the two is not
  /// comparable.
  private mutating func markBreaks() {
    var last: [(form: ReportForm, isComparable: Bool)?] =
      Array(repeating: nil, count: panel.units.count)
    for (position, groups) in forms.years.enumerated() {
      guard let values = entries[position].column?.values else { continue }
      var notes = entries[position].notes ?? Array(repeating: 0, count: panel.units.count)
      var hasBreak = false
      for group in groups {
        let isComparable = counterpart(on: group.form)?.grade != .notComparable
        for unit in group.units where !values[unit].isNaN {
          if let last = last[unit], last.form != group.form, !(last.isComparable && isComparable) {
            notes[unit] |= FigureNotes.seriesBreak.rawValue
            hasBreak = true
          }
          last[unit] = (group.form, isComparable)
        }
      }
      guard hasBreak else { continue }
      entries[position].notes = notes
      entries[position].isChanged = true
    }
  }
}

/// A column whose cells come from several others.
struct ColumnMixture {
  private var values: [Double]
  private var marks: [UInt8]
  private var places: [UInt32]?
  private let count: Int

  /// The cells of a column, or none.
  init(_ column: Column?, count: Int) {
    self.count = count
    values = column?.values.array ?? Array(repeating: .nan, count: count)
    marks = column?.marks.array ?? Array(repeating: CellMark.absent.byte, count: count)
    places = column?.places?.array
  }

  /// Takes over the cells of some units from another column; nil empties them.
  mutating func take(_ column: Column?, _ units: [Int]) {
    let unknown = Place.unknown.packed
    if places == nil, column?.places != nil { places = Array(repeating: unknown, count: count) }
    for unit in units {
      values[unit] = column?.values[unit] ?? .nan
      marks[unit] = column?.marks[unit] ?? CellMark.absent.byte
      places?[unit] = column?.places.map { $0[unit] } ?? unknown
    }
  }

  /// The column, or nil where no unit has a cell.
  var column: Column? {
    guard marks.contains(where: { $0 != CellMark.absent.byte }) else { return nil }
    return Column(
      values: Vector(values), marks: Vector(marks), places: places.map { Vector($0) })
  }
}
