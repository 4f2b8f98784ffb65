import Testing

@testable import Nianbao

@Suite struct DerivedFileTests {
  let catalog: Catalog

  init() throws { catalog = try Catalog.builtIn() }

  private func indicators(_ text: String) throws -> [Indicator] {
    try DerivedFileLoader.indicators(file: "own.yaml", text: text, catalog: catalog)
  }

  /// The mistakes of an entry whose keys are given in its place, as `line:column: message`.
  private func mistakes(_ text: String) -> [String] {
    do {
      _ = try indicators(text)
      return []
    } catch let error as CatalogError {
      return error.problems.map { "\($0.line):\($0.column): \($0.message)" }
    } catch {
      return ["\(error)"]
    }
  }

  /// An entry with a formula, all else being right.
  private func entry(_ formula: String) -> String {
    "- id: derived.own\n  zh: 自定\n  en: own\n  measure: \"%\"\n  formula: \(formula)\n"
  }

  @Test func theShippedFileHasNoMistakes() throws {
    let derived = try catalog.standardDerived()
    #expect(derived.count >= 20)
    let all = catalog.adding(derived: derived)
    #expect(all.derivedIndicators.count == derived.count)
    for indicator in derived {
      let derivation = try #require(indicator.derivation)
      #expect(!indicator.label.isEmpty && !derivation.englishLabel.isEmpty)
      #expect(derivation.isRatio == (indicator.measure.kind == .rate))
      // Both labels and the id name it, and no label is another figure's.
      for word in [indicator.id.name, indicator.label, derivation.englishLabel] {
        #expect(
          try Selection.indicators([word], in: all).map { all[$0].id } == [indicator.id], "\(word)")
      }
    }
  }

  @Test func everyShippedFigureOfTheFormIsOnTheFormsItIsFor() throws {
    for indicator in try catalog.standardDerived() {
      for formula in indicator.derivation?.formulas ?? [] {
        for edition in formula.editions ?? [] {
          let form = try #require(catalog.edition(edition))
          #expect(formula.cells.allSatisfy { form.contains($0.indicator) }, "\(indicator.id)")
        }
      }
    }
  }

  @Test func anEntryIsReadWhole() throws {
    let text = """
      - id: derived.own.rate
        zh: 自定比率
        en: own rate
        measure: ‰
        better: less
        base: 20
        note: 说明
        formula:
          "2014": (request.received + 2 * request.closed) / sum(request.received.*)
          "2019, 2021": request.received:all / prev(request.received:all)
      """
    let indicator = try #require(try indicators(text).first)
    let derivation = try #require(indicator.derivation)
    #expect(indicator.id == "derived.own.rate" && indicator.label == "自定比率")
    #expect(indicator.measure.name == "‰" && indicator.measure.isProportion)
    #expect(derivation.factor == 1000 && derivation.direction == .less)
    #expect(derivation.smallestBase == 20 && derivation.englishLabel == "own rate")
    #expect(derivation.formulas.map(\.editions) == [["2014"], ["2019", "2021"]])
    let first = derivation.formulas[0]
    #expect(first.numerator.terms.map(\.coefficient) == [1, 2])
    #expect(first.denominator?.terms.count == 4)
    #expect(derivation.formulas[1].denominator?.terms.map(\.cell.lag) == [1])
  }

  @Test func aSumIsNoRatio() throws {
    let text = """
      - id: derived.own.sum
        zh: 和
        en: sum
        measure: 人
        formula: capacity.staff.fulltime + capacity.staff.parttime
      """
    let indicator = try #require(try indicators(text).first)
    #expect(!indicator.isRatio && indicator.measure.kind == .count && indicator.nature == .stock)
  }

  @Test(arguments: [
    ("request.received", ""),
    ("request.recieved / request.closed", "5:12: ‘request.recieved’ is no indicator"),
    ("request.received / request.closde", "5:31: ‘request.closde’ is no indicator"),
    ("request.received + request.closed / request.answered", "5:46: found ‘/’, expected the sum"),
    ("request.received / request.closed * 100", "5:46: found ‘*’, expected the end"),
    ("request.received / request.closed + 1", "5:46: found ‘+’, expected the end"),
    ("request.received /", "5:30: found the end, expected a number"),
    ("request.received / 0", "5:31: found ‘0’, expected a number that is not 0"),
    ("2 / request.closed", "5:12: this side speaks of no figure"),
    ("claim(request.closed) / request.received", "5:12: claim(…) and children(…) are for rules"),
    ("request.received / sum(request.z.*)", "5:35: no indicator's id matches"),
    ("(request.received / request.closed)", "5:32: found ‘request.closed’"),
  ])
  func aMistakeInAFormulaHasItsColumn(formula: String, message: String) {
    let found = mistakes(entry(formula))
    if message.isEmpty {
      #expect(found.isEmpty)
    } else {
      #expect(found.count == 1 && found[0].hasPrefix(message), "\(found)")
    }
  }

  @Test func mistakesOfTheKeysAreAllNamed() {
    let text = """
      - id: own.rate
        zh: 甲
        en: a
        measure: "%"
        formula: request.closed / request.received
      - id: derived.b
        zh: 乙
        en: b
        measur: "%"
        better: many
        formula: request.closed / request.received
      - id: derived.c
        zh: 丙
        en: c
        measure: "%"
        base: none
        formula:
          "2015": request.closed / request.received
      - id: derived.d
        zh: 丁
        en: d
        measure: 件
        base: 3
        formula: request.closed + request.received
      - id: derived.d
        zh: 戊
        en: e
        measure: 件
        formula: request.closed
      """
    let expected = [
      "1:7: the id is ‘own.rate’; expected derived. and",
      "9:3: ‘measur’ is no key of a derived indicator; did you mean ‘measure’?",
      "6:3: the indicator has no ‘measure’",
      "18:5: the edition is ‘2015’; expected 2014, 2019",
      "16:9: base is ‘none’; expected a number above 0",
      "24:12: base and factor are for ratios, and the formula is a sum",
      "25:7: the id ‘derived.d’ stands here a second time",
    ]
    let found = mistakes(text)
    #expect(found.count == expected.count, "\(found)")
    for (mistake, start) in zip(found, expected) { #expect(mistake.hasPrefix(start)) }
    #expect(mistakes("a: b").first?.hasPrefix("1:1: expected a list") ?? false)
  }

  @Test func patternsMeanTheFormsFiguresUnlessTheySayDerived() throws {
    let all = catalog.adding(derived: try catalog.standardDerived())
    let every = try Selection.indicators(["*"], in: all)
    #expect(every.count == catalog.indicators.count)
    let derived = try Selection.indicators(["derived.*"], in: all)
    #expect(derived == all.derivedIndicators)
    #expect(
      try Selection.indicators(["*办结率"], in: all).map { all[$0].isDerived } == [true, true, true])
    // Every index is what it was.
    #expect(
      all.indicators.prefix(catalog.indicators.count).map(\.id) == catalog.indicators.map(\.id))
  }
}
