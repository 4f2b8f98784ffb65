import Testing

@testable import Nianbao

/// A table of a text and a number, some of them missing.
private struct Rows: TableSource {
  let rows: [(name: String?, value: Double?)]

  var headings: [TableHeading] {
    [.text("name", zh: "名", en: "Name"), .number("value", zh: "值", en: "Value")]
  }

  func write(to sink: inout some RowSink) {
    for row in rows {
      sink.text(row.name)
      sink.number(row.value, as: .rounded(decimals: 1))
      sink.endRow()
    }
  }
}

@Suite struct TablePageTests {
  private func lines(_ table: some TableSource) -> [String] {
    table.text(as: .csv).split(separator: "\n").dropFirst().map(String.init)
  }

  /// Against the obvious way: all rows sorted at once, then cut.
  @Test(arguments: [1, 2, 3, 4, 5]) func pagesAreThoseOfAllRowsSorted(seed: Int) {
    var state = UInt64(seed)
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    let rows = (0..<97).map { row -> (name: String?, value: Double?) in
      ("n\(row)", next(5) == 0 ? nil : Double(next(20)))
    }
    let source = Rows(rows: rows)
    for isDescending in [false, true] {
      let sorted = rows.enumerated().sorted { one, other in
        switch (one.element.value, other.element.value) {
        case (nil, nil): one.offset < other.offset
        case (nil, _): false
        case (_, nil): true
        case (let x?, let y?):
          x == y ? one.offset < other.offset : isDescending ? x > y : x < y
        }
      }.map(\.element)
      let expected = lines(Rows(rows: sorted))
      let all = TablePage(source, .init(column: "value", isDescending: isDescending))
      #expect(lines(all) == expected, "seed \(seed)")
      var order = TablePage.Order(column: "value", isDescending: isDescending, size: 10)
      var paged: [String] = []
      for number in 1...10 {
        order.page = number
        let page = TablePage(source, order)
        #expect(page.total == 97 && page.pageCount == 10)
        paged += lines(page)
      }
      #expect(paged == expected, "seed \(seed)")
    }
  }

  @Test func anOrderThatIsNoneLeavesTheRowsAsTheyAre() {
    let source = Rows(rows: [("b", 1), ("a", nil), ("c", 2)])
    #expect(lines(TablePage(source, .init(column: "no"))) == lines(source))
    #expect(lines(TablePage(source, .init(column: "name"))) == ["a,", "b,1", "c,2"])
  }

  @Test func aPageBehindTheLastIsTheLast() {
    let source = Rows(rows: [("a", 1), ("b", 2), ("c", 3)])
    let page = TablePage(source, .init(page: 9, size: 2))
    #expect(page.order.page == 2 && lines(page) == ["c,3"])
    let empty = TablePage(Rows(rows: []), .init(page: 1, size: 2))
    #expect(empty.total == 0 && empty.pageCount == 1 && lines(empty).isEmpty)
  }

  @Test func runsOfRowsAreFoundByTheirKeys() {
    let source = Rows(rows: [("x", 1), ("x", 2), ("y", 3), ("x", 4)])
    var runs = RowRuns(
      CSVSink(headings: source.headings, output: ByteBuffer()), headings: source.headings,
      keys: ["name"])
    source.write(to: &runs)
    #expect(runs.runs == [["x"]: 0..<2, ["y"]: 2..<3])
    var base = runs.base
    #expect(base.finish().pending == Array(source.text(as: .csv).utf8))
  }
}
