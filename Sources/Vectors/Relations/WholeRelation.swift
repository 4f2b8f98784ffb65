import CKernels

/// A relation in whole numbers: its terms' codes times whole weights, on the finest scale of all terms.
///
/// With 1.5 stored as 15 over 10 and 2 as itself, 1.5 − 2 is 15 − 20 over 10. Sums of whole numbers are
/// exact; zones prove for each run of elements how wide their lanes must be, and often what the levels
/// are without a look at the codes.
struct WholeRelation {
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
    var constant: Int64 = 0
    var opens: Relation.Ends
    var laneBits: Int32 = 8
  }

  /// A term as it is planned: addresses in vectors that the relation's own terms keep.
  private struct Term {
    let weight: Int64
    let opens: Relation.Ends
    let zones: UnsafePointer<NarrowVector.Zone>
    /// The codes, not yet in a width of lanes; nil for constants.
    let kernel: nianbao_code_term?
  }

  private let terms: [Term]
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
    var own: [Term] = []
    for term in terms {
      let weight = term.coefficient * NarrowVector.powers[decimals - term.values.decimals]
      guard abs(weight) <= Double(Self.greatestWeight), weight == weight.rounded() else {
        return nil
      }
      own.append(
        Term(
          weight: Int64(weight), opens: term.opens, zones: term.values.zones.storage.start,
          kernel: term.values.kernelCodes.map { codes, form in
            nianbao_code_term(
              codes: codes, weight: Int32(weight), null: form.null, form: UInt8(form.kernelForm),
              is_natural: 0, opens: UInt8(term.opens.rawValue))
          }))
    }
    let scaled = constant * NarrowVector.powers[decimals]
    guard abs(scaled) < 0x1p52, scaled == scaled.rounded() else { return nil }
    self.terms = own
    self.constant = Int64(scaled)
  }

  /// How to find the levels of a run that is not empty. O(terms).
  ///
  /// - Parameter kernelTerms: Gets the terms whose codes are to be summed.
  func plan(
    _ relation: RelationStorage, _ run: Range<Int>, _ kernelTerms: inout [nianbao_code_term]
  ) -> Plan {
    let zones =
      run.lowerBound / NarrowVector.zoneLength...(run.upperBound - 1) / NarrowVector.zoneLength
    var sum = Sum(constant: constant, opens: relation.opens)
    var ends = relation.opens
    var (low, high, reach) = (Int64(0), Int64(0), abs(constant))
    kernelTerms.removeAll(keepingCapacity: true)
    for term in terms {
      let zone = NarrowVector.Zone(zones, of: term.zones)
      guard zone.least <= zone.greatest else {
        // All are null: nothing is added, and the ends are open for the whole run.
        sum.opens.formUnion(term.opens)
        ends.formUnion(term.opens)
        continue
      }
      let weight = term.weight
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
      // Vectors without codes are constants, whose zones say all there is.
      guard var kernel = term.kernel else { continue }
      sum.laneBits = max(sum.laneBits, kernel.prepare(for: zone))
      kernelTerms.append(kernel)
    }
    guard isExact(reach, relation) else { return .doubles }
    let level = relation.sign.level(
      low: ends.contains(.low) ? nil : low + sum.constant,
      high: ends.contains(.high) ? nil : high + sum.constant)
    if kernelTerms.isEmpty || level != LevelStack.Level.unknown { return .settled(level) }
    if reach > Int8.max { sum.laneBits = max(sum.laneBits, reach > Int16.max ? 32 : 16) }
    return .codes(sum)
  }

  /// Whether sums up to a size fit the widest lanes, and doubles with `snap` would tell the same.
  private func isExact(_ reach: Int64, _ relation: RelationStorage) -> Bool {
    guard reach <= Int32.max else { return false }
    guard decimals > 0 else { return relation.snap <= 1 }
    // Each product and each sum of doubles is off by half of its last bit at most; what remains of that
    // must be snapped, and a step of the last decimal must not be.
    let error = Double(reach) / NarrowVector.powers[decimals] * 0x1p-51 * Double(terms.count + 2)
    return error * 4 <= relation.snap && relation.snap * 2 <= 1 / NarrowVector.powers[decimals]
  }
}

extension nianbao_code_term {
  /// Chooses how the codes of a run are read.
  ///
  /// - Returns: The bits of the narrowest lanes that they can be read into.
  fileprivate mutating func prepare(for zone: NarrowVector.Zone) -> Int32 {
    is_natural = zone.least >= 0 ? 1 : 0
    switch Int32(form) {
    case Int32(nianbao_signed_8): return 8
    case Int32(nianbao_unsigned_8):
      guard zone.greatest > 127 else {
        form = UInt8(nianbao_signed_8)
        return 8
      }
      is_natural = 0
      return 16
    case Int32(nianbao_signed_16): return 16
    default: return 32
    }
  }
}

extension NarrowVector.Form {
  /// The code that is null.
  fileprivate var null: Int32 {
    switch self {
    case .signed8: Int32(Int8.min)
    case .unsigned8: Int32(UInt8.max)
    case .signed16: Int32(Int16.min)
    default: .min
    }
  }
}

extension NarrowVector.Zone {
  /// What there is in some neighbouring zones.
  fileprivate init(_ range: ClosedRange<Int>, of zones: UnsafePointer<NarrowVector.Zone>) {
    var (least, greatest, nulls) = (Int32.max, Int32.min, Int32(0))
    for position in range {
      let zone = zones[position]
      least = min(least, zone.least)
      greatest = max(greatest, zone.greatest)
      nulls += zone.nullCount
    }
    self.init(least: least, greatest: greatest, nullCount: nulls)
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
