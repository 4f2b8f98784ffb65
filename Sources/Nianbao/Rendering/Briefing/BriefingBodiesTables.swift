/// All figures of the year side by side, a row a body, and under them their sums.
struct BriefingUnitsTable: TableSource {
  private let briefing: Briefing
  private let texts: BriefingTexts
  private let bodies: BriefingBodies

  init(_ briefing: Briefing, _ texts: BriefingTexts) {
    self.briefing = briefing
    self.texts = texts
    bodies = BriefingBodies(briefing, [.card, .trend, .heat])
  }

  var headings: [TableHeading] {
    let isUnit = bodies.heading == .unit
    return [
      isUnit
        ? .text("unit", zh: "单位", en: "Unit") : .text("region", zh: "地区", en: "Region"),
      isUnit
        ? .text("unit_code", zh: "单位代码", en: "Unit code")
        : .text("region_code", zh: "地区代码", en: "Region code"),
    ]
      + bodies.columns.map {
        .number($0.entry.id.name, zh: $0.entry.label, en: $0.entry.label).emphasised(.scale)
      }
  }

  func write(to sink: inout some RowSink) {
    let leaves = bodies.present.filter { $0 < briefing.bodies.leafCount }
    for body in leaves { write(body, named: bodies.bodies[body].name, to: &sink) }
    writeTotal(over: leaves.count, to: &sink)
    for body in bodies.present where body >= briefing.bodies.leafCount {
      write(body, named: texts(.ownReport, ["name": bodies.bodies[body].name]), to: &sink)
    }
  }

  private func write(_ body: Int, named name: String, to sink: inout some RowSink) {
    sink.text(name)
    sink.text(bodies.bodies[body].code)
    for column in bodies.columns { sink.number(column.figures[body], as: column.style) }
    sink.endRow()
  }

  private func writeTotal(over rows: Int, to sink: inout some RowSink) {
    let frame = briefing.total.frame
    guard let year = frame.position(of: briefing.year) else { return }
    sink.text(texts(.total))
    sink.text("")
    for column in bodies.columns {
      let indicator = frame.indicators.firstIndex {
        briefing.panel.catalog[$0].id == column.entry.id
      }
      let sum = indicator.flatMap { frame.column($0, year)?[0] } ?? .nan
      if briefing.bodiesAddUp {
        sink.number(sum, from: .sumAbove(rows: rows), as: column.style)
      } else {
        sink.number(sum, as: column.style)
      }
    }
    sink.endRow()
  }
}

/// The figures that stand as cards, a row a body, each with its rank and movement: `28（1 ↑2）`.
struct BriefingRankingTable: TableSource {
  private let texts: BriefingTexts
  private let bodies: BriefingBodies
  private let limit: Int

  /// The rankings of the first bodies.
  init(_ briefing: Briefing, _ texts: BriefingTexts, limit: Int) {
    self.texts = texts
    self.limit = limit
    bodies = BriefingBodies(briefing, [.card])
  }

  /// The number of rows, and of all bodies that have a figure.
  var counts: (shown: Int, total: Int) { (min(limit, bodies.present.count), bodies.present.count) }

  var headings: [TableHeading] {
    [
      bodies.heading == .unit
        ? .text("unit", zh: "单位", en: "Unit") : .text("region", zh: "地区", en: "Region")
    ] + bodies.columns.map { .number($0.entry.id.name, zh: $0.entry.label, en: $0.entry.label) }
  }

  func write(to sink: inout some RowSink) {
    for body in bodies.first(limit) {
      sink.text(bodies.bodies[body].name)
      for column in bodies.columns { sink.text(text(of: column, body)) }
      sink.endRow()
    }
  }

  private func text(of column: BriefingBodies.Column, _ body: Int) -> String {
    let figure = column.figures[body]
    guard !figure.isNaN else { return "" }
    var place = NumberText.text(column.ranks.ranks[body])
    if let movement = column.ranks.movement(body), movement != 0 {
      place += " \(movement > 0 ? "↑" : "↓")\(NumberText.text(abs(movement)))"
    }
    let text = column.style.text(of: figure)
    guard !place.isEmpty else { return text }
    return texts.language == .chinese ? "\(text)（\(place)）" : "\(text) (\(place))"
  }
}
