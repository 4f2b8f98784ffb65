/// A relation between numbers: what a weighted sum of variables may be.
///
/// In the words of the field an *edit* is what a record must satisfy; this one is linear. “The total is
/// the sum of its two parts” is `1·total − 1·a − 1·b` between 0 and 0; of counts, “a is above b” is
/// `1·a − 1·b` between 1 and ∞.
public struct LinearEdit: Sendable, Hashable {
  /// A variable times a number.
  public struct Term: Sendable, Hashable {
    /// The variable, as its system numbers it.
    public let variable: Int
    /// The number, not 0.
    public let coefficient: Double

    /// A variable times a number.
    public init(_ coefficient: Double, _ variable: Int) {
      self.coefficient = coefficient
      self.variable = variable
    }
  }

  /// The variables, each once.
  public let terms: [Term]
  /// The least and greatest value that the sum may have; −∞ and ∞ where it is free.
  public let low: Double, high: Double

  /// A relation: the sum of `terms` is at least `low` and at most `high`.
  public init(_ terms: [Term], from low: Double, to high: Double) {
    self.terms = terms
    self.low = low
    self.high = high
  }
}

/// What a record must satisfy: all of at least one of some alternatives.
///
/// A plain relation is one alternative with one linear edit; `if A then B` is the alternatives “not A”
/// and “B”. What has no values between its bounds is no alternative.
public struct Edit: Sendable, Hashable {
  /// The alternatives; none at all is an edit that nothing satisfies.
  public let alternatives: [[LinearEdit]]

  /// An edit of alternatives.
  public init(_ alternatives: [[LinearEdit]]) { self.alternatives = alternatives }
}

/// A variable of a record: what is recorded of it, what it may be, and how hard it is to doubt.
public struct EditVariable: Sendable, Hashable {
  /// The numbers that the record stands for: one, or all that round to it; nil where it is missing and
  /// may be anything that its domain allows.
  public let recorded: ClosedRange<Double>?
  /// The numbers that make sense at all.
  public let domain: ClosedRange<Double>
  /// Whether only whole numbers make sense.
  public let isWhole: Bool
  /// What it costs to change it, above 0: more for what is more reliable.
  public let weight: Double

  /// A variable.
  public init(
    recorded: ClosedRange<Double>?, domain: ClosedRange<Double>, isWhole: Bool, weight: Double
  ) {
    self.recorded = recorded
    self.domain = domain
    self.isWhole = isWhole
    self.weight = weight
  }

  /// Whether what is recorded makes sense by itself.
  public var isAdmissible: Bool {
    guard let recorded else { return true }
    guard recorded.overlaps(domain) else { return false }
    return !isWhole || recorded.lowerBound.rounded(.up) <= recorded.upperBound
  }
}

/// A record with its edits, asked for bit by bit: a search looks at the edits near a mistake only.
///
/// A search asks for each edit and variable once. What is worked out for an answer may be kept for the
/// next search, so the methods may change the system; the answers must stay the same.
public protocol EditSystem {
  /// The edits that speak of a variable: all whose terms have it, each once.
  mutating func edits(of variable: Int) -> [Int]
  /// An edit by its number.
  mutating func edit(_ number: Int) -> Edit
  /// A variable by its number.
  mutating func variable(_ number: Int) -> EditVariable
}
