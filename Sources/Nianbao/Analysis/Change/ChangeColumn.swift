import Vectors

/// The change of one indicator in one year over all bodies of a frame. NaN is null.
public struct ChangeColumn: Sendable {
  /// The figures of the year.
  public let values: Vector<Double>
  /// The figures compared with; null where there is none.
  public let previous: Vector<Double>
  /// Value less previous; null where either is, and where the two cannot be compared.
  public let difference: Vector<Double>
  /// The difference in percent of the previous figure, annualised across gaps; null from zero and
  /// from below.
  public let percent: Vector<Double>
  /// The number of years between the two figures; 0 where there is no previous one.
  public let span: Vector<UInt8>
  /// The bits of the `FigureNotes` of both figures; nil where there are none.
  public let notes: Vector<UInt16>?

  /// Why a percent is null although both figures are there.
  public enum Caveat: String, Sendable {
    /// From 0 there is no percent.
    case fromZero = "from-zero"
    /// From below 0 a percent means nothing.
    case fromNegative = "from-negative"
  }

  /// The caveat of a body's change, or nil.
  public func caveat(_ body: Int) -> Caveat? {
    guard !difference[body].isNaN else { return nil }
    if previous[body] == 0 { return .fromZero }
    return previous[body] < 0 ? .fromNegative : nil
  }

  /// What must be said of a body's change: the notes of both figures.
  public func notes(_ body: Int) -> FigureNotes {
    FigureNotes(rawValue: notes.map { $0[body] } ?? 0)
  }

  /// The constant yearly growth in percent that leads from the previous figures to the values; the
  /// percent itself over one year. Null from zero, from below and to below. O(bodies).
  public func annualGrowth() -> Vector<Double> {
    Vector((0..<values.count).map { annualGrowth($0) })
  }

  /// The constant yearly growth of one body. O(1).
  public func annualGrowth(_ body: Int) -> Double {
    guard !difference[body].isNaN else { return .nan }
    return Differences.annualisedChange(
      of: values[body], from: previous[body], years: Double(span[body]))
  }

  /// ln(value) − ln(previous): continuous growth, which adds up over years. Null where either is 0 or
  /// below. O(bodies).
  public func logarithmic() -> Vector<Double> {
    Vector((0..<values.count).map { logarithm($0) })
  }

  /// The logarithmic change of one body. O(1).
  public func logarithm(_ body: Int) -> Double {
    guard !difference[body].isNaN else { return .nan }
    return Differences.logarithmicChange(of: values[body], from: previous[body])
  }
}
