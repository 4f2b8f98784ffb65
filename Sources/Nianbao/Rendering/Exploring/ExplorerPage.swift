/// The frame of the explorer's pages: where one is, what can be chosen, and the ways on.
///
/// All of it are links and a form, which work without a script; `exploring/explorer.js` spares the
/// loading of a whole page.
struct ExplorerPage {
  let explorer: Explorer
  let state: ExplorerState
  let texts: ExplorerTexts

  var language: Language { texts.language }

  /// The figures of the outline that a panel has.
  static func lines(of panel: Panel) throws(CatalogError) -> [BriefingOutline.Line] {
    let last = panel.years.last
    return try BriefingOutline.builtIn(panel.catalog).lines { indicator in
      panel.years.contains { panel.column(indicator, $0) != nil }
    } last: { indicator in
      last.map { panel.column(indicator, $0) != nil } ?? false
    }
  }

  /// Writes a page with what a closure writes in its middle.
  func write(
    _ region: RegionCode?, _ form: ExplorerForm?, to page: inout MarkupWriter,
    _ content: (inout MarkupWriter) throws -> Void
  ) rethrows {
    let name =
      region.flatMap { explorer.figures.regions.path(to: $0).last }
      ?? explorer.figures.commonRegionName
    BriefingPage.beginHead(&page, language: language)
    let title = texts(.title, ["region": name])
    page.element("title", text: "\(title) · \(texts(state.view.title))")
    for style in ["/briefing.css", "/explorer.css"] {
      page.open("link", ["rel": "stylesheet", "href": style])
    }
    for script in ["/explorer.js"] + (state.view == .briefing ? ["/briefing.js"] : []) {
      page.element("script", ["src": script, "defer": ""]) { _ in }
    }
    page.raw("</head>\n<body>\n")
    page.element("header") { page in
      writePath(region, to: &page)
      page.element("h1", text: title)
      writeViews(to: &page)
      form?.write(to: &page)
    }
    page.open("main", ["id": "content"])
    try content(&page)
    page.close("main")
    page.element("footer") { page in
      page.text("Nianbao 年报 · ")
      let other: Language = language == .chinese ? .english : .chinese
      page.element(
        "a", ["href": state.with { $0.language = other }.address, "hreflang": other.rawValue],
        text: texts(.otherLanguage))
    }
    page.raw("\n</body>\n</html>\n")
  }

  /// The regions above, each a link.
  private func writePath(_ region: RegionCode?, to page: inout MarkupWriter) {
    page.element("nav", ["class": "path", "aria-label": texts(.path)]) { page in
      page.element("ol") { page in
        writeStep(nil, texts(.everywhere), isHere: region == nil, to: &page)
        guard let region else { return }
        let regions = explorer.figures.regions
        for level in RegionCode.Level.allCases where level <= region.level {
          let code = level == region.level ? region : region.ancestor(at: level)
          guard let code, let name = regions.region(code)?.name else { continue }
          writeStep(code, name, isHere: code == region, to: &page)
        }
      }
    }
  }

  private func writeStep(
    _ region: RegionCode?, _ name: String, isHere: Bool, to page: inout MarkupWriter
  ) {
    page.element("li") { page in
      page.element(
        "a", ["href": address(of: region), "aria-current": isHere ? "page" : nil], text: name)
    }
  }

  /// The address of a region in the same view.
  func address(of region: RegionCode?) -> String {
    state.with {
      $0.within = region?.description
      $0.by = nil
      $0.sort = nil
      $0.isDescending = false
    }.address
  }

  private func writeViews(to page: inout MarkupWriter) {
    page.element("nav", ["class": "views", "aria-label": texts(.views)]) { page in
      page.element("ul") { page in
        for view in ExplorerState.View.allCases {
          let other = state.with {
            $0.view = view
            $0.format = .html
            $0.sort = nil
            $0.isDescending = false
          }
          page.element("li") { page in
            page.element(
              "a", ["href": other.address, "aria-current": view == state.view ? "page" : nil],
              text: texts(view.title))
          }
        }
      }
    }
  }

  // MARK: Problems

  /// Writes a page that says what is wrong with the address.
  func write(problem message: String, to page: inout MarkupWriter) {
    write(nil, nil, to: &page) { page in
      page.element("p", ["class": "problem", "role": "alert"], text: message)
      page.element("p") { page in
        page.element("a", ["href": "/"], text: texts(.toOverview))
      }
    }
  }
}

extension ExplorerState.View {
  var title: ExplorerText {
    switch self {
    case .overview: .viewOverview
    case .rollup: .viewRollup
    case .change: .viewChange
    case .rank: .viewRank
    case .trend: .viewTrend
    case .briefing: .viewBriefing
    }
  }
}

extension ExplorerState.Body {
  var title: ExplorerText {
    switch self {
    case .unit: .bodyUnit
    case .county: .bodyCounty
    case .prefecture: .bodyPrefecture
    case .province: .bodyProvince
    case .all: .bodyAll
    }
  }
}
