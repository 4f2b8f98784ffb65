import Foundation
import Nianbao
import Testing

@testable import Synthesis

/// What the diagnosis must reach on a sample of the evaluation set; the whole of it is evaluated by
/// `nianbao-synthesize evaluate`.
@Suite struct EvaluationTests {
  /// The least percents, by the number of mistakes in a report. To be raised whenever the
  /// localisation gets better.
  private static let thresholds = [
    Threshold(mistakes: 1, suspected: 99, first: 88, valueFirst: 90.5),
    Threshold(mistakes: 2, suspected: 98, first: 85, valueFirst: 87),
    Threshold(mistakes: 3, suspected: 97.5, first: 83.5, valueFirst: 83),
  ]

  /// The same for districts with their townships, over all numbers of mistakes.
  private static let districts = Threshold(
    mistakes: 0, suspected: 99.5, first: 98.5, valueFirst: 98.5)

  struct Threshold {
    let mistakes: Int
    let suspected: Double
    let first: Double
    let valueFirst: Double
  }

  private static func evaluation(
    _ reports: Int, seed: UInt64, prose: ProseAmount = .none,
    subject: Evaluation.Subject = .units
  ) throws -> Evaluation {
    var options = Evaluation.Options()
    options.reports = reports
    options.seed = seed
    options.prose = prose
    options.subject = subject
    options.examples = 3
    let catalog = try Catalog.builtIn()
    var rules = try RuleSet.builtIn(catalog)
    if subject == .districts {
      let root = (0..<4).reduce(URL(filePath: #filePath)) { path, _ in
        path.deletingLastPathComponent()
      }
      rules = try rules.adding(path: root.appending(path: "Documentation/Samples/rollup.yaml").path)
    }
    return try Evaluation(
      rules: rules, regions: RegionTree([]),
      rates: MistakeRates.builtIn(), prose: ProseRates.builtIn(catalog), options: options)
  }

  @Test func plantedMistakesAreFoundAndNamed() throws {
    let evaluation = try Self.evaluation(1000, seed: 1)
    #expect(evaluation.trueReports == 3000 && evaluation.falseAlarms == 0)
    let all = ScoreTally(evaluation.scores)
    #expect(all.found == all.detectable, "every mistake that a rule sees is found")
    #expect(all.detectable > 1000 && all.identified > 900)
    #expect(evaluation.diagnosedRecords > 700)
    let untied = Double(all.untiedFirst) / Double(all.untied)
    #expect(all.untied > 900 && untied >= 0.9, "\(untied) of \(all.untied)")
    for threshold in Self.thresholds {
      let tally = ScoreTally(evaluation.scores.filter { $0.mistakes == threshold.mistakes })
      let detectable = Double(tally.detectable) / 100
      let first = Double(tally.first) / detectable
      #expect(Double(tally.suspected) / detectable >= threshold.suspected)
      #expect(first >= threshold.first)
      #expect(
        Double(tally.valueFirst) / Double(tally.identified) * 100 >= threshold.valueFirst)
      #expect(first <= tally.firstCeiling / detectable + 3, "better than can be")
    }
    let reader = Double(all.byReader) / Double(all.detectable)
    let ceiling = all.firstCeiling / Double(all.detectable)
    #expect(reader > 0.8 && reader <= ceiling + 0.01, "\(reader) of \(ceiling)")
    #expect(evaluation.examples.count == 3 && evaluation.examples[0].contains("true cells:"))
  }

  @Test func proseIsHeardAndItsOwnDifferencesAreTold() throws {
    let evaluation = try Self.evaluation(600, seed: 1, prose: .all)
    #expect(evaluation.falseAlarms == 0)
    #expect(evaluation.differing > 200 && evaluation.differingFound == evaluation.differing)
    let all = ScoreTally(evaluation.scores)
    #expect(all.found == all.detectable)
    for (place, least) in [(MistakePlace.table, 93.0), (.prose, 86), (.both, 77)] {
      let tally = ScoreTally(evaluation.scores.filter { $0.place == place })
      #expect(tally.detectable > 20)
      let first = Double(tally.first) / Double(tally.detectable) * 100
      #expect(first >= least, "\(place)")
    }
    #expect(evaluation.summary.english.contains("Prose truthfully differs from the table"))
  }

  @Test func districtsAndTownshipsAreLookedAtTogether() throws {
    let evaluation = try Self.evaluation(300, seed: 1, subject: .districts)
    #expect(evaluation.trueReports == 300 * 10 && evaluation.falseAlarms == 0)
    let all = ScoreTally(evaluation.scores)
    #expect(all.found == all.detectable && all.detectable > 250)
    let detectable = Double(all.detectable) / 100
    #expect(Double(all.suspected) / detectable >= Self.districts.suspected)
    #expect(Double(all.first) / detectable >= Self.districts.first)
    #expect(
      Double(all.valueFirst) / Double(all.identified) * 100 >= Self.districts.valueFirst)
    for level in [MistakeScore.Level.district, .township] {
      #expect(evaluation.scores.count { $0.level == level && $0.isDetectable } > 30)
    }
  }

  @Test func theTableHasARowForEachTypeAndTotals() throws {
    let rates = try MistakeRates.builtIn()
    let evaluation = try Self.evaluation(60, seed: 2)
    let text = EvaluationTable(evaluation, rates: rates, language: .chinese).text(as: .csv)
    let rows = text.split(separator: "\n").map { $0.split(separator: ",") }
    let total = try #require(rows.last)
    #expect(total.prefix(2) == ["合计", "合计"])
    #expect(Int(total[2]) == evaluation.scores.count)
    let planted = rows.filter { $0[0] == "合计" && $0[1] != "合计" }.compactMap { Int($0[2]) }
    #expect(planted.reduce(0, +) == evaluation.scores.count)
    #expect(evaluation.summary.english.contains("False alarms: 0, in 180 true reports"))
    let again = try Self.evaluation(60, seed: 2)
    #expect(EvaluationTable(again, rates: rates, language: .chinese).text(as: .csv) == text)
  }
}
