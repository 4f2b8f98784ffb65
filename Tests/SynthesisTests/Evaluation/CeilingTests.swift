import Nianbao
import Testing

@testable import Synthesis

@Suite struct CeilingTests {
  private let fixture: EvaluationFixture

  init() throws { fixture = try EvaluationFixture() }

  @Test func theTrueMistakeIsAlwaysAmongTheHypotheses() throws {
    var (seen, shares) = (0, 0.0)
    for form in fixture.forms {
      let rules = RecordRules(fixture.rules, on: form)
      let ceiling = Ceiling(rules: rules, rates: fixture.rates)
      for instance in try fixture.cases(form, 60, seed: 12) {
        for mistake in instance.mistakes {
          let printed = mistake.planted(in: instance.truth)
          let broken = rules.broken(around: mistake.cells, printed)
          let cells = mistake.changes.filter {
            !rules.byCell[$0.cell].isEmpty || !form.isAdmissible($0.printed, $0.cell)
          }.map(\.cell)
          guard !broken.isEmpty || cells.contains(where: { !form.isAdmissible(printed[$0], $0) })
          else { continue }
          let hypotheses = ceiling.hypotheses(printed, broken: broken)
          #expect(
            hypotheses.sets[cells]?[mistake.type] != nil,
            "\(form.name) \(instance.number) \(mistake)")
          #expect(hypotheses.count(of: mistake.type) >= 1)
          let chance = hypotheses.chance(of: mistake.type)
          #expect(chance > 0 && chance <= 1)
          shares += hypotheses.ranked.reduce(0) { $0 + $1.share }
          seen += 1
        }
      }
    }
    #expect(seen > 150 && abs(shares - Double(seen)) < 1e-6)
  }

  @Test func aFigureIsIdentifiedWhereNoOtherSatisfiesTheRules() throws {
    for form in fixture.forms {
      let rules = RecordRules(fixture.rules, on: form)
      let ceiling = Ceiling(rules: rules, rates: fixture.rates)
      for instance in try fixture.cases(form, 2, seed: 13) {
        for cell in form.cells.indices
        where !rules.byCell[cell].isEmpty && form.isWhole(cell) && instance.truth[cell] < 40 {
          var figures = instance.truth
          let others = (0...80).map(Double.init).filter { $0 != instance.truth[cell] }
          let another = others.first { value in
            figures[cell] = value
            return rules.broken(around: [cell], figures).isEmpty
          }
          // An implication may leave a figure far away; what is next to the true one decides.
          if another == nil { #expect(ceiling.isIdentified([cell], instance.truth)) }
          if ceiling.isIdentified([cell], instance.truth), let another {
            #expect(abs(another - instance.truth[cell]) > 1)
          }
        }
      }
    }
  }
}
