extension BriefingPage {
  /// The roll-up: a row a figure with its years as columns, and the regions below the whole.
  func writeRollUp(to page: inout MarkupWriter) {
    page.note(texts(.rollupNote))
    write(
      BriefingTrendTable(briefing, texts), id: "rollup-table", labelledBy: "h-rollup",
      filters: false, to: &page)
    if let parts = briefing.parts {
      write(
        RollUpTable(parts, Selection(years: [briefing.year])), id: "parts-table",
        labelledBy: "h-rollup", to: &page)
    }
  }

  /// The most bodies that a table of the page lists.
  static let bodyLimit = 120

  /// The figures that stand as cards, one row a body: figure, rank and movement.
  func writeRankings(to page: inout MarkupWriter) {
    page.note(texts(.rankingsNote))
    let bodies = BriefingBodies(briefing, [.card])
    let order = bodies.first(Self.bodyLimit)
    if order.count < bodies.bodies.count {
      page.note(
        texts(
          .rankingsExcerpt, ["total": "\(bodies.bodies.count)", "shown": "\(order.count)"]))
    }
    filter("rankings-table", to: &page)
    write(
      bodies, order, style: "sortable", id: "rankings-table", labelledBy: "h-rankings", to: &page,
      writeRank)
  }

  /// Bodies by figures: the shade is the place within the column, so that columns of any size compare.
  func writeHeatMap(to page: inout MarkupWriter) {
    page.note(texts(.heatNote))
    let bodies = BriefingBodies(briefing, [.card, .trend, .heat])
    write(
      bodies, bodies.first(Self.bodyLimit).sorted(), style: "heat sortable", id: "heat-table",
      labelledBy: "h-heat", to: &page, writeShade)
  }

  /// A table of bodies: a row each with its name, and a cell for each figure.
  private func write(
    _ bodies: BriefingBodies, _ order: [Int], style: String, id: String, labelledBy label: String,
    to page: inout MarkupWriter,
    _ cell: (BriefingBodies.Column, Int, inout MarkupWriter) -> Void
  ) {
    scroll(labelledBy: label, to: &page) { page in
      page.element("table", ["class": style, "id": id]) { page in
        writeHeadings(bodies, to: &page)
        page.element("tbody") { page in
          for body in order {
            page.element("tr") { page in
              page.element("th", ["scope": "row"], text: bodies.bodies[body].name)
              for column in bodies.columns {
                guard !column.figures[body].isNaN else {
                  page.raw("<td class=\"n\"></td>")
                  continue
                }
                cell(column, body, &page)
              }
            }
            page.raw("\n")
          }
        }
      }
    }
  }

  private func writeHeadings(_ bodies: BriefingBodies, to page: inout MarkupWriter) {
    page.element("thead") { page in
      page.element("tr") { page in
        page.element("th", ["scope": "col"], text: texts(bodies.heading))
        for column in bodies.columns {
          page.element(
            "th", ["class": "n", "scope": "col", "title": column.entry.id.name],
            text: column.entry.label)
        }
      }
    }
    page.raw("\n")
  }

  private func writeRank(
    _ column: BriefingBodies.Column, _ body: Int, to page: inout MarkupWriter
  ) {
    let figure = column.figures[body]
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

  /// The steps of the shades, each a class of the style sheet.
  private static let shadeSteps = 20.0

  private func writeShade(
    _ column: BriefingBodies.Column, _ body: Int, to page: inout MarkupWriter
  ) {
    let step = Int((column.share(body) * Self.shadeSteps).rounded())
    page.element("td", ["class": "n h\(step)"], text: column.style.text(of: column.figures[body]))
  }
}
