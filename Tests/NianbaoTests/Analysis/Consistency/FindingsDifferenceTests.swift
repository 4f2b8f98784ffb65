import Testing

@testable import Nianbao

@Suite struct FindingsDifferenceTests {
  private func finding(_ rule: Int, _ unit: Int, _ message: Int) -> Finding {
    Finding(
      id: RuleID("rule.\(rule)"), kind: .identity, severity: .error, unit: UnitIndex(unit),
      year: 2017, cells: [], message: LocalizedText(zh: "\(message)", en: "\(message)"))
  }

  /// Against a search that crosses out one partner at a time.
  @Test(arguments: 1...50 as ClosedRange<UInt64>) func everyFindingGoesComesOrStays(seed: UInt64) {
    var numbers = SeededNumbers(seed: seed)
    func findings(_ start: Int) -> [Finding] {
      (0..<Int.random(in: 0...12, using: &numbers)).map { position in
        finding(
          Int.random(in: 0...2, using: &numbers), Int.random(in: 0...2, using: &numbers),
          start + position)
      }
    }
    let (before, after) = (findings(0), findings(100))
    let difference = FindingsDifference(from: before, to: after)
    var left = before
    var (come, kept): ([String], [String]) = ([], [])
    for finding in after {
      let partner = left.firstIndex { $0.id == finding.id && $0.unit == finding.unit }
      if let partner {
        left.remove(at: partner)
        kept.append(finding.message.english)
      } else {
        come.append(finding.message.english)
      }
    }
    #expect(difference.gone.map(\.message.english) == left.map(\.message.english))
    #expect(difference.come.map(\.message.english) == come)
    #expect(difference.kept.map(\.message.english) == kept)
  }

  @Test func aKeyOfOnesOwnDecides() {
    let (before, after) = ([finding(1, 1, 1)], [finding(2, 1, 2)])
    #expect(FindingsDifference(from: before, to: after).kept.isEmpty)
    let difference = FindingsDifference(from: before, to: after) { $0.unit }
    #expect(difference.kept.count == 1 && difference.gone.isEmpty && difference.come.isEmpty)
  }
}
