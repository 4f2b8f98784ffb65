/// The form in which region, years, bodies and indicators are chosen. It asks for a page by its address.
struct ExplorerForm {
  let view: ExplorerView
  /// The figures of the outline, offered to be ticked.
  let lines: [BriefingOutline.Line]
  let briefingTexts: BriefingTexts

  init(_ view: ExplorerView) throws {
    self.view = view
    lines = try ExplorerPage.lines(of: view.explorer.figures)
    briefingTexts = try BriefingTexts.builtIn(view.texts.language)
  }

  private var state: ExplorerState { view.state }
  private var texts: ExplorerTexts { view.texts }

  func write(to page: inout MarkupWriter) {
    var target = ExplorerState()
    target.view = state.view
    page.element(
      "form",
      ["class": "choose", "method": "get", "action": target.address, "aria-label": texts(.chosen)]
    ) { page in
      writeRegion(to: &page)
      writeYears(to: &page)
      if state.view.isTable { writeBodies(to: &page) }
      page.element("button", ["type": "submit"], text: texts(.show))
      if state.view.isTable { writeIndicators(to: &page) }
      if let language = state.language {
        page.open("input", ["type": "hidden", "name": "lang", "value": language.rawValue])
      }
    }
  }

  private func writeRegion(to page: inout MarkupWriter) {
    // The path of names stands for a code.
    let names = view.region.map { view.explorer.figures.regions.path(to: $0) } ?? []
    let name = names.isEmpty ? state.within ?? "" : names.joined(separator: "/")
    page.element("label") { page in
      page.text(texts(.region))
      page.open(
        "input",
        [
          "type": "search", "name": "within", "id": "within", "value": name,
          "placeholder": texts(.regionHint), "autocomplete": "off",
        ])
    }
  }

  private func writeYears(to page: inout MarkupWriter) {
    let years = view.explorer.figures.years
    let options = [("", texts(.suiting))] + years.map { ("\($0)", "\($0)") }
    write(.from, "from", options, chosen: state.from.map { "\($0)" } ?? "", to: &page)
    write(.to, "to", options, chosen: state.to.map { "\($0)" } ?? "", to: &page)
  }

  private func writeBodies(to page: inout MarkupWriter) {
    let bodies = ExplorerState.Body.allCases.map { ($0.rawValue, texts($0.title)) }
    write(
      .bodies, "by", [("", texts(.suiting))] + bodies,
      chosen: state.by?.rawValue ?? "", to: &page)
  }

  private func write(
    _ label: ExplorerText, _ name: String, _ options: [(value: String, title: String)],
    chosen: String?, to page: inout MarkupWriter
  ) {
    page.element("label") { page in
      page.text(texts(label))
      page.element("select", ["name": name, "id": name]) { page in
        for option in options {
          page.element(
            "option",
            ["value": option.value, "selected": option.value == chosen ? "" : nil],
            text: option.title)
        }
      }
    }
  }

  private func writeIndicators(to page: inout MarkupWriter) {
    let catalog = view.panel.catalog
    let chosen = Set(view.selection.indicators ?? [])
    let offered = Set(lines.map(\.indicator))
    page.element("details", ["open": state.indicators.isEmpty ? nil : "", "id": "indicators"]) {
      page in
      let names = chosen.sorted().prefix(3).map { catalog[$0].label }
      page.element(
        "summary",
        text: "\(texts(.indicators))\(language == .chinese ? "：" : ": ")"
          + names.joined(separator: language == .chinese ? "、" : ", ")
          + (chosen.count > 3 ? " … (\(chosen.count))" : ""))
      for section in BriefingOutline.Section.allCases {
        let own = lines.filter { $0.section == section }
        guard !own.isEmpty else { continue }
        page.element("fieldset") { page in
          page.element("legend", text: briefingTexts(section.title))
          for line in own {
            let entry = catalog[line.indicator]
            page.element("label", ["title": entry.id.name]) { page in
              page.open(
                "input",
                [
                  "type": "checkbox", "name": "indicators", "value": entry.id.name,
                  "id": "i-\(entry.id.name)",
                  "checked": chosen.contains(line.indicator) ? "" : nil,
                ])
              page.text(entry.label)
            }
          }
        }
      }
      let others = chosen.subtracting(offered).sorted().map { catalog[$0].id.name }
      page.element("label", ["class": "other"]) { page in
        page.text(texts(.indicatorsHint))
        page.open(
          "input",
          [
            "type": "search", "name": "indicators", "id": "other-indicators",
            "value": others.joined(separator: ","), "autocomplete": "off",
          ])
      }
    }
  }

  private var language: Language { texts.language }
}
