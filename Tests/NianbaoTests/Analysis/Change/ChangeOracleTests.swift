import Testing
import Vectors

@testable import Nianbao

/// Changes, windows and trends against pandas, SciPy and brute force (`Oracles/change`).
@Suite struct ChangeOracleTests {
  let catalog: Catalog
  let frame: Frame

  init() throws {
    catalog = try Catalog.builtIn()
    frame = try OracleFrame("panel", catalog: catalog).frame
  }

  @Test func changesAndWindowsAreThoseOfPandas() throws {
    let rows = try OracleTable("change/change.csv").numberRows
    let change = frame.change()
    let two = frame.change(from: .yearsBefore(2))
    let index = frame.index(base: 2012)
    let rolling = frame.rollingMeans(over: 3, atLeast: 2)
    let cumulated = frame.cumulatedSums()
    let lead = frame.shifted(by: -1)
    var compared = 0
    for row in rows {
      let unit = Int(try #require(row["unit"]))
      let year = Year(Int(try #require(row["year"])))
      guard let y = frame.position(of: year), let column = change.column(0, y),
        let far = two.column(0, y)
      else {
        Issue.record("the frame has no \(year)")
        continue
      }
      let note: Comment = "unit \(unit), \(year)"
      compared += 1
      // One operation each: to the last bit.
      for (own, name) in [
        (column.values[unit], "value"), (column.previous[unit], "previous"),
        (column.difference[unit], "difference"), (column.percent[unit], "percent"),
        (far.previous[unit], "previous2"), (far.percent[unit], "percent2"),
        (index.column(0, y)?[unit] ?? .nan, "index"), (lead.column(0, y)?[unit] ?? .nan, "lead"),
      ] {
        #expect(agree(own, row[name], 0), "\(name) of \(unit) in \(year)")
      }
      // Logarithms, powers, and sums that pandas adds up in another order.
      #expect(agree(column.logarithm(unit), row["log"], 1e-14), note)
      #expect(agree(far.annualGrowth(unit), row["growth2"], 1e-12), note)
      #expect(agree(rolling.frame.column(0, y)?[unit], row["rolling"], 1e-12), note)
      #expect(Double(rolling.count(0, y, unit)) == row["rolling_n"], note)
      #expect(agree(cumulated.frame.column(0, y)?[unit], row["cumulated"], 1e-12), note)
    }
    #expect(compared == 432)
  }

  @Test func trendsAreThoseOfSciPyAndBruteForce() throws {
    let trend = frame.trend(TrendOptions([.line, .rank, .shift, .turn]))
    let column = trend.column(0)
    let line = try #require(column.line)
    let rank = try #require(column.rank)
    let shift = try #require(column.shift)
    let turn = try #require(column.turn)
    let rows = try OracleTable("change/trend.csv").numberRows
    #expect(rows.count == 36)
    for row in rows {
      let unit = Int(try #require(row["unit"]))
      let n = try #require(row["n"])
      #expect(column.counts[unit] == n)
      guard n >= 3 else { continue }
      for (own, name) in [
        (line.slopes, "slope"), (line.errors, "error"), (line.lower, "low"), (line.upper, "high"),
        (line.determinations, "r2"), (line.p, "p"), (line.q, "q"), (rank.slopes, "sen"),
        (rank.lower, "sen_low"), (rank.upper, "sen_high"), (rank.correlations, "tau"),
        (rank.p, "mk_p"), (rank.q, "mk_q"),
      ] {
        #expect(agree(own[unit], row[name]), "\(name) of \(unit): \(own[unit])")
      }
      let shiftYear = trend.year(shift.years[unit]).map { Double($0.number) }
      #expect(agree(shiftYear, row["shift_year"]), "unit \(unit)")
      #expect(agree(shift.sizes[unit], row["shift"]), "unit \(unit)")
      // Beyond eight figures the oracle drew 100,000 orders.
      #expect(agree(shift.p[unit], row["shift_p"], n <= 8 ? 1e-12 : 0.006), "unit \(unit)")
      let isTurn = (row["before"] ?? .nan) * (row["after"] ?? .nan) < 0
      let turnYear = trend.year(turn.years[unit]).map { Double($0.number) }
      #expect(agree(turnYear, isTurn ? row["turn_year"] : nil), "unit \(unit)")
      for (own, name) in [
        (turn.before, "before"), (turn.after, "after"), (turn.p, "turn_p"), (turn.q, "turn_q"),
      ] {
        #expect(agree(own[unit], row[name], 1e-7), "\(name) of \(unit): \(own[unit])")
      }
    }
  }

  @Test func longSeriesAreThoseOfSciPy() throws {
    let frame = try OracleFrame("long", catalog: catalog).frame
    let rank = try #require(frame.trend(TrendOptions([.rank])).column(0).rank)
    for row in try OracleTable("change/long_trend.csv").numberRows {
      let unit = Int(try #require(row["unit"]))
      for (own, name) in [
        (rank.slopes, "sen"), (rank.lower, "sen_low"), (rank.upper, "sen_high"),
        (rank.correlations, "tau"), (rank.p, "mk_p"),
      ] {
        #expect(agree(own[unit], row[name]), "\(name) of \(unit): \(own[unit])")
      }
    }
  }

  @Test func patternsAreThoseOfPandas() throws {
    let calendar = Array(Year(2010)...Year(2022))
    let balance = PanelBalance(
      bodies: frame.bodies, years: calendar,
      presence: frame.bodies.indices.map { body in
        calendar.map { year in
          frame.position(of: year).flatMap { frame.column(0, $0) }.map { !$0[body].isNaN } ?? false
        }
      })
    let expected = try OracleTable("change/patterns.csv").numbers("units")
    #expect(balance.patterns.map { Double($0.count) } == expected)
    #expect(balance.patterns.first?.pattern.text == "111111.111111")
    #expect(balance.patterns.reduce(0) { $0 + $1.count } == frame.bodies.count)
    #expect(balance.distribution.reduce(0, +) == frame.bodies.count)
  }
}
