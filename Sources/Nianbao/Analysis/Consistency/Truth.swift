/// What is known of a condition whose figures may be missing (Kleene's three-valued logic, 1938).
public enum Truth: UInt8, Sendable {
  /// It does not hold, whatever the missing figures are.
  case isFalse = 0
  /// It holds, whatever the missing figures are.
  case isTrue = 1
  /// That depends on the missing figures.
  case unknown = 2

  /// Both hold.
  static func and(_ left: Truth, _ right: Truth) -> Truth {
    if left == .isFalse || right == .isFalse { return .isFalse }
    return left == .isTrue && right == .isTrue ? .isTrue : .unknown
  }

  /// At least one holds.
  static func or(_ left: Truth, _ right: Truth) -> Truth {
    if left == .isTrue || right == .isTrue { return .isTrue }
    return left == .isFalse && right == .isFalse ? .isFalse : .unknown
  }

  /// It does not hold.
  var negated: Truth {
    switch self {
    case .isFalse: .isTrue
    case .isTrue: .isFalse
    case .unknown: .unknown
    }
  }
}

extension Condition {
  /// The truth of the condition, given that of its comparisons in the order of `comparisons`.
  func truth(_ comparisons: inout some IteratorProtocol<Truth>) -> Truth {
    switch self {
    case .comparison: comparisons.next() ?? .unknown
    case .and(let left, let right):
      Truth.and(left.truth(&comparisons), right.truth(&comparisons))
    case .or(let left, let right): Truth.or(left.truth(&comparisons), right.truth(&comparisons))
    }
  }
}

extension Assertion {
  /// The truth of the assertion, given that of its comparisons in the order of `comparisons`.
  func truth(_ comparisons: some Sequence<Truth>) -> Truth {
    var iterator = comparisons.makeIterator()
    guard let premise else { return conclusion.truth(&iterator) }
    let given = premise.truth(&iterator)
    return Truth.or(given.negated, conclusion.truth(&iterator))
  }
}

extension Comparison.Sign {
  /// The truth of `x sign 0` for an `x` that may be anything from `low` to `high`.
  func truth(low: Double, high: Double) -> Truth {
    switch self {
    case .equal: low > 0 || high < 0 ? .isFalse : low == 0 && high == 0 ? .isTrue : .unknown
    case .atMost: high <= 0 ? .isTrue : low > 0 ? .isFalse : .unknown
    case .atLeast: low >= 0 ? .isTrue : high < 0 ? .isFalse : .unknown
    case .below: high < 0 ? .isTrue : low >= 0 ? .isFalse : .unknown
    case .above: low > 0 ? .isTrue : high <= 0 ? .isFalse : .unknown
    }
  }
}
