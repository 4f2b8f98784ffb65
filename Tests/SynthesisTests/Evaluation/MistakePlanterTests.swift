import Nianbao
import Testing

@testable import Synthesis

@Suite struct MistakePlanterTests {
  private let fixture: EvaluationFixture

  init() throws { fixture = try EvaluationFixture() }

  /// Some mistakes of a type on every form.
  private func mistakes(_ type: MistakeType) throws -> [(RecordForm, [Double], PlantedMistake)] {
    try fixture.forms.flatMap { form in
      let planter = MistakePlanter(form: form, rates: fixture.rates)
      var numbers = SplitMix64(seed: 9)
      return try fixture.cases(form, 25, seed: 8).flatMap { instance in
        form.reports.compactMap { report in
          planter.plant(type, into: instance.truth, report: report, &numbers)
            .map { (form, instance.truth, $0) }
        }
      }
    }
  }

  @Test(arguments: MistakeType.allCases) func aMistakeChangesFiguresOfOneReport(type: MistakeType)
    throws
  {
    let planted = try mistakes(type)
    #expect(planted.count > 20)
    for (form, truth, mistake) in planted {
      #expect(mistake.type == type)
      #expect(mistake.changes.allSatisfy { $0.truth == truth[$0.cell] && $0.printed != $0.truth })
      #expect(Set(mistake.cells.map { form.cells[$0].year }).count == 1)
      #expect(Set(mistake.cells).count == mistake.cells.count)
    }
  }

  @Test func everyTypeMakesTheFiguresThatItSays() throws {
    for (_, _, mistake) in try mistakes(.rowsSwapped) {
      #expect(mistake.changes.count == 2)
      #expect(mistake.changes[0].printed == mistake.changes[1].truth)
      #expect(mistake.changes[1].printed == mistake.changes[0].truth)
    }
    for (form, truth, mistake) in try mistakes(.lastYear) {
      let before = try #require(form.lastYear(mistake.cells[0]))
      #expect(mistake.changes[0].printed == truth[before])
    }
    for (form, truth, mistake) in try mistakes(.countedTwice) {
      let change = mistake.changes[0]
      let parts = form.reports.flatMap(\.sums).filter { $0.total == change.cell }.flatMap(\.parts)
      #expect(parts.contains { truth[$0] == change.printed - change.truth })
    }
    for (form, _, mistake) in try mistakes(.totalNotUpdated) {
      #expect(form.reports.flatMap(\.sums).contains { $0.total == mistake.cells[0] })
    }
    for (_, _, mistake) in try mistakes(.blanked) { #expect(mistake.changes[0].printed.isNaN) }
    for (_, _, mistake) in try mistakes(.zeroed) { #expect(mistake.changes[0].printed == 0) }
  }

  @Test func aShiftOfRowsIsUndoneButForOneFigure() {
    let shifts = RowShift.all(in: [0, 1, 2, 3], share: 1)
    #expect(shifts.count == 2 * (2 + 1))
    let truth: [Double] = [5, 6, 7, 8]
    for shift in shifts {
      var printed = truth
      for (cell, figure) in zip(shift.cells, shift.printed(truth)) { printed[cell] = figure }
      let origins = shift.origins(printed)
      #expect(origins?.count == shift.cells.count)
      for (cell, origin) in zip(shift.cells, origins ?? []) where cell != shift.lost {
        #expect(origin == truth[cell])
      }
    }
  }

  @Test func aReportHasAsManyMistakesAsDrawnInDifferentCells() throws {
    for form in fixture.forms {
      let cases = try fixture.cases(form, 60, seed: 2)
      #expect(Set(cases.map(\.mistakes.count)) == [1, 2, 3])
      for instance in cases {
        let cells = instance.mistakes.flatMap(\.cells)
        #expect(Set(cells).count == cells.count)
        #expect(Set(cells.map { form.cells[$0].year }).count == 1)
      }
      let again = try fixture.cases(form, 60, seed: 2)
      #expect(
        again.map { $0.mistakes.flatMap(\.cells) } == cases.map { $0.mistakes.flatMap(\.cells) })
    }
  }
}
