import Vectors

extension Frame {
  /// The change of every figure from the year before, or from what else the base says.
  ///
  /// Notes of both figures stand beside the change. Figures that cannot be compared, because one is
  /// `notComparable` with those of other forms, have a null difference and percent.
  ///
  /// - Complexity: One pass over the columns.
  public func change(from base: Change.Base = .previousYear) -> Change {
    var columns: [ChangeColumn?] = []
    for indicator in indicators.indices {
      for year in years.indices {
        columns.append(changeColumn(indicator, year, base))
      }
    }
    return Change(frame: self, base: base, columns: columns)
  }

  private func changeColumn(_ indicator: Int, _ year: Int, _ base: Change.Base) -> ChangeColumn? {
    guard let values = column(indicator, year) else { return nil }
    let before = previousFigures(indicator, year, base)
    let isComparable = before.isComparable
    // The difference of a rate in percent is in percentage points, and a percentage of it misleads.
    let isProportion = catalog[indicators[indicator]].measure.isProportion
    let column = ChangeColumn(
      values: values, previous: before.figures,
      difference: Differences.difference(of: values.span, from: before.figures.span)
        .keeping(isComparable),
      percent: isProportion
        ? Vector(repeating: .nan, count: values.count)
        : Differences.percentChange(of: values.span, from: before.figures.span)
          .keeping(isComparable),
      span: before.span, notes: united([notes(indicator, year), before.notes]))
    guard base == .lastReported, !isProportion else { return column }
    return ChangeColumn(
      values: values, previous: before.figures, difference: column.difference,
      percent: column.annualGrowth(), span: before.span, notes: column.notes)
  }

  /// What a year's figures are compared with.
  private struct Previous {
    var figures: Vector<Double>
    /// How many years lie between.
    var span: Vector<UInt8>
    var notes: Vector<UInt16>?
    /// Whether each can be compared with the year's figure; nil where all can.
    var isComparable: [Bool]?
  }

  private func previousFigures(_ indicator: Int, _ year: Int, _ base: Change.Base) -> Previous {
    let earlier = years.indices.prefix(year).reversed().filter { candidate in
      switch base {
      case .lastReported: true
      case .previousYear: years[candidate] == years[year].previous
      case .yearsBefore(let count): years[candidate] == years[year].advanced(by: -count)
      case .year(let wanted): years[candidate] == wanted
      }
    }
    var previous = [Double](repeating: .nan, count: bodies.count)
    var span = [UInt8](repeating: 0, count: bodies.count)
    var marks: [UInt16]?
    var isComparable: [Bool]?
    for candidate in earlier {
      guard let column = column(indicator, candidate) else { continue }
      let distance = UInt8(clamping: years[year].number - years[candidate].number)
      let notes = notes(indicator, candidate)
      let answers = comparability(indicator, candidate, year)
      for body in previous.indices where span[body] == 0 && !column[body].isNaN {
        previous[body] = column[body]
        span[body] = distance
        // That the earlier figure cannot be compared with one before it is not about this change.
        if let notes {
          let note = notes[body] & ~FigureNotes.seriesBreak.rawValue
          marks = marks.setting(body, note, else: 0, count: bodies.count)
        }
        if let answers {
          isComparable = isComparable.setting(
            body, answers[body], else: true, count: bodies.count)
        }
      }
    }
    return Previous(
      figures: Vector(previous), span: Vector(span), notes: marks.map { Vector($0) },
      isComparable: isComparable)
  }
}

extension Optional {
  /// An array with one element changed, made where there was none.
  fileprivate func setting<Element>(
    _ position: Int, _ element: Element, else other: Element, count: Int
  ) -> [Element] where Wrapped == [Element] {
    var elements = self ?? Array(repeating: other, count: count)
    elements[position] = element
    return elements
  }
}
