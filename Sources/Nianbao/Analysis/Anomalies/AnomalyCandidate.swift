import Vectors

/// Something unusual, before it is known whether it is a discovery.
struct AnomalyCandidate: Sendable {
  let check: AnomalyCheck
  let unit: UnitIndex
  /// The position of the year in the panel's.
  let year: Int
  /// log p.
  var logProbability: Double
  let subject: Subject

  /// What is unusual.
  enum Subject: Sendable {
    /// A figure, what it typically is, and the number of others that say so; the region that they lie
    /// in, nil for the panel as a whole.
    case figure(
      IndicatorIndex, actual: Double, expected: Double, peers: Int, region: RegionCode?)
    /// Main figures that do not go together, those that contribute most first, with their shares.
    case vector([(indicator: IndicatorIndex, share: Double)], peers: Int, region: RegionCode?)
    /// Figures that another report has too: those that coincide, of how many; the other unit, nil for
    /// the unit's own report of the year before.
    case repetition([IndicatorIndex], of: Int, other: UnitIndex?)
    /// A digit that is too frequent: how often it occurs and should, among how many figures; the
    /// region, nil for the unit alone.
    case digit(Int, actual: Int, expected: Double, count: Int, region: RegionCode?, [DigitCell])
  }
}

/// A figure of a digit test.
struct DigitCell: Sendable, Hashable {
  let unit: UnitIndex
  let indicator: IndicatorIndex
  let year: Int
}

/// What one check found over one indicator, or over the panel.
struct CheckOutcome: Sendable {
  let check: AnomalyCheck
  /// The number of tests made.
  let tests: Int
  /// The unusual ones, in any order.
  var candidates: [AnomalyCandidate] = []
}

extension [CheckOutcome] {
  /// The outcomes with probabilities as the tails of the figures have them: each outcome's own, and at
  /// least as heavy as those of the same check are typically.
  func calibrated() -> [CheckOutcome] {
    var pools: [AnomalyCheck: [Double]] = [:]
    for outcome in self where outcome.tests > 0 {
      pools[outcome.check, default: []].append(outcome.calibration(pool: 1).reach)
    }
    let pool = pools.mapValues { reaches in reaches.sorted()[reaches.count / 2] }
    return map { outcome in
      let calibration = outcome.calibration(pool: pool[outcome.check] ?? 1)
      var outcome = outcome
      for index in outcome.candidates.indices {
        let probability = outcome.candidates[index].logProbability
        outcome.candidates[index].logProbability = calibration.calibrated(probability)
      }
      return outcome
    }
  }
}

extension CheckOutcome {
  fileprivate func calibration(pool: Double) -> TailCalibration {
    TailCalibration(tail: candidates.map { -$0.logProbability }, of: tests, pool: pool)
  }
}
