import Testing
import Vectors

@testable import Nianbao

/// Notes travel with the figures, and what cannot be compared is not.
@Suite struct ComparabilityTests {
  let catalog: Catalog
  let frame: Frame

  /// Five years around a change of the form; the first body's figures of 2019 and later cannot be
  /// compared with the earlier ones, the second one's count more in 2018.
  init() throws {
    catalog = try Catalog.builtIn()
    let apart = FigureNotes.notComparable.rawValue
    let broader = FigureNotes.broader.rawValue
    frame = Frame(
      catalog: catalog, subject: .units,
      bodies: ["甲", "乙"].map { Frame.Body(name: $0, code: "", region: nil) },
      years: [2016, 2017, 2018, 2019, 2020],
      indicators: [try #require(catalog.index(of: "request.received"))],
      columns: [[10, 1], [12, 2], [14, 3], [100, 4], [90, 5]].map { Vector($0) },
      notes: [nil, nil, Vector([0, broader]), Vector([apart, 0]), Vector([apart, 0])])
  }

  @Test func aStepBetweenFormsThatCannotBeComparedIsNull() throws {
    let change = frame.change()
    let step = try #require(change.column(0, 3))
    #expect(step.values[0] == 100 && step.previous[0] == 14)
    #expect(step.difference[0].isNaN && step.percent[0].isNaN && step.caveat(0) == nil)
    #expect(step.logarithm(0).isNaN && step.annualGrowth(0).isNaN)
    #expect(step.notes(0) == .notComparable)
    // The other body's step carries the note of its earlier figure.
    #expect(step.difference[1] == 1 && step.notes(1) == .broader)
    // Within one form the figures can be compared with each other.
    let later = try #require(change.column(0, 4))
    #expect(later.difference[0] == -10 && later.notes(0) == .notComparable)
    #expect(later.notes(1) == [])
    #expect(change.percentFrame.notes(0, 3, 1) == .broader)
  }

  @Test func anEndToEndChangeCarriesTheNotesOfItsEnds() throws {
    let column = try #require(frame.change(from: .year(2018)).column(0, 4))
    #expect(column.difference[0].isNaN && column.notes(0) == .notComparable)
    #expect(column.difference[1] == 2 && column.span[1] == 2 && column.notes(1) == .broader)
    let earlier = try #require(frame.change(from: .year(2018)).column(0, 1))
    #expect(earlier.previous[0].isNaN)
  }

  @Test func indicesWindowsAndSumsDoNotMixForms() throws {
    let index = frame.index(base: 2016)
    #expect(index.column(0, 2)?[0] == 140 && index.column(0, 3).map { $0[0].isNaN } ?? false)
    #expect(index.column(0, 3)?[1] == 400)
    let rolling = frame.rollingMeans(over: 2).frame
    #expect(rolling.column(0, 2)?[0] == 13 && rolling.column(0, 4)?[0] == 95)
    #expect(rolling.column(0, 3).map { $0[0].isNaN } ?? false)
    #expect(rolling.notes(0, 3, 1) == .broader)
    let sums = frame.cumulatedSums().frame
    #expect(sums.column(0, 2)?[0] == 36 && sums.column(0, 4).map { $0[0].isNaN } ?? false)
    #expect(sums.column(0, 4)?[1] == 15)
  }

  @Test func aTrendTakesTheLargestComparableSet() throws {
    let column = frame.trend(TrendOptions([.line, .shift])).column(0)
    let line = try #require(column.line)
    #expect(column.counts.array == [3, 5] && line.slopes[0] == 2 && line.slopes[1] == 1)
    #expect(column.notes(0) == .notComparable && column.notes(1) == .broader)
    let trend = frame.trend()
    #expect(trend.isEditionBreak(3, of: 0) && !trend.isEditionBreak(2, of: 0))
    #expect(!trend.isEditionBreak(0, of: 0) && !trend.isEditionBreak(-1, of: 0))
  }

  @Test func aBaseThatIsMissingSaysSo() {
    #expect(frame.indexCaveat(0, 0, base: 2010) == .noBase)
    #expect(frame.indexCaveat(0, 0, base: 2016) == nil)
    let zero = Frame(
      catalog: catalog, subject: .units, bodies: frame.bodies, years: [2016],
      indicators: frame.indicators, columns: [Vector([0, -1])])
    #expect(zero.indexCaveat(0, 0, base: 2016) == .baseZero)
    #expect(zero.indexCaveat(0, 1, base: 2016) == .baseNegative)
  }

  @Test func stocksDoNotAddUpOverYears() throws {
    let stock = try #require(catalog.indicators.firstIndex { $0.nature == .stock })
    let frame = Frame(
      catalog: catalog, subject: .units, bodies: frame.bodies, years: [2016, 2017],
      indicators: [IndicatorIndex(stock)], columns: [Vector([1, 2]), Vector([3, 4])])
    #expect(frame.cumulatedSums().frame.column(0, 1)?.array.allSatisfy { $0.isNaN } ?? false)
  }
}
