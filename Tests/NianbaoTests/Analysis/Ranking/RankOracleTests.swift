import Testing
import Vectors

@testable import Nianbao

/// Ranks, scores and agreements against SciPy, pandas and NumPy.
@Suite struct RankOracleTests {
  private static func ranking(
    _ rows: OracleTable, _ change: (inout RankOptions) -> Void
  ) throws -> Ranking {
    var options = RankOptions()
    options.tags = rows.rows.map { $0["group"] }
    change(&options)
    return try Frame.ofFigures([[rows.numbers("value")]]).ranked(options)
  }

  @Test(arguments: RankOptions.Ties.allCases, [true, false])
  func ranksAreThoseOfSciPy(ties: RankOptions.Ties, isDescending: Bool) throws {
    let table = try OracleTable("rank/ranks.csv")
    for text in table.texts("case") {
      let rows = table.rows(where: "case", is: text)
      let ranking = try Self.ranking(rows) {
        $0.ties = ties
        $0.isDescending = isDescending
      }
      let expected = rows.numbers("\(ties.rawValue)_\(isDescending ? "down" : "up")")
      let column = try #require(ranking.column(0, 0))
      for (body, rank) in expected.enumerated() {
        #expect(rank.isNaN ? column.ranks[body].isNaN : column.ranks[body] == rank, "case \(text)")
      }
    }
  }

  @Test func scoresAndBandsAreThoseOfPandasAndNumPy() throws {
    let table = try OracleTable("rank/ranks.csv")
    for text in table.texts("case") {
      let rows = table.rows(where: "case", is: text)
      let down = try Self.ranking(rows) { _ in }
      let up = try Self.ranking(rows) { $0.isDescending = false }
      let results: [(String, Vector<Double>?)] = [
        ("percentile", down.scores(.percentile, 0, 0)), ("z", down.scores(.z, 0, 0)),
        ("robust_z", down.scores(.robustZ, 0, 0)), ("band4_up", up.bands(4, 0, 0)),
        ("band4_down", down.bands(4, 0, 0)), ("band3_down", down.bands(3, 0, 0)),
      ]
      for (name, result) in results {
        let result = try #require(result)
        for (body, expected) in rows.numbers(name).enumerated() {
          #expect(isClose(result[body], expected, 1e-12), "case \(text), \(name), row \(body)")
        }
      }
    }
  }

  @Test func agreementsAreThoseOfSciPy() throws {
    let pairs = try OracleTable("rank/agreement_pairs.csv")
    for row in try OracleTable("rank/agreement.csv").rows {
      let own = pairs.rows(where: "case", is: row["case"] ?? "")
      let frame = try Frame.ofFigures([[own.numbers("x"), own.numbers("y")]])
      let found = frame.ranked().persistence().pairs
      guard Double(row["n"] ?? "") ?? 0 >= 2 else {
        #expect(found.isEmpty)
        continue
      }
      let agreement = try #require(found.first).agreement
      #expect(Double(agreement.count) == Double(row["n"] ?? ""))
      #expect(isClose(agreement.spearman, row["spearman"].flatMap(Double.init) ?? .nan, 1e-12))
      #expect(isClose(agreement.kendall, row["kendall"].flatMap(Double.init) ?? .nan, 1e-12))
    }
  }
}
