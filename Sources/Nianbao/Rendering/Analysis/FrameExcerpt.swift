/// The part of a frame that a table shows, and the cells that begin each of its rows.
struct FrameExcerpt: Sendable {
  let frame: Frame
  /// The positions of the bodies, years and indicators shown.
  let bodies: [Int]
  let years: [Int]
  let indicators: [Int]

  init(_ frame: Frame, _ selection: Selection) {
    self.frame = frame
    bodies = Array(frame.bodies.indices)
    years = frame.years.indices.filter { selection.contains(frame.years[$0]) }
    let wanted = selection.indicators.map(Set.init)
    indicators = frame.indicators.indices.filter { wanted?.contains(frame.indicators[$0]) ?? true }
  }

  var bodyHeadings: [TableHeading] {
    switch frame.subject {
    case .units:
      [
        .text("unit", zh: "单位", en: "Unit"), .text("unit_code", zh: "单位代码", en: "Unit code"),
      ]
    case .regions:
      [
        .text("region", zh: "地区", en: "Region"),
        .text("region_code", zh: "地区代码", en: "Region code"),
      ]
    }
  }

  var indicatorHeadings: [TableHeading] {
    [
      .text("indicator", zh: "指标", en: "Indicator"), .text("label", zh: "指标名称", en: "Label"),
      .text("measure", zh: "计量单位", en: "Measure"),
    ]
  }

  var yearHeading: TableHeading { .number("year", zh: "年度", en: "Year") }

  var noteHeading: TableHeading { .text("note", zh: "备注", en: "Note") }

  /// Whether something must be said beside a figure shown.
  var hasNotes: Bool {
    indicators.contains { indicator in
      years.contains { year in
        bodies.contains { !frame.notes(indicator, year, $0).isEmpty }
      }
    }
  }

  func writeBody(_ body: Int, to sink: inout some RowSink) {
    sink.text(frame.bodies[body].name)
    sink.text(frame.bodies[body].code)
  }

  func writeIndicator(_ indicator: Int, to sink: inout some RowSink) {
    let entry = frame.catalog[frame.indicators[indicator]]
    sink.text(entry.id.name)
    sink.text(entry.label)
    sink.text(entry.measure.name)
  }

  /// How figures of an indicator are shown: counts as they are, amounts with two decimals.
  func style(_ indicator: Int) -> NumberStyle {
    frame.catalog[frame.indicators[indicator]].measure.kind == .count
      ? .plain : .rounded(decimals: 2)
  }

  /// The same for a difference, with its sign.
  func differenceStyle(_ indicator: Int) -> NumberStyle {
    frame.catalog[frame.indicators[indicator]].measure.kind == .count
      ? .signed(decimals: 0) : .signed(decimals: 2)
  }
}
