extension ExplorerPage {
  /// Writes the overview: cards, trends, and the regions or units below.
  func write(overview view: ExplorerView, to page: inout MarkupWriter) throws {
    let whole = try view.whole()
    let briefingTexts = try BriefingTexts.builtIn(language)
    let figures = BriefingFigures(whole: whole, texts: briefingTexts)
    let form = try ExplorerForm(view)
    write(view.region, form, to: &page) { page in
      page.note(
        texts(
          .units,
          [
            "units": "\(view.panel.units.count)",
            "years": BriefingPage.period(whole.years, briefingTexts),
          ]))
      section("figures", briefingTexts(.figures, ["year": "\(whole.year)"]), to: &page) { page in
        figures.writeFigures(to: &page)
      }
      section("trends", briefingTexts(.trends), to: &page) { figures.writeTrends(to: &$0) }
      writeBelow(view, whole, to: &page)
    }
  }

  private func section(
    _ id: String, _ title: String, to page: inout MarkupWriter,
    _ content: (inout MarkupWriter) -> Void
  ) {
    page.element("section", ["id": id, "aria-labelledby": "h-\(id)"]) { page in
      page.element("h2", ["id": "h-\(id)"], text: title)
      content(&page)
    }
    page.raw("\n")
  }

  /// The regions below, or the units where these can be read one by one: each with the year's figures, and
  /// a region with a link.
  private func writeBelow(
    _ view: ExplorerView, _ whole: BriefingWhole, to page: inout MarkupWriter
  ) {
    let lines = whole.lines([.card])
    let indicators = lines.map(\.indicator)
    let frame =
      view.body.grouping.map {
        view.panel.rollUp(to: $0, indicators: indicators.sorted()).frame
      } ?? view.panel.frame(indicators: indicators.sorted())
    guard let year = frame.position(of: whole.year), frame.bodies.count > 1 else { return }
    section("below", texts(.below), to: &page) { page in
      page.element(
        "div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-labelledby": "h-below"]
      ) { page in
        page.element("table", ["class": "sortable", "id": "below-table"]) { page in
          writeHeadings(lines, view, to: &page)
          page.element("tbody") { page in
            for (position, body) in frame.bodies.enumerated() {
              page.element("tr") { page in
                page.element("th", ["scope": "row"]) { page in
                  write(body, frame.subject, to: &page)
                }
                for line in lines { write(line, position, year, frame, to: &page) }
              }
              page.raw("\n")
            }
          }
        }
      }
    }
  }

  private func writeHeadings(
    _ lines: [BriefingOutline.Line], _ view: ExplorerView, to page: inout MarkupWriter
  ) {
    page.element("thead") { page in
      page.element("tr") { page in
        page.element("th", ["scope": "col"], text: texts(view.body.title))
        for line in lines {
          let entry = view.panel.catalog[line.indicator]
          let ranks = state.with {
            $0.view = .rank
            $0.indicators = [entry.id.name]
          }
          page.element("th", ["class": "n", "scope": "col"]) { page in
            page.element("a", ["href": ranks.address], text: entry.label)
          }
        }
      }
    }
  }

  private func write(
    _ body: Frame.Body, _ subject: Frame.Subject, to page: inout MarkupWriter
  ) {
    if subject == .regions, let region = body.region {
      page.element("a", ["href": address(of: region)], text: body.name)
    } else {
      page.text(body.name)
    }
  }

  private func write(
    _ line: BriefingOutline.Line, _ body: Int, _ year: Int, _ frame: Frame,
    to page: inout MarkupWriter
  ) {
    let figure =
      frame.indicators.firstIndex(of: line.indicator)
      .flatMap { frame.column($0, year)?[body] } ?? .nan
    let style = FrameExcerpt.style(of: frame.catalog[line.indicator])
    page.element("td", ["class": "n"], text: figure.isNaN ? "" : style.text(of: figure))
  }

  // MARK: Tables

  /// The rows of a page.
  private static let pageSize = 50

  /// Writes a table, a page of it.
  func write(table view: ExplorerView, to page: inout MarkupWriter) {
    let order = TablePage.Order(
      column: state.sort, isDescending: state.isDescending, page: state.page,
      size: Self.pageSize)
    let table = TablePage(view.table, order)
    let form = try? ExplorerForm(view)
    write(view.region, form, to: &page) { page in
      page.element("div", ["class": "bar"]) { page in
        page.element(
          "span", ["id": "rows", "role": "status"],
          text: table.total == 0 ? texts(.noRows) : texts(.rows, ["total": "\(table.total)"]))
        writeFiles(to: &page)
      }
      guard table.total > 0 else { return }
      page.element(
        "div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-labelledby": "rows"]
      ) { page in
        var sink = HTMLTableSink(
          headings: table.headings, language: language, style: "paged", id: "table",
          sorting: .init(
            address: sortedAddress, column: state.sort, isDescending: state.isDescending),
          page: page)
        table.write(to: &sink)
        page = sink.finish()
      }
      writePages(table, to: &page)
    }
  }

  /// The table ordered by a column: numbers begin with the largest; once more turns the order around.
  private func sortedAddress(_ heading: TableHeading) -> String {
    state.with {
      let isNumber = heading.alignment == .trailing && heading.id != "rank"
      $0.isDescending = $0.sort == heading.id ? !$0.isDescending : isNumber
      $0.sort = heading.id
    }.address
  }

  private func writeFiles(to page: inout MarkupWriter) {
    page.element("span", ["class": "files"]) { page in
      page.text(texts(.files))
      for format in [OutputFormat.csv, .json] {
        page.text(" ")
        page.element(
          "a", ["href": state.with { $0.format = format }.address, "download": ""],
          text: format.rawValue.uppercased())
      }
    }
  }

  private func writePages(_ table: TablePage, to page: inout MarkupWriter) {
    guard table.pageCount > 1 else { return }
    let current = table.order.page
    let ways: [(ExplorerText, Int, String, Bool)] = [
      (.pageFirst, 1, "first", current > 1), (.pagePrevious, current - 1, "prev", current > 1),
      (.pageNext, current + 1, "next", current < table.pageCount),
      (.pageLast, table.pageCount, "last", current < table.pageCount),
    ]
    page.element("nav", ["class": "pages", "aria-label": texts(.pages)]) { page in
      page.element("ul") { page in
        for (text, number, name, isOpen) in ways {
          page.element("li") { page in
            guard isOpen else {
              return page.element("span", ["class": "soft"], text: texts(text))
            }
            page.element(
              "a", ["href": state.with { $0.page = number }.address, "id": "page-\(name)"],
              text: texts(text))
          }
        }
        page.element(
          "li", ["class": "soft"],
          text: texts(.page, ["page": "\(current)", "of": "\(table.pageCount)"]))
      }
    }
  }

  // MARK: Briefing

  /// Writes the briefing of the region inside the explorer's frame.
  func write(briefing: Briefing, _ view: ExplorerView, to page: inout MarkupWriter) throws {
    let form = try ExplorerForm(view)
    let document = BriefingPage(briefing: briefing, texts: try .builtIn(language))
    write(view.region, form, to: &page) { page in
      page.note(document.subtitle)
      document.writeContents(to: &page)
      document.writeSections(to: &page)
    }
  }
}
