import Testing

@testable import Nianbao

/// What stands for an indicator on other forms.
@Suite struct CrosswalkTests {
  let catalog: Catalog

  init() throws { catalog = try Catalog.builtIn() }

  private func counterpart(_ id: IndicatorID, _ edition: EditionID?) throws
    -> Crosswalk.Counterpart
  {
    let index = try #require(catalog.index(of: id))
    return try #require(catalog.crosswalk.counterpart(of: index, on: edition))
  }

  @Test func theShippedCrosswalkIsThatOfTheForms() throws {
    for edition in ["2019", "2021"] as [EditionID] {
      let received = try counterpart("request.received", edition)
      #expect(
        received.grade == .exact && received.figure.map { catalog[$0].id } == "request.received:all"
      )
      #expect(try counterpart("request.answered.granted", edition).grade == .exact)
      #expect(try counterpart("request.answered.partial", edition).grade == .exact)
      #expect(try counterpart("request.answered", edition).grade == .broader)
      #expect(try counterpart("request.answered.nonexistent", edition).grade == .broader)
      #expect(try counterpart("review.total", edition).grade == .broader)
      let refused = try counterpart("request.answered.refused", edition)
      #expect(refused.grade == .narrower && refused.form.terms.count == 8)
      #expect(refused.notes == [.narrower, .derived])
      let litigation = try counterpart("litigation.total", edition)
      #expect(
        litigation.form.terms.map { catalog[$0.cell.indicator].id } == [
          "litigation.direct:total", "litigation.afterreview:total",
        ])
    }
    #expect(try counterpart("normative.issued", "2021").expression == "normative:issued")
    #expect(try counterpart("request.received", "fujian-2011").grade == .narrower)
    #expect(try counterpart("fee.collected", "2021").grade == .notComparable)
    #expect(try counterpart("disclosure.total", nil).grade == .broader)
  }

  @Test func everyCounterpartThatIsNotExactSaysWhyInBothLanguages() {
    for counterpart in catalog.crosswalk.counterparts {
      let hasReason = !counterpart.reason.chinese.isEmpty && !counterpart.reason.english.isEmpty
      #expect(hasReason == (counterpart.grade != .exact), "\(counterpart.expression)")
    }
    #expect(catalog.crosswalk.series == catalog.crosswalk.series.sorted())
    #expect(Crosswalk.Grade.allCases == Crosswalk.Grade.allCases.sorted())
  }

  @Test func mistakesAreToldWithTheirLines() {
    let head = "series\teditions\texpression\tgrade\treason_zh\treason_en\n"
    let lines = [
      "request.receivd\t2019\trequest.received:all\texact",
      "request.received\t2018\trequest.received:all\texact",
      "request.received\t2019\trequest.received:al\texact",
      "request.received\t2019\trequest.received:all\tgood",
      "request.received\t2019\trequest.received:all + request.carriedin:all\texact",
      "request.received\t2019\trequest.received:all\tnarrower\t少",
      "request.received\t2019\trequest.received:all\texact\t少\tless",
      "request.received\t2021\tprev(request.received:all)\texact",
      "request.received\t2021\tfee:amount\tnot-comparable\t钱\tmoney",
      "request.received\t\trequest.received:all\texact",
      "request.received\t2019 2019\trequest.received:all\texact",
      "request.received\t2021\trequest.received:all + 1\tderived\t加\tplus",
    ]
    let error = #expect(throws: CatalogError.self) {
      try Crosswalk(
        file: EmbeddedFile(path: "c.tsv", text: head + lines.joined(separator: "\n")), of: catalog)
    }
    #expect(error?.problems.map(\.line) == Array(2...13))
    #expect(error?.problems[2].message.contains("column 1") == true)
  }
}
