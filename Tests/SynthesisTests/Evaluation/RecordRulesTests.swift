import Nianbao
import Testing

@testable import Synthesis

@Suite struct RecordRulesTests {
  private let fixture: EvaluationFixture

  init() throws { fixture = try EvaluationFixture() }

  @Test func trueRecordsSatisfyEveryRule() throws {
    for form in fixture.forms {
      let rules = RecordRules(fixture.rules, on: form)
      let records = try fixture.cases(form, 60, seed: 3).map(\.truth)
      #expect(fixture.broken(records, form) == [])
      for figures in records {
        #expect(rules.broken(figures).map { rules.instances[$0].rule.id } == [])
      }
    }
  }

  @Test func trueRecordsLookLikeReports() throws {
    for form in fixture.forms {
      let figures = try fixture.cases(form, 80, seed: 4).flatMap { $0.truth[form.tables] }
      let zeros = Double(figures.count { $0 == 0 }) / Double(figures.count)
      #expect(zeros > 0.3 && zeros < 0.95, "\(form.name): \(zeros)")
      #expect(figures.contains(where: \.isNaN) && figures.contains { $0 > 200 })
      #expect(figures.contains { $0 != $0.rounded() }, "\(form.name) has no amount with decimals")
      #expect(form.reports.count == 3)
    }
  }

  @Test func theColumnsBreakTheSameRulesAsTheRecords() throws {
    for form in fixture.forms {
      let rules = RecordRules(fixture.rules, on: form)
      let records = try fixture.cases(form, 80, seed: 6).map(\.printed)
      let expected = records.enumerated().flatMap { position, figures in
        rules.broken(figures).map {
          "\(position) \(rules.instances[$0].year) \(rules.instances[$0].rule.id)"
        }
      }
      #expect(!expected.isEmpty)
      #expect(fixture.broken(records, form) == Set(expected))
    }
  }

  @Test func theEquationsOfASumHaveOneSolutionForOnePart() throws {
    let form = fixture.forms[0]
    let rules = RecordRules(fixture.rules, on: form)
    let sum = try #require(form.reports[0].sums.first)
    let figures =
      form.tables.map { _ in 0.0 }
      + (form.tables.upperBound..<form.cells.count).map { _ in Double.nan }
    #expect(rules.rank(of: [sum.total], figures) == 1)
    #expect(rules.rank(of: Array(sum.parts.prefix(2)), figures) == 1)
  }
}
