import Vectors

/// How the figures of each body run over the years: slopes with their confidence, breaks and turning
/// points.
///
/// Years without a figure are left out, and each result tells how many went in. Of figures that
/// cannot be compared with each other the largest comparable set goes in.
public struct TrendAnalysis: Sendable {
  /// The figures.
  public let frame: Frame
  /// The years looked at, as positions in the frame's.
  public let years: [Int]
  /// What was computed.
  public let options: TrendOptions

  private let columns: [TrendColumn]

  init(frame: Frame, years: [Int], options: TrendOptions, columns: [TrendColumn]) {
    self.frame = frame
    self.years = years
    self.options = options
    self.columns = columns
  }

  /// The trends of an indicator.
  ///
  /// - Parameter indicator: A position in the frame's indicators.
  public func column(_ indicator: Int) -> TrendColumn { columns[indicator] }

  /// The year of a shift or a turn; nil for −1.
  public func year(_ position: Int32) -> Year? {
    position < 0 ? nil : frame.years[years[Int(position)]]
  }

  /// Whether a body's reports of a year stand on another form than its last ones before, so that a shift
  /// of level may be one of the form.
  ///
  /// - Parameters:
  ///   - position: A position in `years`; false for −1 and for the first.
  ///   - body: A position in the frame's bodies.
  public func isEditionBreak(_ position: Int32, of body: Int) -> Bool {
    guard position > 0, Int(position) < years.count else { return false }
    let form = frame.forms(of: body, in: years[Int(position)])
    let before = (0..<Int(position)).reversed().lazy
      .map { frame.forms(of: body, in: years[$0]) }.first { !$0.editions.isEmpty }
    return before.map { $0 != form } ?? false
  }
}

extension Frame {
  /// The trend of every body and indicator.
  ///
  /// - Parameters:
  ///   - wanted: The years looked at; nil for all. Of more than 64 the last 64.
  ///   - options: What is computed.
  /// - Complexity: O(figures × years²), shared by the processors, indicator by indicator; the same
  ///   bits for any number of them.
  public func trend(over wanted: Set<Year>? = nil, _ options: TrendOptions = TrendOptions())
    -> TrendAnalysis
  {
    let years = Array(
      years.indices.filter { wanted?.contains(self.years[$0]) ?? true }.suffix(Self.trendYears))
    let bytes = indicators.count * years.count * bodies.count * MemoryLayout<Double>.stride
    var columns = Workers.available.map(indicators.count, bytes: bytes) { indicator in
      trendColumn(indicator, years, options)
    }
    columns.adjust(\.line) {
      $0.p
    } set: {
      $0.q = $1
    }
    columns.adjust(\.rank) {
      $0.p
    } set: {
      $0.q = $1
    }
    columns.adjust(\.shift) {
      $0.p
    } set: {
      $0.q = $1
    }
    columns.adjust(\.turn) {
      $0.p
    } set: {
      $0.q = $1
    }
    return TrendAnalysis(frame: self, years: years, options: options, columns: columns)
  }

  /// The number of years that a trend looks at, at most.
  private static var trendYears: Int { 64 }

  private func trendColumn(_ indicator: Int, _ years: [Int], _ options: TrendOptions) -> TrendColumn
  {
    let (figures, notes) = comparableFigures(indicator, over: years)
    let times = years.map { Double(self.years[$0].number) }
    let lines = LeastSquaresLines(of: figures, times: times)
    var column = TrendColumn(counts: lines.counts, notes: notes)
    if options.measures.contains(.line) { column.line = TrendColumn.Line(lines, years, options) }
    if options.measures.contains(.rank) { column.rank = TrendColumn.Rank(figures, times, options) }
    if options.measures.contains(.shift) {
      let points = ChangePoints(of: figures)
      let p = points.logProbabilities.exponentials
      column.shift = TrendColumn.Shift(years: points.rows, sizes: points.shifts, p: p, q: p)
    }
    if options.measures.contains(.turn) {
      column.turn = TrendColumn.Turn(BrokenLines(of: figures, times: times))
    }
    return column
  }
}

extension TrendColumn {
  fileprivate init(counts: Vector<Double>, notes: Vector<UInt16>?) {
    self.counts = counts
    self.notes = notes
  }
}

extension TrendColumn.Line {
  fileprivate init(_ lines: LeastSquaresLines, _ years: [Int], _ options: TrendOptions) {
    let bodies = 0..<lines.slopes.count
    let quantiles = LeastSquaresLines.quantiles(
      beyond: 1 - options.confidence, upTo: years.count - 2)
    let widths = bodies.map { lines.halfWidth($0, quantiles: quantiles) }
    slopes = lines.slopes
    errors = lines.errors
    lower = Vector(bodies.map { lines.slopes[$0] - widths[$0] })
    upper = Vector(bodies.map { lines.slopes[$0] + widths[$0] })
    determinations = lines.determinations
    p = Vector(bodies.map { lines.logProbability($0) }).exponentials
    q = p
  }
}

extension TrendColumn.Rank {
  fileprivate init(_ figures: Matrix, _ times: [Double], _ options: TrendOptions) {
    let lines = TheilSenLines(of: figures, times: times, missing: 1 - options.confidence)
    let tests = MannKendall(of: figures)
    slopes = lines.slopes
    lower = lines.lower
    upper = lines.upper
    correlations = tests.correlations
    p = tests.logProbabilities.exponentials
    q = p
  }
}

extension TrendColumn.Turn {
  /// A bend that does not change the sign of the slope is no turning point; its test was made all the
  /// same, so its p stays and counts among the tests.
  fileprivate init(_ lines: BrokenLines) {
    years = Vector(
      (0..<lines.rows.count).map { lines.before[$0] * lines.after[$0] < 0 ? lines.rows[$0] : -1 })
    before = lines.before
    after = lines.after
    p = lines.logProbabilities.exponentials
    q = p
  }
}

extension [TrendColumn] {
  /// Sets the q of one kind of test from the p of all columns.
  fileprivate mutating func adjust<Test>(
    _ test: WritableKeyPath<TrendColumn, Test?>, p: (Test) -> Vector<Double>,
    set: (inout Test, Vector<Double>) -> Void
  ) {
    var probabilities: [Double] = []
    for column in self {
      if let result = column[keyPath: test] { probabilities += p(result).array }
    }
    let rates = FalseDiscovery.adjusted(probabilities)
    var start = 0
    for column in indices {
      guard var result = self[column][keyPath: test] else { continue }
      let count = p(result).count
      set(&result, Vector([Double](rates[start..<(start + count)])))
      self[column][keyPath: test] = result
      start += count
    }
  }
}
