import Testing
import Vectors

@testable import Nianbao

/// Changes taken apart as `Oracles/decomposition/make_decomposition.py` does it.
@Suite struct DecompositionOracleTests {
  private static let chain: [IndicatorID] = [
    "request.received", "request.closed", "request.closed.ontime",
  ]

  @Test func chainsAreTakenApartAsByManyDigits() throws {
    let figures = try OracleTable("decomposition/chains.csv")
    let expected = try OracleTable("decomposition/lmdi.csv")
    var compared = 0
    for text in figures.texts("case") {
      let rows = figures.rows(where: "case", is: text)
      let columns = ["a", "b", "v"].map { name in
        [rows.numbers("\(name)0"), rows.numbers("\(name)1")]
      }
      let frame = try Frame.ofFigures(columns, indicators: Self.chain)
      let divisia = frame.divisia([0, 1, 2], from: 2014, to: 2015, within: nil, of: RegionTree([]))
      let effects = try #require(divisia.groups.first).effects
      let wanted = expected.rows(where: "case", is: text).rows
      #expect(effects.count == wanted.count, "case \(text)")
      for (effect, row) in zip(effects, wanted) {
        let (amount, multiplier) = (
          Double(row["amount"] ?? "") ?? .nan, Double(row["multiplier"] ?? "") ?? .nan
        )
        #expect(isClose(effect.amount, amount, 1e-9), "case \(text), \(row)")
        #expect(isClose(effect.multiplier ?? .nan, multiplier, 1e-9), "case \(text), \(row)")
        compared += 1
      }
    }
    #expect(compared > 150)
  }

  @Test func shiftSharesAreThoseOfPandas() throws {
    let figures = try OracleTable("decomposition/parts.csv")
    let expected = try OracleTable("decomposition/shift_share.csv")
    let ids: [IndicatorID] = [
      "request.received", "request.received.inperson", "request.received.fax",
      "request.received.online", "request.received.letter",
    ]
    for text in figures.texts("case") {
      let rows = figures.rows(where: "case", is: text)
      let parts = (0..<4).map { part in
        let own = rows.rows(where: "part", is: "\(part)")
        return [own.numbers("before"), own.numbers("after")]
      }
      let total = Array(repeating: 100.0, count: 6)
      let frame = try Frame.ofFigures([[total, total]] + parts, indicators: ids)
      let split = frame.shiftShare(
        from: 2014, to: 2015, of: [0], within: nil, of: RegionTree([]))
      let items = try #require(split.groups.first).items
      for row in expected.rows(where: "case", is: text).numberRows {
        guard let item = items.first(where: { Double($0.body) == row["body"] }) else {
          // Nothing of the body is there to be split.
          #expect(row["reference"] == 0 && row["entered_left"] == 0)
          continue
        }
        let found = [
          "reference": item.reference, "mix": item.mix, "own": item.own,
          "entered_left": item.comingAndGoing,
        ]
        for (name, value) in found {
          #expect(isClose(value, row[name] ?? .nan), "case \(text), \(name), \(row)")
        }
      }
    }
  }
}
