/// How a derived indicator (派生指标) follows from figures of the form: a sum of figures, or the ratio of
/// two sums times a factor.
///
/// A ratio of several units is the ratio of the sums over the units that have both sides, never a mean
/// of ratios. A null side makes a null, and so does a denominator of 0.
public struct Derivation: Sendable, Hashable {
  /// The sums of one or several editions.
  public struct Formula: Sendable, Hashable {
    /// The editions of whose reports it holds; nil for all with its figures.
    public let editions: Set<EditionID>?
    /// The sum above the line, or the whole where there is none below.
    public let numerator: LinearForm
    /// The sum below the line; nil where the indicator is a sum.
    public let denominator: LinearForm?
    /// What was written.
    public let text: String

    /// Whether it holds for a report of an edition; nil for a report whose form is not known.
    public func holds(for edition: EditionID?) -> Bool {
      guard let editions, let edition else { return true }
      return editions.contains(edition)
    }

    /// The figures that it is made of, each once.
    public var cells: [CellReference] {
      var seen: Set<CellReference> = []
      return (numerator.terms + (denominator?.terms ?? [])).map(\.cell).filter {
        seen.insert($0).inserted
      }
    }
  }

  /// Whether more is better.
  public enum Direction: String, Sendable, CaseIterable {
    /// The more the better.
    case more
    /// The less the better.
    case less
    /// Neither.
    case neither
  }

  /// The English label; the Chinese one is the indicator's.
  public let englishLabel: String
  /// The formulas in the order of the file; the first that gives a figure counts.
  public let formulas: [Formula]
  /// What a ratio is multiplied by: 100 where the unit of measure is %.
  public let factor: Double
  /// Whether more is better.
  public let direction: Direction
  /// The smallest denominator that a ratio can be compared on; nil where any will do.
  public let smallestBase: Double?
  /// The file and line that say so.
  public let origin: DataFileProblem.Place

  /// Whether it is a ratio: the ratio of a region is that of its sums.
  public var isRatio: Bool { formulas.contains { $0.denominator != nil } }
}

extension DataFileProblem {
  /// A line of a data file.
  public struct Place: Sendable, Hashable, CustomStringConvertible {
    /// The file's path.
    public let file: String
    /// The 1-based line.
    public let line: Int

    /// `file:line`.
    public var description: String { "\(file):\(line)" }
  }
}

extension Indicator {
  /// The prefix of the ids of all derived indicators.
  public static let derivedPrefix = "derived."

  /// Whether its figures are computed from others.
  public var isDerived: Bool { derivation != nil }

  /// Whether its figures are ratios, which do not add up.
  public var isRatio: Bool { derivation?.isRatio ?? false }
}
