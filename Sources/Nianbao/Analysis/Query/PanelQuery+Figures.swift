import Vectors

extension PanelQuery {
  /// The units or regions that the figures are about, in the order of every column.
  ///
  /// - Throws: `QueryError.selection` where a word of the query names nothing.
  /// - Complexity: O(units); no figure is read.
  public func bodies() throws(QueryError) -> [Frame.Body] {
    try QueryEvaluation(plan).bodies
  }

  /// The figures of one indicator in one year, one for each of `bodies`; NaN is null, and nil where no
  /// body has one.
  ///
  /// - Throws: `QueryError`, where the indicator or a word of the query names nothing.
  /// - Complexity: Reads the columns that this one depends on and no other: for a change of a roll-up
  ///   two, whatever the size of the panel.
  public func column(_ indicator: IndicatorID, _ year: Year) throws(QueryError) -> Vector<Double>? {
    let evaluation = try QueryEvaluation(indicators(indicator).plan)
    let frame = evaluation.frame(evaluation.indicators, years: [year])
    guard
      let position = evaluation.indicators.first.flatMap({ frame.indicators.firstIndex(of: $0) })
    else { return nil }
    return frame.position(of: year).flatMap { frame.column(position, $0) }
  }

  /// All figures of the query, body by body in columns, for what takes a `Frame`.
  ///
  /// - Throws: `QueryError`.
  /// - Complexity: Reads each column once; holds the figures of every step for all indicators.
  public func frame() throws(QueryError) -> Frame {
    let evaluation = try QueryEvaluation(plan)
    return evaluation.frame(evaluation.indicators, years: evaluation.years)
      .selecting(evaluation.years)
  }

  /// Hands over the figures one indicator at a time, each as a frame of that indicator alone.
  ///
  /// - Throws: `QueryError` before the first, and what the closure throws.
  /// - Complexity: Reads each column once; holds the figures of one indicator.
  public func forEachIndicator(_ body: (Frame) throws -> Void) throws {
    let evaluation = try QueryEvaluation(plan)
    for indicator in evaluation.indicators {
      try body(evaluation.frame([indicator], years: evaluation.years).selecting(evaluation.years))
    }
  }

  /// One row for each figure: indicator by indicator, body by body, year by year. Nulls have none.
  ///
  /// - Throws: `QueryError`.
  /// - Complexity: Reads each column once; holds the rows and the figures of one indicator.
  public func rows() throws(QueryError) -> [FigureRow] {
    let evaluation = try QueryEvaluation(plan)
    var rows: [FigureRow] = []
    for indicator in evaluation.indicators {
      let frame = evaluation.frame([indicator], years: evaluation.years)
        .selecting(evaluation.years)
      let id = frame.catalog[indicator].id
      for (position, body) in frame.bodies.enumerated() {
        for (y, year) in frame.years.enumerated() {
          guard let value = frame.column(0, y)?[position].ifKnown else { continue }
          rows.append(
            FigureRow(
              body: body, indicator: id, year: year, value: value,
              notes: frame.notes(0, y, position))
          )
        }
      }
    }
    return rows
  }
}

extension PanelQuery where Figures == RegionFigures {
  /// The roll-up of all indicators, with coverage and the figures that regions published themselves.
  ///
  /// - Throws: `QueryError`.
  /// - Complexity: Reads each column of the years shown once.
  public func evaluated() throws(QueryError) -> RollUp {
    let evaluation = try QueryEvaluation(plan)
    return evaluation.rollUp(evaluation.indicators, by: figures.step)
  }
}

extension PanelQuery where Figures == ScoreFigures {
  /// The scores with their components and ranks.
  ///
  /// - Throws: `QueryError`.
  /// - Complexity: Reads the columns of the components once.
  public func evaluated() throws(QueryError) -> Composite {
    try QueryEvaluation(plan).composite(figures.definition, figures.options)
  }
}

extension PanelQuery where Figures == ChangeFigures {
  /// The changes of all indicators in all measures. Its frame has the years shown and those that they
  /// are compared with.
  ///
  /// - Throws: `QueryError`.
  /// - Complexity: Reads each column once.
  public func evaluated() throws(QueryError) -> Change {
    let evaluation = try QueryEvaluation(plan)
    return evaluation.change(evaluation.indicators, from: figures.base)
  }

  /// One row for each body, indicator and year that has a figure or had one to compare with.
  ///
  /// - Throws: `QueryError`.
  /// - Complexity: Reads each column once; holds the rows and the figures of one indicator.
  public func changes() throws(QueryError) -> [ChangeRow] {
    let evaluation = try QueryEvaluation(plan)
    return evaluation.indicators.flatMap { indicator -> [ChangeRow] in
      let change = evaluation.change([indicator], from: figures.base)
      let id = change.frame.catalog[indicator].id
      return change.frame.bodies.enumerated().flatMap { position, body in
        change.frame.years.enumerated().compactMap { y, year -> ChangeRow? in
          guard evaluation.years.contains(year), let column = change.column(0, y) else {
            return nil
          }
          return column.row(position, body, id, year)
        }
      }
    }
  }
}

extension ChangeColumn {
  fileprivate func row(_ position: Int, _ body: Frame.Body, _ id: IndicatorID, _ year: Year)
    -> ChangeRow?
  {
    let (value, before) = (values[position].ifKnown, previous[position].ifKnown)
    guard value != nil || before != nil else { return nil }
    return ChangeRow(
      body: body, indicator: id, year: year, value: value, previous: before,
      difference: difference[position].ifKnown, percent: percent[position].ifKnown,
      span: Int(span[position]), caveat: caveat(position))
  }
}
