extension Condition {
  /// What holds where the condition does not.
  var negated: Condition {
    switch self {
    case .comparison(let comparison): comparison.negated
    case .and(let left, let right): .or(left.negated, right.negated)
    case .or(let left, let right): .and(left.negated, right.negated)
    }
  }
}

extension Comparison {
  /// What holds where the comparison does not.
  fileprivate var negated: Condition {
    func other(_ sign: Sign) -> Condition {
      .comparison(Comparison(left: left, sign: sign, right: right))
    }
    return switch sign {
    case .equal: .or(other(.below), other(.above))
    case .atMost: other(.above)
    case .atLeast: other(.below)
    case .below: other(.atLeast)
    case .above: other(.atMost)
    }
  }
}
