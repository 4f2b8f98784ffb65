import Nianbao
import Testing

@testable import Synthesis

@Suite struct ProseModelTests {
  private let fixture: EvaluationFixture

  init() throws { fixture = try EvaluationFixture() }

  @Test(arguments: ProseAmount.allCases) func proseSaysWhatTheTableSaysButWhereItCountsMore(
    amount: ProseAmount
  ) throws {
    var (stated, differing, rough) = (0, 0, 0)
    for form in fixture.forms {
      for instance in try fixture.cases(form, 80, seed: 21, prose: amount) {
        for position in form.tables.upperBound..<form.cells.count {
          let value = instance.truth[position]
          guard !value.isNaN else { continue }
          let cell = try #require(form.position(of: position, .table))
          let table = instance.truth[cell]
          stated += 1
          switch form.cells[position].place {
          case .exact where instance.differing.contains(position):
            differing += 1
            #expect(value > table)
          case .exact: #expect(value == table)
          case .about, .atLeast:
            rough += 1
            #expect(value <= table && table >= 20 && value > table / 2)
          case .table: Issue.record("a table's cell behind the tables")
          }
        }
        #expect(instance.differing.isEmpty || amount != .none)
      }
    }
    switch amount {
    case .none: #expect(stated == 0)
    case .counted: #expect(stated > 1500 && stated < 5000 && differing > 0)
    case .all: #expect(stated > 10_000 && differing > 100 && rough > 50)
    }
  }

  @Test func theTablesAndTheirMistakesAreTheSameWithAnyProse() throws {
    for form in fixture.forms {
      let bare = try fixture.cases(form, 60, seed: 22)
      let told = try fixture.cases(form, 60, seed: 22, prose: .all)
      for (one, other) in zip(bare, told) {
        for cell in form.tables {
          #expect(one.truth[cell] == other.truth[cell] || one.truth[cell].isNaN)
        }
        #expect(one.mistakes.map(\.type) == other.mistakes.map(\.type))
        for (mistake, placed) in zip(one.mistakes, other.mistakes) {
          // In the table, in the prose of the same figure, or in both.
          let tables = Set(placed.cells.compactMap { form.position(of: $0, .table) })
          #expect(tables == Set(mistake.cells))
          #expect(
            Set(placed.changes.map(\.truth.bitPattern))
              == Set(mistake.changes.map(\.truth.bitPattern)))
        }
      }
    }
  }

  @Test func recordsWithProseBreakTheSameRulesAsTheirColumns() throws {
    for form in fixture.forms {
      let rules = RecordRules(fixture.rules, on: form)
      let cases = try fixture.cases(form, 60, seed: 23, prose: .all)
      for records in [cases.map(\.truth), cases.map(\.printed)] {
        let expected = records.enumerated().flatMap { position, figures in
          rules.broken(figures).map {
            "\(position) \(rules.instances[$0].year) \(rules.instances[$0].rule.id)"
          }
        }
        #expect(fixture.broken(records, form) == Set(expected))
      }
      // What true records break is what the prose counts otherwise.
      for instance in cases {
        let broken = rules.broken(instance.truth)
        #expect(
          broken.allSatisfy { number in
            rules.instances[number].cells.contains(where: instance.differing.contains)
          })
      }
    }
  }
}
