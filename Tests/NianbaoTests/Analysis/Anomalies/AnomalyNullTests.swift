import Foundation
import Testing
import Vectors

@testable import Nianbao

/// Panels in which nothing is unusual: what is found in them is a false alarm.
@Suite struct AnomalyNullTests {
  static let indicators: [IndicatorID] = [
    "normative.issued", "disclosure.channel.website", "disclosure.channel.wechat", "response.hot",
    "response.press", "response.interpretation", "complaint.total", "training.meeting",
    "training.session", "training.participant",
  ]
  /// Means of the indicators: rare, small, large.
  static let means = [0.02, 0.3, 1, 2.5, 6, 15, 40, 120, 500, 3000]

  enum Null: String, CaseIterable {
    /// Poisson counts, the same mean for all.
    case poisson
    /// Counts that vary from unit to unit and from year to year.
    case negativeBinomial
    /// Units have sizes; within a unit counts are Poisson.
    case sizes
    /// Many zeros, the others far from 0.
    case bursts
  }

  static func panel(_ null: Null, seed: UInt64, counties: Int, townships: Int) throws -> Panel {
    var numbers = SeededNumbers(seed: seed)
    var simulated = SimulatedPanel(
      try Catalog.builtIn(), counties: counties, townships: townships, indicators: indicators)
    let sizes = simulated.codes.map { _ in numbers.gamma(3) / 3 }
    simulated.draw { unit, _, indicator in
      let mean = means[indicator]
      switch null {
      case .poisson: return numbers.poisson(mean)
      case .negativeBinomial: return numbers.negativeBinomial(mean, 0.4)
      case .sizes: return numbers.poisson(mean * sizes[unit])
      case .bursts: return numbers.uniform() < 0.7 ? 0 : 1 + numbers.negativeBinomial(mean, 0.5)
      }
    }
    return simulated.panel
  }

  /// Of panels without anything unusual at most the stated share, 5 %, has a discovery; of 30 more
  /// than 5 would be a chance of 1 in 300.
  @Test(arguments: Null.allCases)
  func fewPanelsHaveFalseAlarms(null: Null) throws {
    var alarmed = 0
    var described: [String] = []
    for seed in UInt64(1)...30 {
      let isSmall = seed % 2 == 0
      let panel = try Self.panel(
        null, seed: seed, counties: isSmall ? 1 : 8, townships: isSmall ? 18 : 13)
      let report = AnomalyDetection(panel).findings()
      if report.discoveries > 0 {
        alarmed += 1
        described += report.anomalies.map { "\(seed): \($0.finding.message.english)" }
      }
      #expect(report.expectedFalseAlarms == 0.05 * Double(report.discoveries))
    }
    #expect(alarmed <= 5, "\(alarmed) of 30: \(described.joined(separator: "\n"))")
  }

  /// Calibrated probabilities are not below the share of tests that have them.
  @Test(arguments: Null.allCases)
  func probabilitiesAreAsStated(null: Null) throws {
    let panel = try Self.panel(null, seed: 4242, counties: 50, townships: 14)
    let outcomes = AnomalyDetection(panel).outcomes()
    for check in [AnomalyCheck.peers, .history, .jump, .multivariate] {
      let mine = outcomes.filter { $0.check == check }
      let tests = Double(mine.reduce(0) { $0 + $1.tests })
      for exponent in [3.0, 4] {
        let probability = pow(10, -exponent)
        let below = mine.reduce(0) {
          $0 + $1.candidates.count { $0.logProbability < log(probability) }
        }
        let expected = tests * probability
        #expect(
          Double(below) <= 1.6 * expected + 4 * expected.squareRoot() + 1,
          "\(check): \(below) of \(tests) below 10^-\(exponent), seed 4242")
      }
    }
  }

  @Test func theResultIsTheSameForAnyNumberOfThreads() throws {
    let panel = try Self.panel(.bursts, seed: 7, counties: 20, townships: 14)
    var options = AnomalyDetection.Options()
    options.falseDiscoveryRate = 0.9
    let detection = AnomalyDetection(panel, options: options)
    let (one, many) = (
      detection.findings(workers: .serial), detection.findings(workers: Workers(count: 3))
    )
    #expect(one.findings.map(\.message) == many.findings.map(\.message))
    #expect(one.anomalies.map(\.logProbability) == many.anomalies.map(\.logProbability))
    #expect(one.tests == many.tests)
  }
}
