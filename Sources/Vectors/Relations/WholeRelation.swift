import CKernels

/// A relation in whole numbers: its terms' codes times whole weights, on the finest scale of all terms.
///
/// With 1.5 stored as 15 over 10 and 2 as itself, 1.5 − 2 is 15 − 20 over 10. Sums of whole numbers are
/// exact; zones prove for each run of elements how wide their lanes must be, and often what the levels
/// are without a look at the codes.
struct WholeRelation: Sendable {
  /// What is known of a run before its codes are looked at.
  enum Plan {
    /// All levels of the run are this one.
    case settled(UInt8)
    /// The codes are to be summed.
    case codes(Sum)
    /// Whole numbers do not give what doubles would.
    case doubles
  }

  /// A sum of codes that is proven to stay within its lanes.
  struct Sum {
    var terms: [nianbao_code_term] = []
    var constant: Int64 = 0
    var opens: Relation.Ends
    var laneBits: Int32 = 8
  }

  private let weights: [Int64]
  private let constant: Int64
  private let decimals: Int

  /// More terms and greater weights could leave 64 bits while lanes are chosen.
  private static let (mostTerms, greatestWeight) = (64, 1 << 24)

  /// The terms in whole numbers, or nil where one is of doubles or rounded, or a weight is not whole.
  init?(_ terms: [Relation.Term], _ constant: Double) {
    guard terms.count <= Self.mostTerms,
      terms.allSatisfy({ $0.steps == nil && $0.values.form != .double })
    else { return nil }
    decimals = terms.map(\.values.decimals).max() ?? 0
    var weights: [Int64] = []
    for term in terms {
      let weight = term.coefficient * NarrowVector.powers[decimals - term.values.decimals]
      guard abs(weight) <= Double(Self.greatestWeight), weight == weight.rounded() else {
        return nil
      }
      weights.append(Int64(weight))
    }
    let scaled = constant * NarrowVector.powers[decimals]
    guard abs(scaled) < 0x1p52, scaled == scaled.rounded() else { return nil }
    self.weights = weights
    self.constant = Int64(scaled)
  }

  /// How to find the levels of a run. O(terms).
  func plan(_ relation: RelationStorage, _ run: Range<Int>) -> Plan {
    var sum = Sum(constant: constant, opens: relation.opens)
    var ends = relation.opens
    var (low, high, reach) = (Int64(0), Int64(0), abs(constant))
    for (term, weight) in zip(relation.terms, weights) {
      let zone = term.values.zone(of: run)
      guard zone.least <= zone.greatest else {
        // All are null: nothing is added, and the ends are open for the whole run.
        sum.opens.formUnion(term.opens)
        ends.formUnion(term.opens)
        continue
      }
      var (least, greatest) = (Int64(zone.least), Int64(zone.greatest))
      if zone.nullCount == 0, least == greatest {
        sum.constant += weight * least
        reach += abs(weight * least)
        continue
      }
      if zone.nullCount > 0 {
        (least, greatest) = (min(least, 0), max(greatest, 0))
        ends.formUnion(term.opens)
      }
      low += min(weight * least, weight * greatest)
      high += max(weight * least, weight * greatest)
      reach += abs(weight) * max(abs(least), abs(greatest))
      sum.append(term, weight, zone)
    }
    guard isExact(reach, relation) else { return .doubles }
    let level = relation.sign.level(
      low: ends.contains(.low) ? nil : low + sum.constant,
      high: ends.contains(.high) ? nil : high + sum.constant)
    if sum.terms.isEmpty || level != LevelStack.Level.unknown { return .settled(level) }
    if reach > Int8.max { sum.laneBits = max(sum.laneBits, reach > Int16.max ? 32 : 16) }
    return .codes(sum)
  }

  /// Whether sums up to a size fit the widest lanes, and doubles with `snap` would tell the same.
  private func isExact(_ reach: Int64, _ relation: RelationStorage) -> Bool {
    guard reach <= Int32.max else { return false }
    guard decimals > 0 else { return relation.snap <= 1 }
    // Each product and each sum of doubles is off by half of its last bit at most; what remains of that
    // must be snapped, and a step of the last decimal must not be.
    let error = Double(reach) / NarrowVector.powers[decimals] * 0x1p-51 * Double(weights.count + 2)
    return error * 4 <= relation.snap && relation.snap * 2 <= 1 / NarrowVector.powers[decimals]
  }
}

extension WholeRelation.Sum {
  fileprivate mutating func append(
    _ term: Relation.Term, _ weight: Int64, _ zone: NarrowVector.Zone
  ) {
    // Vectors without codes are constants, whose zones say all there is.
    guard let (codes, form) = term.values.kernelCodes else { return }
    var kernel = nianbao_code_term(
      codes: codes, weight: Int32(weight), null: 0, form: UInt8(form.kernelForm),
      is_natural: zone.least >= 0 ? 1 : 0, opens: UInt8(term.opens.rawValue))
    switch form {
    case .unsigned8 where zone.greatest <= 127: kernel.form = UInt8(nianbao_signed_8)
    case .unsigned8:
      kernel.is_natural = 0
      kernel.null = Int32(UInt8.max)
      laneBits = max(laneBits, 16)
    case .signed16:
      kernel.null = Int32(Int16.min)
      laneBits = max(laneBits, 16)
    case .signed32:
      kernel.null = .min
      laneBits = 32
    default: kernel.null = Int32(Int8.min)
    }
    terms.append(kernel)
  }
}

extension NarrowVector {
  /// What there is in the zones that a run touches. O(zones of the run).
  func zone(of run: Range<Int>) -> Zone {
    guard !run.isEmpty else { return Zone(least: .max, greatest: .min, nullCount: 0) }
    let (first, last) = (run.lowerBound / Self.zoneLength, (run.upperBound - 1) / Self.zoneLength)
    var (least, greatest, nulls) = (Int32.max, Int32.min, Int32(0))
    for position in first...last {
      let zone = zones[position]
      least = min(least, zone.least)
      greatest = max(greatest, zone.greatest)
      nulls += zone.nullCount
    }
    return Zone(least: least, greatest: greatest, nullCount: nulls)
  }
}

extension Relation.Sign {
  /// What is known of a sum between two ends; an end that is nil is open.
  func level(low: Int64?, high: Int64?) -> UInt8 {
    let (isAbove, isBelow) = (low.map { $0 > 0 } ?? false, high.map { $0 < 0 } ?? false)
    let (isNotBelow, isNotAbove) = (low.map { $0 >= 0 } ?? false, high.map { $0 <= 0 } ?? false)
    let (refuted, holds) =
      switch self {
      case .equal: (isAbove || isBelow, isNotBelow && isNotAbove)
      case .atMost: (isAbove, isNotAbove)
      case .atLeast: (isBelow, isNotBelow)
      case .below: (isNotBelow, isBelow)
      case .above: (isNotAbove, isAbove)
      }
    return refuted
      ? LevelStack.Level.refuted : holds ? LevelStack.Level.holding : LevelStack.Level.unknown
  }
}
