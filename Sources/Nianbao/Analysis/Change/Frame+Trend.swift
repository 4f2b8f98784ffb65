import Vectors

extension Frame {
  /// The slope of the least-squares line through the figures of some years: the average change a
  /// year. All bodies at once, as one matrix product through BLAS.
  ///
  /// - Parameters:
  ///   - indicator: A position in `indicators`.
  ///   - years: Positions in `years`, at least two.
  /// - Returns: One slope a body; null where a figure of these years is, and nil where the frame lacks
  ///   one of the columns.
  public func slopes(_ indicator: Int, over years: [Int]) -> Vector<Double>? {
    guard years.count >= 2 else { return nil }
    var rows: [Vector<Double>] = []
    for year in years {
      guard let column = column(indicator, year) else { return nil }
      rows.append(comparable(column, of: indicator, from: year, to: years[years.count - 1]))
    }
    let figures = Matrix(rows: rows, columns: bodies.count)
    return Trends(of: figures, years: years.map { Double(self.years[$0].number) }).slopes
  }
}
