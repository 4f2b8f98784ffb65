extension BriefingPage {
  /// The roll-up: a row a figure with its years as columns, and the regions below the whole.
  func writeRollUp(to page: inout MarkupWriter) {
    page.note(texts(.rollupNote))
    write(BriefingTrendTable(briefing, texts), id: "rollup-table", filters: false, to: &page)
    if let parts = briefing.parts {
      write(RollUpTable(parts, Selection(years: [briefing.year])), id: "parts-table", to: &page)
    }
  }

  // MARK: Rankings

  /// The most bodies that a table of the page lists.
  static let bodyLimit = 120

  /// The figures that stand as cards, one row a body: figure, rank and movement.
  func writeRankings(to page: inout MarkupWriter) {
    page.note(texts(.rankingsNote))
    let columns = columns([.card])
    let order = shownBodies(columns)
    if order.count < briefing.bodies.bodies.count {
      page.note(
        texts(
          .rankingsExcerpt,
          ["total": "\(briefing.bodies.bodies.count)", "shown": "\(order.count)"]))
    }
    filter("rankings-table", to: &page)
    page.element("div", ["class": "scroll"]) { page in
      page.element("table", ["class": "sortable", "id": "rankings-table"]) { page in
        writeHeadings(columns, to: &page)
        page.element("tbody") { page in
          for body in order {
            page.element("tr") { page in
              page.element("th", ["scope": "row"], text: briefing.bodies.bodies[body].name)
              for column in columns { writeRank(column, body, to: &page) }
            }
            page.raw("\n")
          }
        }
      }
    }
  }

  private func writeRank(_ column: Column, _ body: Int, to page: inout MarkupWriter) {
    let figure = column.figures[body]
    guard !figure.isNaN else { return page.element("td", ["class": "n"], text: "") }
    page.element("td", ["class": "n", "data-value": NumberText.text(figure)]) { page in
      page.text(column.style.text(of: figure))
      page.element("span", ["class": "rank"]) { page in
        page.text(texts(.rankPlace, ["rank": NumberText.text(column.ranks.ranks[body])]))
        page.element("span", ["class": "moved"]) { page in
          guard let movement = column.ranks.movement(body), movement != 0 else { return }
          let places = NumberText.text(abs(movement))
          page.element(
            "span",
            ["title": texts(movement > 0 ? .rankUp : .rankDown, ["places": places])],
            text: "\(movement > 0 ? "↑" : "↓")\(places)")
        }
      }
    }
  }

  // MARK: Heat map

  /// Bodies by figures: the shade is the place within the column, so that columns of any size compare.
  func writeHeatMap(to page: inout MarkupWriter) {
    page.note(texts(.heatNote))
    let columns = columns([.card, .trend, .heat])
    let order = shownBodies(columns).sorted()
    page.element("div", ["class": "scroll"]) { page in
      page.element("table", ["class": "heat sortable", "id": "heat-table"]) { page in
        writeHeadings(columns, to: &page)
        page.element("tbody") { page in
          for body in order {
            page.element("tr") { page in
              page.element("th", ["scope": "row"], text: briefing.bodies.bodies[body].name)
              for column in columns { writeShade(column, body, to: &page) }
            }
            page.raw("\n")
          }
        }
      }
    }
  }

  private func writeShade(_ column: Column, _ body: Int, to page: inout MarkupWriter) {
    let figure = column.figures[body]
    guard !figure.isNaN else { return page.raw("<td class=\"n\"></td>") }
    let share = column.share(body)
    page.element(
      "td", ["class": "n", "style": "--p:\(NumberStyle.rounded(decimals: 2).text(of: share))"],
      text: column.style.text(of: figure))
  }

  // MARK: Columns

  /// A figure of the year over all bodies, with its ranks.
  struct Column {
    let entry: Indicator
    let figures: [Double]
    let ranks: RankColumn
    let shades: RankColumn
    let style: NumberStyle

    /// The share of the other bodies whose figure is below a body's.
    func share(_ body: Int) -> Double {
      let of = Double(shades.of(body))
      return of < 2 ? 0 : (of - shades.ranks[body]) / (of - 1)
    }
  }

  private func columns(_ shows: Set<BriefingOutline.Show>) -> [Column] {
    let frame = briefing.bodies
    guard let year = frame.position(of: briefing.year) else { return [] }
    return briefing.lines(shows).compactMap { line in
      guard let indicator = frame.indicators.firstIndex(of: line.indicator),
        let values = frame.column(indicator, year),
        let ranks = briefing.ranking.column(indicator, year),
        let shades = briefing.shades.column(indicator, year)
      else { return nil }
      let entry = panel.catalog[line.indicator]
      return Column(
        entry: entry, figures: (0..<values.count).map { values[$0] }, ranks: ranks,
        shades: shades, style: FrameExcerpt.style(of: entry))
    }
  }

  /// The bodies with a figure, the highest of the first column first, at most `bodyLimit`.
  private func shownBodies(_ columns: [Column]) -> [Int] {
    let present = briefing.bodies.bodies.indices.filter { body in
      columns.contains { !$0.figures[body].isNaN }
    }
    guard let first = columns.first else { return [] }
    let place = { (body: Int) -> Double in
      let rank = first.ranks.ranks[body]
      return rank.isNaN ? .infinity : rank
    }
    return Array(present.sorted { (place($0), $0) < (place($1), $1) }.prefix(Self.bodyLimit))
  }

  private func writeHeadings(_ columns: [Column], to page: inout MarkupWriter) {
    page.element("thead") { page in
      page.element("tr") { page in
        let body: BriefingText = briefing.bodies.subject == .units ? .unit : .region
        page.element("th", ["scope": "col"], text: texts(body))
        for column in columns {
          page.element(
            "th", ["class": "n", "scope": "col", "title": column.entry.id.name],
            text: column.entry.label)
        }
      }
    }
    page.raw("\n")
  }
}
