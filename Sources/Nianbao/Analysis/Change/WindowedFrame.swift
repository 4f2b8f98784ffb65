import Vectors

/// Figures that were each made of several years', with how many.
public struct WindowedFrame: Sendable {
  /// The figures, in the shape of the frame they were made from.
  public let frame: Frame

  private let counts: [Vector<Double>?]

  init(frame: Frame, counts: [Vector<Double>?]) {
    self.frame = frame
    self.counts = counts
  }

  /// The number of years whose figures went into one.
  ///
  /// - Parameters: Positions in the frame's indicators, years and bodies.
  public func count(_ indicator: Int, _ year: Int, _ body: Int) -> Int {
    counts[indicator * frame.years.count + year].map { Int($0[body]) } ?? 0
  }
}

extension Frame {
  /// Means over the years of a window that ends with each figure's year. The window counts years, not
  /// rows: a year that is not there is a missing figure.
  ///
  /// - Parameters:
  ///   - window: The number of years, one at least.
  ///   - least: How many of them must have a figure; all of them unless told. Below, the mean is null;
  ///     so it is where figures of the window cannot be compared with each other.
  /// - Complexity: O(figures × window).
  public func rollingMeans(over window: Int, atLeast least: Int? = nil) -> WindowedFrame {
    precondition(window >= 1, "a window of \(window) years has no mean")
    return windowed { year in
      years.indices.filter {
        years[$0] <= years[year] && years[$0] > years[year].advanced(by: -window)
      }
    } figures: { sums, _, _ in
      sums.means(ofAtLeast: least ?? window)
    }
  }

  /// The sum of a body's figures from the first year up to each year that has one. Years without a
  /// figure are skipped; their number tells. Null for stocks, which do not add up over years, and
  /// where figures cannot be compared with each other.
  ///
  /// - Complexity: O(figures × years).
  public func cumulatedSums() -> WindowedFrame {
    windowed { year in
      Array(years.indices[...year])
    } figures: { sums, indicator, year in
      guard catalog[indicators[indicator]].nature == .flow, let own = column(indicator, year) else {
        return Vector(repeating: .nan, count: bodies.count)
      }
      return sums.sums.keeping(bodies.indices.map { !own[$0].isNaN })
    }
  }

  private func windowed(
    years window: (Int) -> [Int], figures: (RowSums, Int, Int) -> Vector<Double>
  ) -> WindowedFrame {
    var counts: [Vector<Double>?] = []
    let frame = replacing { indicator, year in
      let window = window(year)
      let rows = window.compactMap { column(indicator, $0) }
      guard !rows.isEmpty else {
        counts.append(nil)
        return (nil, nil)
      }
      let sums = RowSums(rows, count: bodies.count)
      counts.append(sums.counts)
      return (
        figures(sums, indicator, year).keeping(agreement(indicator, window)),
        united(indicator, over: window)
      )
    }
    return WindowedFrame(frame: frame, counts: counts)
  }

  /// Whether all figures of a body in some years can be compared with its first one of them; nil where
  /// every body's can.
  private func agreement(_ indicator: Int, _ window: [Int]) -> [Bool]? {
    guard window.contains(where: { notes(indicator, $0) != nil }) else { return nil }
    let answers = window.map { first in window.map { comparability(indicator, first, $0) } }
    return bodies.indices.map { body in
      let present = window.indices.filter { row in
        !(column(indicator, window[row]).map { $0[body].isNaN } ?? true)
      }
      guard let first = present.first else { return true }
      return present.allSatisfy { answers[first][$0]?[body] ?? true }
    }
  }
}
