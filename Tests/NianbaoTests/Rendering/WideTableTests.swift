import Testing

@testable import Nianbao

private struct Tidy: TableSource {
  var headings: [TableHeading] {
    [
      .number("year", zh: "年度", en: "Year"), .text("unit", zh: "单位", en: "Unit"),
      .text("indicator", zh: "指标", en: "Indicator"), .number("value", zh: "数值", en: "Value"),
      .number("rank", zh: "名次", en: "Rank"), .text("note", zh: "备注", en: "Note"),
    ]
  }

  func write(to sink: inout some RowSink) {
    for (year, unit, indicator, value, rank, note) in [
      (2016, "乙", "a", 5.0, 1.0, nil), (2016, "甲", "a", 4, 2, "from-zero"),
      (2016, "甲", "b", 1, 1, nil),
      (2018, "甲", "a", 7, 1, "from-zero"), (2018, "甲", "b", .nan, .nan, "withheld"),
      (2019, "甲", "a", 9, 9, nil),
    ] as [(Int, String, String, Double, Double, String?)] {
      sink.number(year)
      sink.text(unit)
      sink.text(indicator)
      sink.number(value, as: .plain)
      sink.number(rank, as: .plain)
      sink.text(note)
      sink.endRow()
    }
  }
}

@Suite struct WideTableTests {
  @Test func theYearsBecomeColumns() {
    #expect(
      WideTable(Tidy(), years: [2016, 2018, 2019], Selection(years: [2016, 2017, 2018]))
        .text(as: .csv) == """
          unit,indicator,2016,2017,2018,rank_2016,rank_2018,note
          乙,a,5,,,1,,
          甲,a,4,,7,2,1,"2016, 2018 from-zero"
          甲,b,1,,,1,,2018 withheld

          """)
  }

  @Test func rowsCanStandInTheOrderOfTheLastYear() {
    #expect(
      WideTable(Tidy(), years: [2016, 2018], order: .byLastYear, omitting: ["rank", "note"])
        .text(as: .csv) == """
          unit,indicator,2016,2017,2018
          甲,a,4,,7
          甲,b,1,,
          乙,a,5,,

          """)
  }

  @Test func headingsAreForPeople() {
    let headings = WideTable(Tidy(), years: [2016], omitting: ["note"]).headings
    #expect(headings.map(\.title.chinese) == ["单位", "指标", "2016年", "2016年名次"])
    #expect(headings.map(\.title.english) == ["Unit", "Indicator", "2016", "Rank 2016"])
  }

  @Test func everyFormatTakesAWideTable() {
    for format in OutputFormat.allCases where format.isForTables && !format.isBinary {
      #expect(WideTable(Tidy(), years: [2016, 2018]).text(as: format).contains("withheld"))
    }
  }

  @Test func remarksNameRunsOfYears() {
    let years: [Year] = [2012, 2014, 2016, 2018, 2019]
    let texts = ["narrower", "narrower", "narrower", nil, "narrower"]
    #expect(
      YearRemarks.text(zip(years, texts).map { ($0, $1) }) == "2012-2016, 2019 narrower")
    #expect(YearRemarks.text(years.map { ($0, nil) }) == nil)
  }

  @Test func aTextIsNoFormula() {
    struct Texts: TableSource {
      let texts: [String]
      var headings: [TableHeading] { [.text("text", zh: "文字", en: "Text")] }
      func write(to sink: inout some RowSink) {
        for text in texts {
          sink.text(text)
          sink.endRow()
        }
      }
    }
    let texts = [
      "=HYPERLINK(\"x\")", "+1", "@sum", "-a", "-18", "-", "—", "\t=1", "'", "'a", "110118111",
    ]
    let expected = [
      "\"'=HYPERLINK(\"\"x\"\")\"", "\"'+1\"", "\"'@sum\"", "\"'-a\"", "-18", "-", "—", "\"'\t=1\"",
      "'", "'a", "110118111",
    ]
    #expect(
      Texts(texts: texts).text(as: .csv) == (["text"] + expected).joined(separator: "\n") + "\n")
    for text in texts {
      #expect(
        FormulaGuard.isNeeded(text)
          == (text.utf8.count > 1 && "=+@\t".contains(text.first ?? " ") || text == "-a"))
      let written = FormulaGuard.isNeeded(text) ? FormulaGuard.guarded(text) : text
      #expect(FormulaGuard.unguarded(written) == text)
    }
  }
}
