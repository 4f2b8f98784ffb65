import Vectors

extension Panel {
  /// Why a correction has no cell in this panel; nil where it has one.
  public func obstacle(to correction: Correction) -> Correction.Obstacle? {
    let (unit, year, indicator) = (correction.unit, correction.year, correction.indicator)
    guard reports.position(of: unit, in: year) != nil else { return .noReport(unit, year) }
    return mark(indicator, year, unit).status == .notApplicable
      ? .notOnForm(unit, year, indicator) : nil
  }

  /// The panel with some cells changed. What they had before is kept in `corrections`; a corrected
  /// cell keeps its place, which is where the report states the figure.
  ///
  /// - Throws: The first correction's obstacle that has no cell in the panel.
  /// - Complexity: Linear in the units, for each column with a changed cell; all other columns are
  ///   shared with this panel.
  public func correcting(_ changes: [Correction]) throws(Correction.Obstacle) -> Panel {
    var entries = corrections.entries
    var edited: [ChunkKey: ColumnEditor] = [:]
    for change in changes {
      if let obstacle = obstacle(to: change) { throw obstacle }
      let chunk = ChunkKey(indicator: change.indicator, year: change.year)
      var editor =
        edited.removeValue(forKey: chunk)
        ?? ColumnEditor(column(change.indicator, change.year), count: units.count)
      entries.append(editor.apply(change))
      edited[chunk] = editor
    }
    let columns = catalog.indicators.indices.flatMap { position in
      years.map { year in
        let indicator = IndicatorIndex(position)
        return edited[ChunkKey(indicator: indicator, year: year)]?.column ?? column(indicator, year)
      }
    }
    return Panel(
      catalog: catalog, regions: regions, units: units, years: years, reports: reports,
      unrecognised: unrecognised, claims: claims, corrections: CorrectionTable(entries),
      columns: columns)
  }

  private struct ChunkKey: Hashable {
    let indicator: IndicatorIndex
    let year: Year
  }
}

/// A column with cells that change.
private struct ColumnEditor {
  private var values: [Double]
  private var marks: [UInt8]
  private var places: Vector<UInt32>?

  init(_ column: Column?, count: Int) {
    values = column?.values.array ?? Array(repeating: .nan, count: count)
    marks = column?.marks.array ?? Array(repeating: CellMark.absent.byte, count: count)
    places = column?.places
  }

  /// Changes a cell and returns what it had before.
  mutating func apply(_ change: Correction) -> CorrectionTable.Entry {
    let position = change.unit.position
    if marks[position] == CellMark.absent.byte, let known = places {
      // What stands for an absent cell in shared places is not where the new figure is stated.
      var own = known.array
      own[position] = Place.unknown.packed
      places = Vector(own)
    }
    let entry = CorrectionTable.Entry(
      unit: change.unit, year: change.year, indicator: change.indicator,
      value: values[position].isNaN ? nil : values[position],
      mark: CellMark(byte: marks[position]),
      place: places.map { Place(packed: $0[position]) } ?? .unknown, origin: change.origin,
      note: change.note)
    values[position] = change.value ?? .nan
    marks[position] = change.mark.byte
    return entry
  }

  var column: Column { Column(values: Vector(values), marks: Vector(marks), places: places) }
}
