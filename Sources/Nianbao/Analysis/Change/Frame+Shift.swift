import Vectors

extension Frame {
  /// Each year with the figures of the year some years before it: a lag; of a year after it with a
  /// negative number: a lead. By years, never by rows; null where that year is not there.
  ///
  /// - Complexity: O(columns); no figure is copied.
  public func shifted(by count: Int) -> Frame {
    replacing { indicator, year in
      guard let other = position(of: years[year].advanced(by: -count)) else { return (nil, nil) }
      return (column(indicator, other), notes(indicator, other))
    }
  }
}
