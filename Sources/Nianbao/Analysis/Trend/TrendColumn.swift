import Vectors

/// The trends of one indicator over all bodies of a frame. NaN is null.
///
/// Slopes are per year. A p is the probability of a result at least as far from none, either way,
/// where nothing changes but by chance; a q is the least rate of false discoveries at which the
/// result is one, among all bodies and indicators that the same test was made of (Benjamini and
/// Hochberg 1995).
public struct TrendColumn: Sendable {
  /// The number of years with a figure that takes part.
  public let counts: Vector<Double>
  /// The least-squares line; nil where not asked for.
  public internal(set) var line: Line?
  /// The rank-based trend; nil where not asked for.
  public internal(set) var rank: Rank?
  /// The shift of level; nil where not asked for.
  public internal(set) var shift: Shift?
  /// The turning point; nil where not asked for.
  public internal(set) var turn: Turn?
  /// The bits of the `FigureNotes` of all figures; nil where there are none.
  public let notes: Vector<UInt16>?

  /// The least-squares line; p by Student's distribution.
  public struct Line: Sendable {
    /// The slope; null with fewer than two figures.
    public let slopes: Vector<Double>
    /// Its standard error; null, as all that follows, with fewer than three figures.
    public let errors: Vector<Double>
    /// The lower end of its confidence interval.
    public let lower: Vector<Double>
    /// The upper end of its confidence interval.
    public let upper: Vector<Double>
    /// The share of the variance that the line explains; null where the figures do not vary.
    public let determinations: Vector<Double>
    /// The probability of a slope as steep.
    public let p: Vector<Double>
    /// The rate of false discoveries.
    public internal(set) var q: Vector<Double>
  }

  /// Theil–Sen slope, Mann–Kendall test.
  public struct Rank: Sendable {
    /// The median slope; null with fewer than two figures.
    public let slopes: Vector<Double>
    /// The lower end of its confidence interval; null where there are too few figures for one.
    public let lower: Vector<Double>
    /// The upper end of its confidence interval; null where there are too few figures for one.
    public let upper: Vector<Double>
    /// Kendall's τ_b of figures and years; null where the figures do not vary.
    public let correlations: Vector<Double>
    /// The probability of as many rises or falls; null with fewer than two figures.
    public let p: Vector<Double>
    /// The rate of false discoveries.
    public internal(set) var q: Vector<Double>
  }

  /// The most likely shift of level.
  public struct Shift: Sendable {
    /// The position in the analysis' years of the first year of the new level; −1 where there is none.
    public let years: Vector<Int32>
    /// The mean from there on less the mean before.
    public let sizes: Vector<Double>
    /// The probability of a path of ranks that strays as far.
    public let p: Vector<Double>
    /// The rate of false discoveries.
    public internal(set) var q: Vector<Double>
  }

  /// The turning point of the best line of two pieces.
  public struct Turn: Sendable {
    /// The position in the analysis' years of the knot; −1 where there is none, or where the slopes on
    /// both sides have the same sign.
    public let years: Vector<Int32>
    /// The slope before.
    public let before: Vector<Double>
    /// The slope after.
    public let after: Vector<Double>
    /// A bound of the probability that one line is improved so much.
    public let p: Vector<Double>
    /// The rate of false discoveries.
    public internal(set) var q: Vector<Double>
  }

  /// What must be said of a body's figures.
  public func notes(_ body: Int) -> FigureNotes {
    FigureNotes(rawValue: notes.map { $0[body] } ?? 0)
  }
}
