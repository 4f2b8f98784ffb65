/// A sum of vectors with coefficients and a constant: Σ cₖ·xₖ + c, element by element.
///
/// What a rule compares with 0: a whole less its parts has the coefficients 1, −1, −1, … The terms are
/// added in their order, beginning with the constant, each product rounded before it is added, so the
/// bits are the same on every processor.
public struct LinearCombination: Sendable {
  /// One vector and what it is multiplied by.
  public struct Term: Sendable {
    /// A finite number.
    public let coefficient: Double
    /// The vector; NaN is null.
    public let values: Vector<Double>

    /// A vector times a finite number.
    public init(_ coefficient: Double, _ values: Vector<Double>) {
      precondition(coefficient.isFinite, "a coefficient cannot be \(coefficient)")
      self.coefficient = coefficient
      self.values = values
    }
  }

  /// The terms in the order in which they are added.
  public let terms: [Term]
  /// What is added to every element.
  public let constant: Double
  /// The number of elements of every vector and of the result.
  public let count: Int

  /// A combination of terms.
  ///
  /// - Parameter count: The number of elements of each vector.
  public init(_ terms: [Term], constant: Double = 0, count: Int) {
    precondition(constant.isFinite, "a constant cannot be \(constant)")
    for term in terms {
      precondition(
        term.values.count == count,
        "a term has \(term.values.count) elements among terms of \(count)")
    }
    self.terms = terms
    self.constant = constant
    self.count = count
  }

  /// The combination, null where any of the terms is null.
  ///
  /// - Parameter result: As long as the vectors.
  /// - Complexity: O(n · terms), one pass over each vector.
  public func evaluate(into result: inout MutableSpan<Double>) {
    precondition(result.count == count, "\(count) values do not fit \(result.count)")
    let target = result.mutablePointer
    forEachGroup { position, rest in
      var sum = Lanes(repeating: constant)
      // NaN times a coefficient, even 0, and NaN plus anything is NaN: nulls need no test.
      for term in terms { sum += term.coefficient * term.lanes(position, rest) }
      Self.store(sum, target, position, rest)
    }
  }

  /// The combination, null where any of the terms is null.
  public func evaluate() -> Vector<Double> {
    Vector(count: count) { evaluate(into: &$0) }
  }

  /// The combination with nulls taken as 0, and how many nulls there were on either side.
  ///
  /// So a relation can be judged although figures are missing: where only terms with a negative
  /// coefficient are null, and figures cannot be negative, the true value is at most the one given.
  /// Terms with the coefficient 0 are counted on neither side.
  ///
  /// - Parameters:
  ///   - result: As long as the vectors; never null unless infinities cancel.
  ///   - positiveNulls: How many terms with a positive coefficient are null, at most 255.
  ///   - negativeNulls: The same of terms with a negative coefficient.
  /// - Complexity: O(n · terms), one pass over each vector.
  public func evaluateWithNullsAsZero(
    into result: inout MutableSpan<Double>, positiveNulls: inout MutableSpan<UInt8>,
    negativeNulls: inout MutableSpan<UInt8>
  ) {
    precondition(
      result.count == count && positiveNulls.count == count && negativeNulls.count == count,
      "\(count) values do not fit \(result.count), \(positiveNulls.count) and \(negativeNulls.count)"
    )
    precondition(terms.count <= UInt8.max, "\(terms.count) terms are too many to count in a byte")
    let target = result.mutablePointer
    let positive = positiveNulls.mutablePointer
    let negative = negativeNulls.mutablePointer
    forEachGroup { position, rest in
      var sum = Lanes(repeating: constant)
      var positiveCount = SIMD8<Int64>()
      var negativeCount = SIMD8<Int64>()
      for term in terms {
        let lanes = term.lanes(position, rest)
        let null = lanes .!= lanes
        sum += term.coefficient * lanes.replacing(with: 0, where: null)
        let ones = SIMD8<Int64>().replacing(with: 1, where: null)
        if term.coefficient > 0 { positiveCount &+= ones }
        if term.coefficient < 0 { negativeCount &+= ones }
      }
      Self.store(sum, target, position, rest)
      for lane in 0..<rest {
        positive[position + lane] = UInt8(truncatingIfNeeded: positiveCount[lane])
        negative[position + lane] = UInt8(truncatingIfNeeded: negativeCount[lane])
      }
    }
  }

  /// Calls `body` with the position of each group of eight elements and the number of them, which is
  /// less than eight only in the last group.
  @inline(__always)
  private func forEachGroup(_ body: (Int, Int) -> Void) {
    var position = 0
    while position + Lanes.width <= count {
      body(position, Lanes.width)
      position += Lanes.width
    }
    if position < count { body(position, count - position) }
  }

  @inline(__always)
  private static func store(
    _ lanes: Lanes, _ target: UnsafeMutablePointer<Double>, _ position: Int, _ rest: Int
  ) {
    if rest == Lanes.width {
      lanes.store(target + position)
    } else {
      lanes.store(target + position, first: rest)
    }
  }
}

extension LinearCombination.Term {
  @inline(__always)
  fileprivate func lanes(_ position: Int, _ rest: Int) -> Lanes {
    let start = values.storage.start + position
    return rest == Lanes.width ? Lanes(start) : Lanes(start, first: rest)
  }
}
