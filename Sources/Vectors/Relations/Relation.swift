import CKernels

/// A sum of vectors and a constant that is compared with zero, element by element, although elements
/// may be missing or rounded.
///
/// An element that is null is taken as 0 and may leave an end of the sum open: where it can be
/// anything from 0 up, one with a positive coefficient opens the high end, one with a negative
/// coefficient the low end. An element that is printed with some decimals stands for all numbers that
/// round to it. The comparison is refuted, or holds, where that is so whatever the sum is between its
/// ends; `LevelStack` works it out.
public struct Relation: Sendable {
  /// How the sum must stand to zero.
  public enum Sign: Sendable, CaseIterable {
    /// It is 0.
    case equal
    /// It is not above 0.
    case atMost
    /// It is not below 0.
    case atLeast
    /// It is below 0.
    case below
    /// It is above 0.
    case above
  }

  /// The ends of a sum that a null leaves open.
  public struct Ends: OptionSet, Sendable {
    /// Bit 0 is the low end, bit 1 the high end.
    public let rawValue: UInt64

    /// Ends by their bits.
    public init(rawValue: UInt64) { self.rawValue = rawValue }

    /// The sum may be anything below.
    public static let low = Ends(rawValue: 1)
    /// The sum may be anything above.
    public static let high = Ends(rawValue: 2)
  }

  /// One vector of the sum.
  public struct Term: Sendable {
    let coefficient: Double
    let values: NarrowVector
    let opens: Ends
    let steps: Vector<UInt8>?

    /// A vector times a finite number.
    ///
    /// - Parameters:
    ///   - opens: What a null leaves open.
    ///   - steps: For each element a byte whose high four bits are a position in the relation's half
    ///     steps; nil where elements are exact.
    public init(
      _ coefficient: Double, _ values: NarrowVector, opens: Ends = [],
      steps: Vector<UInt8>? = nil
    ) {
      precondition(coefficient.isFinite, "a coefficient cannot be \(coefficient)")
      precondition(
        steps.map { $0.count == values.count } ?? true, "steps do not fit \(values.count) values")
      self.coefficient = coefficient
      self.values = values
      self.opens = opens
      self.steps = steps
    }

    /// A vector of doubles times a finite number.
    public init(
      _ coefficient: Double, _ values: Vector<Double>, opens: Ends = [],
      steps: Vector<UInt8>? = nil
    ) {
      self.init(coefficient, NarrowVector(asDoubles: values), opens: opens, steps: steps)
    }
  }

  let storage: RelationStorage
  /// The number of elements of every vector.
  public let count: Int

  /// A relation of vectors of one length.
  ///
  /// - Parameters:
  ///   - opens: What is open whatever the vectors have, for a vector that is missing as a whole.
  ///   - halfSteps: Sixteen numbers that the steps of terms are positions in.
  ///   - snap: An end closer to zero than this is zero: what the arithmetic cannot tell.
  public init(
    _ terms: [Term], constant: Double = 0, opens: Ends = [], sign: Sign, halfSteps: [Double],
    snap: Double, count: Int
  ) {
    precondition(constant.isFinite, "a constant cannot be \(constant)")
    precondition(halfSteps.count == 16, "there are sixteen half steps, not \(halfSteps.count)")
    for term in terms {
      precondition(
        term.values.count == count,
        "a term has \(term.values.count) elements among terms of \(count)")
    }
    storage = RelationStorage(terms, constant, opens, sign, halfSteps, snap)
    self.count = count
  }

  /// The bytes of all vectors.
  public var bytes: Int {
    storage.terms.reduce(0) { $0 + $1.values.bytes + ($1.steps == nil ? 0 : count) }
  }
}

/// A relation as the kernels read it, made once for all runs of elements.
///
/// `@unchecked Sendable` holds because nothing is written after `init`; the addresses are those of the
/// vectors that `terms` keeps.
final class RelationStorage: @unchecked Sendable {
  let terms: [Relation.Term]
  let constant: Double
  let opens: Relation.Ends
  let sign: Relation.Sign
  let snap: Double
  /// The relation in whole numbers; nil where its terms have no codes of a common scale.
  let whole: WholeRelation?
  let halfSteps: [Double]

  init(
    _ terms: [Relation.Term], _ constant: Double, _ opens: Relation.Ends, _ sign: Relation.Sign,
    _ halfSteps: [Double], _ snap: Double
  ) {
    self.terms = terms
    self.constant = constant
    self.opens = opens
    self.sign = sign
    self.snap = snap
    whole = WholeRelation(terms, constant)
    self.halfSteps = halfSteps
  }
}

extension Relation.Sign {
  var code: Int32 {
    switch self {
    case .equal: Int32(nianbao_equal)
    case .atMost: Int32(nianbao_at_most)
    case .atLeast: Int32(nianbao_at_least)
    case .below: Int32(nianbao_below)
    case .above: Int32(nianbao_above)
    }
  }
}
