import Vectors

/// Makes the columns of a panel, indicator by indicator, of the cells of the reports that were chosen.
struct ColumnAssembly {
  /// The columns, indicator by indicator, within one year by year; nil where no report has the cell.
  let columns: [Column?]

  /// A part of a batch with the slot of each row, −1 for rows that count for none.
  private struct Source {
    let part: ReportBatch.Part
    let slots: [Int32]
  }

  /// A cell that no word of a batch says, by its slot.
  private struct Single {
    let slot: Int
    let value: Double
    let mark: CellMark
    /// The place; nil where the words' places say it.
    let place: Place?
  }

  /// - Complexity: Linear in the cells, plus units × years for each indicator that occurs.
  init(
    _ contributions: [PanelBuilder.Contribution], slots: ReportSlots, catalog: Catalog,
    workers: Workers
  ) {
    var sources: [Source] = []
    var singles = [[Single]](repeating: [], count: catalog.indicators.count)
    func add(_ cell: ReadCell, _ slot: Int) {
      singles[cell.indicator.position].append(
        Single(
          slot: slot, value: cell.mark.status.hasValue ? cell.value ?? .nan : .nan,
          mark: cell.mark, place: cell.place))
    }
    func addLocals(_ contribution: PanelBuilder.Contribution, _ report: Int, _ slot: Int) {
      for local in contribution.localCells(of: report) {
        if let index = catalog.index(of: local.indicator.id) { add(local.cell(at: index), slot) }
      }
    }
    let slotOfEach = slots.slotOfEachReport
    var first = 0
    for contribution in contributions {
      switch contribution.reports {
      case .report(let reading, _, _):
        let slot = Int(slotOfEach[first])
        first += 1
        guard slot >= 0 else { continue }
        for cell in reading.cells { add(cell, slot) }
        addLocals(contribution, 0, slot)
      case .batch(let batch):
        let ownSlots = slotOfEach[first..<first + batch.count]
        let base = first
        first += batch.count
        for part in batch.parts {
          let source = Source(
            part: part, slots: part.reports.map { $0 < 0 ? -1 : ownSlots[base + Int($0)] })
          Self.addOthers(of: source, to: &singles)
          sources.append(source)
        }
        for report in batch.unrecognised.keys.sorted() where ownSlots[base + Int(report)] >= 0 {
          addLocals(contribution, Int(report), Int(ownSlots[base + Int(report)]))
        }
      }
    }
    let (unitCount, yearCount) = (slots.units.count, slots.years.count)
    let shared = Self.sharedPlaces(sources, singles, unitCount: unitCount, yearCount: yearCount)
    let (allSources, allSingles) = (sources, singles)
    let size = unitCount * yearCount * 16
    columns = workers.map(catalog.indicators.count, bytes: catalog.indicators.count * size) {
      position in
      Self.columns(
        IndicatorIndex(position), allSources, allSingles[position], shared, unitCount: unitCount,
        yearCount: yearCount)
    }.flatMap(\.self)
  }

  private static func addOthers(of source: Source, to singles: inout [[Single]]) {
    for (position, other) in source.part.cells.others.enumerated() {
      let (row, column) = (Int(other.row), Int(other.column))
      let word = source.part.cells.words.word(column, row)
      // A cell whose status was told later stands there twice: the word says which one counts.
      guard source.slots[row] >= 0, source.part.cells.isOther(word, at: position) else { continue }
      singles[source.part.cells.indicators[column].position].append(
        Single(
          slot: Int(source.slots[row]),
          value: other.mark.status.hasValue ? other.value ?? .nan : .nan,
          mark: other.mark, place: nil))
    }
  }

  /// For each year the lines of all its reports, where all cells of a report stand in one line.
  private static func sharedPlaces(
    _ sources: [Source], _ singles: [[Single]], unitCount: Int, yearCount: Int
  ) -> [Vector<UInt32>]? {
    guard !sources.isEmpty, sources.allSatisfy({ $0.part.cells.places == nil }),
      singles.allSatisfy({ $0.allSatisfy { $0.place == nil } })
    else { return nil }
    var lines = [UInt32](repeating: Place.unknown.packed, count: unitCount * yearCount)
    for source in sources {
      for (row, slot) in source.slots.enumerated() where slot >= 0 {
        lines[Int(slot)] = Place.line(Int(source.part.lines[row])).packed
      }
    }
    return (0..<yearCount).map { year in
      Vector(Array(lines[year * unitCount..<(year + 1) * unitCount]))
    }
  }

  /// The columns of an indicator, year by year.
  private static func columns(
    _ indicator: IndicatorIndex, _ sources: [Source], _ singles: [Single],
    _ shared: [Vector<UInt32>]?, unitCount: Int, yearCount: Int
  ) -> [Column?] {
    let own = sources.filter { $0.part.cells.column(of: indicator) != nil }
    guard !own.isEmpty || !singles.isEmpty else { return Array(repeating: nil, count: yearCount) }
    var words = [UInt32](repeating: PackedDecimal.empty, count: unitCount * yearCount)
    var target = words.mutableSpan
    for source in own {
      guard let column = source.part.cells.column(of: indicator) else { continue }
      source.part.cells.words.scatter(column, to: source.slots.span, into: &target)
    }
    let places = shared == nil ? places(indicator, own, singles, words) : nil
    let byYear = Dictionary(grouping: singles) { $0.slot / max(unitCount, 1) }
    return (0..<yearCount).map { year in
      let range = year * unitCount..<(year + 1) * unitCount
      let some = byYear[year] ?? []
      guard !some.isEmpty || range.contains(where: { words[$0] != PackedDecimal.empty }) else {
        return nil
      }
      var (values, marks) = PackedDecimal.unpack(
        words.span.extracting(range), status: CellStatus.reported.rawValue)
      if !some.isEmpty {
        var (changedValues, changedMarks) = (values.array, marks.array)
        for single in some {
          changedValues[single.slot - range.lowerBound] = single.value
          changedMarks[single.slot - range.lowerBound] = single.mark.byte
        }
        (values, marks) = (Vector(changedValues), Vector(changedMarks))
      }
      let ownPlaces = places.map { Array($0[range]) }
      return Column(
        values: values, marks: marks,
        places: shared?[year]
          ?? ownPlaces.flatMap { places in
            places.contains { $0 != Place.unknown.packed } ? Vector(places) : nil
          })
    }
  }

  /// The places of an indicator's cells, slot by slot.
  private static func places(
    _ indicator: IndicatorIndex, _ sources: [Source], _ singles: [Single], _ words: [UInt32]
  ) -> [UInt32] {
    var places = [UInt32](repeating: Place.unknown.packed, count: words.count)
    for source in sources {
      guard let column = source.part.cells.column(of: indicator) else { continue }
      if let table = source.part.cells.places {
        var target = places.mutableSpan
        table.scatter(
          column, to: source.slots.span, adding: source.part.placeBases.span, into: &target)
      } else {
        source.part.cells.words.forEachRun(column, rows: source.slots.count) { first, run in
          for offset in run.indices where run[offset] != PackedDecimal.empty {
            let slot = source.slots[first + offset]
            if slot >= 0 {
              places[Int(slot)] = Place.line(Int(source.part.lines[first + offset])).packed
            }
          }
        }
      }
    }
    for single in singles {
      if let place = single.place { places[single.slot] = place.packed }
    }
    return places
  }
}
