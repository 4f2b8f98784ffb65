import Vectors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

extension RepetitionChecks {
  /// Reports of a year that repeat another unit's.
  ///
  /// Each report's figures above and below 0 are hashed in three parts; reports that share a part are
  /// compared with the first that has it, figure by figure. So a report that differs in a single
  /// figure is found as well, and no two reports that have nothing in common are ever compared.
  ///
  /// - Complexity: O(units · indicators), and O(units) for each figure of a repeated report.
  func otherUnit(_ year: Int) -> CheckOutcome {
    let columns = columns(year)
    let parts = Fingerprints(columns.map(\.values), units: panel.units.count)
    var outcome = CheckOutcome(
      check: .otherUnit, tests: parts.figures.count { $0 >= Self.fewestFigures })
    var first: [Fingerprints.Key: Int] = [:]
    var frequencies = Frequencies()
    for unit in 0..<panel.units.count where parts.figures[unit] >= Self.fewestFigures {
      var seen: Set<Int> = []
      var best: AnomalyCandidate?
      for key in parts.keys(unit) {
        guard let other = first[key] else {
          first[key] = unit
          continue
        }
        guard seen.insert(other).inserted,
          let candidate = candidate(unit, other, columns, year, tests: outcome.tests, &frequencies)
        else { continue }
        if candidate.logProbability < best?.logProbability ?? 0 { best = candidate }
      }
      if let best { outcome.candidates.append(best) }
    }
    return outcome
  }

  private func candidate(
    _ unit: Int, _ other: Int, _ columns: [(indicator: IndicatorIndex, values: Vector<Double>)],
    _ year: Int, tests: Int, _ frequencies: inout Frequencies
  ) -> AnomalyCandidate? {
    var comparison = Comparison()
    for column in columns {
      comparison.add(column.indicator, column.values[unit], column.values[other])
    }
    let values = comparison.byValue
    guard comparison.repeats, values.count >= Self.fewestFigures else { return nil }
    // The chance that one other unit has a figure is the share of units that have it; of figures that
    // stand in several cells the most frequent one counts.
    let byIndicator = Dictionary(uniqueKeysWithValues: columns.map { ($0.indicator, $0.values) })
    var information = 0.0
    for (value, indicators) in values {
      let shares = indicators.compactMap { indicator in
        byIndicator[indicator].map { frequencies.share(of: value, indicator, $0) }
      }
      information -= log(shares.max() ?? 1)
    }
    // A few figures may differ: any of them might have.
    let missed = Double(comparison.differing.count)
    let ways = missed * log(Double(comparison.active)) + log(Double(max(tests - 1, 1)))
    return AnomalyCandidate(
      check: .otherUnit, unit: UnitIndex(unit), year: year,
      logProbability: min(0, ways - information),
      subject: .repetition(
        comparison.matching.map(\.indicator), of: comparison.active, other: UnitIndex(other)))
  }
}

/// How many of the units have a figure, counted when it is asked for.
private struct Frequencies {
  private struct Key: Hashable {
    let indicator: IndicatorIndex
    let value: Double
  }

  private var shares: [Key: Double] = [:]

  mutating func share(
    of value: Double, _ indicator: IndicatorIndex, _ column: Vector<Double>
  ) -> Double {
    let key = Key(indicator: indicator, value: value)
    if let share = shares[key] { return share }
    let values = column.span
    var (same, all) = (0, 0)
    for unit in values.indices {
      same += values[unit] == value ? 1 : 0
      all += values[unit].isNaN ? 0 : 1
    }
    // Without the unit itself; the other one stays among those that have it.
    let share = Double(max(same - 1, 1)) / Double(max(all - 1, 1))
    shares[key] = share
    return share
  }
}

/// Hashes of the figures of reports that are not 0, in three parts by the order of the indicators.
private struct Fingerprints {
  struct Key: Hashable {
    let part: Int
    let hash: UInt64
  }

  private static let parts = 3
  /// A part with fewer figures says too little.
  private static let fewestInPart = 2

  /// How many figures each unit has that are not 0.
  private(set) var figures: [Int32]
  private var hashes: [UInt64]
  private var counts: [Int32]

  init(_ columns: [Vector<Double>], units: Int) {
    figures = Array(repeating: 0, count: units)
    hashes = Array(repeating: 0, count: units * Self.parts)
    counts = Array(repeating: 0, count: units * Self.parts)
    for (position, column) in columns.enumerated() {
      let salt = Self.mixed(UInt64(position) &+ 1)
      let values = column.span
      for unit in values.indices {
        let value = values[unit]
        guard value != 0, !value.isNaN else { continue }
        let slot = unit * Self.parts + position % Self.parts
        // A sum, so that the order of columns does not matter and none need be kept.
        hashes[slot] &+= Self.mixed(value.bitPattern ^ salt)
        counts[slot] += 1
        figures[unit] += 1
      }
    }
  }

  func keys(_ unit: Int) -> [Key] {
    (0..<Self.parts).compactMap { part in
      let slot = unit * Self.parts + part
      return counts[slot] >= Self.fewestInPart ? Key(part: part, hash: hashes[slot]) : nil
    }
  }

  /// The finaliser of SplitMix64 (Steele, Lea and Flood 2014).
  private static func mixed(_ bits: UInt64) -> UInt64 {
    var mixed = bits &+ 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}
