/// What a rule asserts.
public struct Assertion: Sendable, Hashable {
  /// What must be the case for the rule to say anything; nil where it always does.
  public let premise: Condition?
  /// What must hold then.
  public let conclusion: Condition

  /// The comparisons of premise and conclusion from left to right.
  public var comparisons: [Comparison] { (premise?.comparisons ?? []) + conclusion.comparisons }

  /// All cells that it speaks of, each once, in the order of writing.
  public var cells: [CellReference] {
    var seen: Set<CellReference> = []
    return comparisons.flatMap { $0.left.terms + $0.right.terms }.map(\.cell).filter {
      seen.insert($0).inserted
    }
  }
}

/// Comparisons joined by `and` and `or`.
public indirect enum Condition: Sendable, Hashable {
  /// One comparison.
  case comparison(Comparison)
  /// Both hold.
  case and(Condition, Condition)
  /// At least one holds.
  case or(Condition, Condition)

  /// The comparisons from left to right.
  public var comparisons: [Comparison] {
    switch self {
    case .comparison(let comparison): [comparison]
    case .and(let left, let right), .or(let left, let right): left.comparisons + right.comparisons
    }
  }
}

/// Two sums and how they must stand to each other.
public struct Comparison: Sendable, Hashable {
  /// The signs of comparison.
  public enum Sign: String, Sendable, CaseIterable {
    /// Equal.
    case equal = "="
    /// Not above.
    case atMost = "<="
    /// Not below.
    case atLeast = ">="
    /// Below.
    case below = "<"
    /// Above.
    case above = ">"
  }

  /// The sum before the sign.
  public let left: LinearForm
  /// How it must stand to the other.
  public let sign: Sign
  /// The sum behind the sign.
  public let right: LinearForm
  /// How far the sides may be off all the same; nil where they may not.
  public let tolerance: Tolerance?

  /// A comparison of two sums.
  init(left: LinearForm, sign: Sign, right: LinearForm, tolerance: Tolerance? = nil) {
    self.left = left
    self.sign = sign
    self.right = right
    self.tolerance = tolerance
  }
}
