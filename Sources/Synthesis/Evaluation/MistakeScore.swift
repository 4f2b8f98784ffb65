/// How well one planted mistake was found again.
public struct MistakeScore: Sendable {
  /// How it was made.
  public let type: MistakeType
  /// How many mistakes its report has.
  public let mistakes: Int
  /// Where it stands, of a figure that the prose states as it is; nil of any other figure.
  public let place: MistakePlace?
  /// Whose report it is in, where records are districts; nil where they are single units.
  public let level: Level?
  /// What a rule can see of it.
  public let visibility: Visibility
  /// Whether a finding rests on one of its cells.
  public let isFound: Bool
  /// Whether every one of its cells is a suspect of a story that rests on one of them.
  public let isSuspected: Bool
  /// Whether the first explanations of those stories name all of its cells, and no more cells than are
  /// wrong.
  public let isFirst: Bool
  /// Whether they also give each of its cells its true figure.
  public let isValueFirst: Bool
  /// Whether the rest of the record leaves only the true figures for its cells.
  public let isIdentified: Bool
  /// How many sets of cells a mistake of this type may have made wrong, the true one among them.
  public let alternatives: Int
  /// How likely a reader who knows its type and the rates names its cells; 0 where no rule sees it.
  public let chance: Double
  /// Whether a reader who knows the rates alone names its cells.
  public let isNamedByReader: Bool

  /// Whose report a mistake is in.
  public enum Level: Sendable, Hashable {
    /// The district's, which adds up those below it.
    case district
    /// A township's.
    case township
  }

  /// What a rule can see of a mistake.
  public enum Visibility: Sendable, Hashable {
    /// It breaks a rule, or a figure makes no sense by itself.
    case detectable
    /// It would break a rule, but for another mistake of the same report.
    case masked
    /// The record satisfies all rules with it.
    case invisible
  }

  /// Whether a rule can see it.
  public var isDetectable: Bool { visibility == .detectable }

  /// Whether no other cells may have gone wrong in the same way: who recognises the type can tell them.
  public var isUntied: Bool { isDetectable && alternatives == 1 }
}

/// Sums of scores.
struct ScoreTally: Sendable {
  private(set) var planted = 0
  private(set) var detectable = 0
  private(set) var found = 0
  private(set) var suspected = 0
  private(set) var first = 0
  private(set) var untied = 0
  private(set) var untiedFirst = 0
  private(set) var identified = 0
  private(set) var valueFirst = 0
  /// How many a reader names who knows the rates.
  private(set) var byReader = 0
  /// How many a reader may be expected to name who is also told the type: hardly anyone can name more.
  private(set) var firstCeiling = 0.0
  /// The same of those whose figures are identified.
  private(set) var valueCeiling = 0.0

  init(_ scores: some Sequence<MistakeScore>) {
    for score in scores {
      planted += 1
      guard score.isDetectable else { continue }
      detectable += 1
      found += score.isFound ? 1 : 0
      suspected += score.isSuspected ? 1 : 0
      first += score.isFirst ? 1 : 0
      untied += score.isUntied ? 1 : 0
      untiedFirst += score.isUntied && score.isFirst ? 1 : 0
      firstCeiling += score.chance
      byReader += score.isNamedByReader ? 1 : 0
      guard score.isIdentified else { continue }
      identified += 1
      valueFirst += score.isValueFirst ? 1 : 0
      valueCeiling += score.chance
    }
  }
}
