import Testing

@testable import Nianbao

private struct Sample: TableSource {
  var headings: [TableHeading] {
    [
      .text("unit", zh: "单位", en: "Unit"), .number("value", zh: "数值", en: "Value"),
      .number("change", zh: "增减", en: "Change"),
    ]
  }

  func write(to sink: inout some RowSink) {
    sink.text("古北口镇")
    sink.number(12.5, as: .printed(decimals: 2))
    sink.number(3.14159, as: .signed(decimals: 1))
    sink.endRow()
    sink.text("a,\"b\"|c\nd")
    sink.number(nil)
    sink.number(-2)
    sink.endRow()
  }
}

/// A table of many narrow columns.
private struct ManyColumns: TableSource {
  var headings: [TableHeading] {
    [.text("unit", zh: "单位", en: "Unit name")]
      + (1...6).map { .number("n\($0)", zh: "数", en: "Not known") }
  }

  func write(to sink: inout some RowSink) {
    sink.text("中关村科技园区密云园")
    for number in 1...6 { sink.number(number) }
    sink.endRow()
  }
}

@Suite struct TableRenderingTests {
  @Test func aTableMovesTogetherBeforeAnythingIsCut() {
    func lines(_ width: Int?) -> [String] {
      ManyColumns().text(
        as: .table, language: .english, style: TerminalStyle(width: width, hasColor: false)
      )
      .split(separator: "\n").map(String.init)
    }
    #expect(lines(nil)[0].hasPrefix("Unit name             Not known  Not known"))
    #expect(lines(86) == lines(nil), "it fits")
    #expect(lines(80)[0].hasPrefix("Unit name            Not known Not known"))
    let broken = lines(60)
    #expect(broken.count == 4 && broken[0].hasPrefix("                       Not   Not"))
    #expect(broken[1].hasPrefix("Unit name            known") && broken[3].hasPrefix("中关村科技园区密云园"))
    #expect(lines(46)[3].hasPrefix("中关村科…"))
    for width in [46, 60, 70, 80, 86] {
      #expect(lines(width).allSatisfy { TextWidth.of($0) <= width }, "\(width)")
    }
  }

  @Test func csvQuotesWhatNeedsItAndLeavesNullsEmpty() {
    #expect(
      Sample().text(as: .csv) == """
        unit,value,change
        古北口镇,12.50,3.14159
        "a,""b""|c
        d",,-2

        """)
  }

  @Test func jsonHasOneRecordALine() {
    #expect(
      Sample().text(as: .json) == #"""
        [
        {"unit":"古北口镇","value":12.50,"change":3.14159},
        {"unit":"a,\"b\"|c\nd","value":null,"change":-2}
        ]

        """#)
  }

  @Test func markdownEscapesBarsAndLineEnds() {
    #expect(
      Sample().text(as: .markdown) == #"""
        | 单位 | 数值 | 增减 |
        | --- | ---: | ---: |
        | 古北口镇 | 12.50 | +3.1 |
        | a,"b"\|c<br>d |  | -2 |

        """#)
  }

  @Test func chineseCharactersTakeTwoColumns() {
    #expect(TextWidth.of("古北口a") == 7)
    #expect(TextWidth.truncate("古北口镇", to: 6) == "古北…")
    #expect(TextWidth.pad("镇", to: 4, .trailing) == "  镇")
  }

  @Test func aNarrowTerminalCutsTheWidestText() {
    struct Wide: TableSource {
      var headings: [TableHeading] {
        [.text("label", zh: "指标名称", en: "Label"), .number("value", zh: "数值", en: "Value")]
      }
      func write(to sink: inout some RowSink) {
        sink.text("主动公开政府信息数主动公开政府信息数")
        sink.number(5)
        sink.endRow()
      }
    }
    #expect(
      Wide().text(as: .table, style: TerminalStyle(width: 20, hasColor: false)) == """
        指标名称        数值
        ─────────────── ────
        主动公开政府信…    5

        """)
  }

  @Test func whatIsTooWideForATerminalStandsAsRecords() {
    struct ManyColumns: TableSource {
      var headings: [TableHeading] {
        [
          .text("unit", zh: "单位", en: "Unit"), .number("value", zh: "数值", en: "Value"),
          .text("note", zh: "说明", en: "Note"), .number("previous", zh: "上年数", en: "Previous"),
        ]
      }
      func write(to sink: inout some RowSink) {
        sink.text("中关村科技园区密云园")
        sink.number(5)
        sink.text("from-zero narrower")
        sink.null()
        sink.endRow()
      }
    }
    let wide = ManyColumns().text(as: .table, style: TerminalStyle(width: 40, hasColor: false))
    #expect(wide.hasPrefix("单位          数值 说明           上年数\n"))
    #expect(
      ManyColumns().text(as: .table, style: TerminalStyle(width: 20, hasColor: false)) == """
        ── 1 ───────────────
        单位  中关村科技园区
              密云园
        数值  5
        说明  from-zero
              narrower

        """)
  }
}
