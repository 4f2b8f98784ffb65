import Foundation
import Testing

@testable import Vectors

@Suite struct FalseDiscoveryTests {
  /// Every k is tried.
  private func discoveries(_ p: [Double], tests: Int, rate: Double) -> Set<Int> {
    for count in stride(from: p.count, to: 0, by: -1) {
      let limit = rate * Double(count) / Double(tests)
      let below = p.indices.filter { p[$0] <= limit }
      if below.count >= count { return Set(below) }
    }
    return []
  }

  @Test func agreesWithTryingEveryNumber() {
    for seed in UInt64(40)..<140 {
      var random = SeededGenerator(seed: seed)
      let count = Int.random(in: 0...40, using: &random)
      let p = (0..<count).map { _ in
        let small = Bool.random(using: &random)
        return Double.random(in: 0...1, using: &random) * (small ? 0.01 : 1)
      }
      let tests = count + Int.random(in: 0...60, using: &random)
      let found = FalseDiscovery.discoveries(p.map { log($0) }, tests: tests, rate: 0.1)
      #expect(Set(found) == discoveries(p, tests: tests, rate: 0.1), "seed \(seed)")
      #expect(found.map { p[$0] } == found.map { p[$0] }.sorted(), "seed \(seed)")
      let strict = FalseDiscovery.discoveries(
        p.map { log($0) }, tests: tests, rate: 0.1, dependence: .arbitrary)
      let penalty = tests == 0 ? 1 : (1...tests).reduce(0) { $0 + 1 / Double($1) }
      #expect(
        Set(strict) == discoveries(p, tests: tests, rate: 0.1 / penalty), "seed \(seed)")
    }
  }

  @Test func harmonicNumbersMeet() {
    let exact = (1...1_000_001).reduce(0) { $0 + 1 / Double($1) }
    #expect(abs(FalseDiscovery.harmonic(1_000_001) - exact) < 1e-9)
  }

  @Test func theShareOfFalseOnesIsBounded() {
    var shares = 0.0
    for seed in UInt64(200)..<400 {
      var random = SeededGenerator(seed: seed)
      // 50 of 1,000 are true: their p are tiny.
      let p = (0..<1000).map { position in
        Double.random(in: 0..<1, using: &random) * (position < 50 ? 1e-4 : 1)
      }
      let found = FalseDiscovery.discoveries(p.map { log($0) }, tests: 1000, rate: 0.1)
      shares += Double(found.count { $0 >= 50 }) / Double(max(found.count, 1))
    }
    #expect((0.07...0.12).contains(shares / 200), "\(shares / 200)")
  }

  @Test func aTailThatIsAsTheModelSaysStaysAsItIs() {
    var random = SeededGenerator(seed: 77)
    let all = (0..<200_000).map { _ in -log(1 - Double.random(in: 0..<1, using: &random)) }
    let threshold = TailCalibration.threshold(for: all.count)
    for factor in [1.0, 3] {
      let tail = all.map { $0 * factor }.filter { $0 >= threshold }
      let calibration = TailCalibration(tail: tail, of: all.count)
      #expect(abs(calibration.reach - factor) < 0.15 * factor, "seed 77")
      // What the model says of the tail is then what is seen of it.
      let probability = calibration.calibrated(-12 * factor)
      #expect(abs(probability + 12) < 1.5, "\(probability) at factor \(factor), seed 77")
      #expect(calibration.calibrated(-1) == max(-1, log(calibration.share)))
    }
    let empty = TailCalibration(tail: [], of: 0)
    #expect(empty.reach == 1 && empty.calibrated(-30) >= -30)
  }

  @Test func aFewOutliersDoNotMoveATail() {
    var random = SeededGenerator(seed: 78)
    let all = (0..<20_000).map { _ in -log(1 - Double.random(in: 0..<1, using: &random)) }
    let threshold = TailCalibration.threshold(for: all.count)
    let tail = all.filter { $0 >= threshold }
    let clean = TailCalibration(tail: tail, of: all.count)
    let soiled = TailCalibration(tail: tail + Array(repeating: 500, count: 20), of: all.count)
    #expect(soiled.reach < clean.reach * 1.35)
    #expect(soiled.calibrated(-500) < -60, "seed 78")
  }
}
