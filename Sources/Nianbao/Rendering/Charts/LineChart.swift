/// Figures over the years as lines: a drawing in SVG that a page holds or that stands by itself.
///
/// A year without a figure is a gap. A step over which the figures are comparable with a caveat is
/// dashed, one over which they are not is not drawn. Each point can be reached with the keyboard and
/// says its figure.
///
/// The drawing is ours: it is some lines, points and words, and no charting library for Swift draws
/// gaps, caveats and keyboard stops as they are needed here.
struct LineChart: Sendable {
  /// One line.
  struct Series: Sendable {
    /// Whose figures they are.
    let name: String
    /// One figure a year; nil for none.
    let figures: [Double?]
    /// What is to be said beside each figure.
    let notes: [FigureNotes]
  }

  /// What the figures are, for the caption and for readers who do not see.
  let title: String
  /// The unit of measure.
  let measure: String
  /// The years, ascending.
  let years: [Year]
  /// The lines.
  let series: [Series]
  /// How figures are written.
  let style: NumberStyle

  /// The colours of lines, told apart with any colour vision (Okabe and Ito 2008).
  static let colours = [
    "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#7f7f7f",
  ]

  /// A point of a line.
  struct Point: Sendable, Hashable {
    let year: Int
    let figure: Double
  }

  /// A piece of a line between two neighbouring years.
  struct Step: Sendable, Hashable {
    let from: Point
    let to: Point
    let hasCaveat: Bool
  }

  /// The points of a line, by their positions in `years`.
  static func points(_ series: Series) -> [Point] {
    series.figures.enumerated().compactMap { year, figure in
      figure.map { Point(year: year, figure: $0) }
    }
  }

  /// The pieces of a line: one for each two years in a row that both have a comparable figure.
  func steps(_ series: Series) -> [Step] {
    let points = Self.points(series)
    return zip(points, points.dropFirst()).compactMap { from, to in
      let notes = series.notes[from.year].union(series.notes[to.year])
      guard years[to.year].number - years[from.year].number == 1, !notes.contains(.notComparable)
      else { return nil }
      return Step(from: from, to: to, hasCaveat: !notes.isDisjoint(with: .series))
    }
  }

  /// How the way to each year's point is drawn, for programs that draw it themselves.
  enum StepLook: Sendable, Hashable {
    case drawn, dashed, absent
  }

  /// The looks of the ways to the points of a line, year by year: a way that is no piece of the line is
  /// not drawn.
  func looks(of series: Series) -> [StepLook] {
    var looks = [StepLook](repeating: .absent, count: years.count)
    if !looks.isEmpty { looks[0] = .drawn }
    for step in steps(series) { looks[step.to.year] = step.hasCaveat ? .dashed : .drawn }
    return looks
  }
}
