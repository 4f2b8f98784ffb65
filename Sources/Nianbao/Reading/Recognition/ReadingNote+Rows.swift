/// Why a printed row is kept beside the panel.
enum KeptRow {
  /// No form has it.
  case unknown
  /// Its label stands on the form more than once, and nothing tells which row is meant.
  case ambiguousLabel
  /// It is a heading of the form that has no figure.
  case headingWithFigure
}

extension Document.Text {
  /// The text on one line, shortened for messages.
  var shown: String {
    let line = text.split(whereSeparator: \.isNewline).joined(separator: " ").trimmingBlanks
    return line.count > 40 ? line.prefix(39) + "…" : line
  }
}

extension ReadingNote {
  static func nearMatch(printed: Document.Text, official: String, edits: Int) -> ReadingNote {
    ReadingNote(
      kind: .nearMatch, place: printed.place,
      message: LocalizedText(
        zh: "印出的“\(printed.shown)”与表样“\(official)”相差 \(edits) 字，按该行读入；请核对。",
        en: "the printed ‘\(printed.shown)’ was read as the form's ‘\(official)’ "
          + "(\(edits) signs differ); check it."))
  }

  static func unreadable(_ row: PrintedRow, at place: Place) -> ReadingNote {
    let text = row.value?.shown ?? ""
    return ReadingNote(
      kind: .unreadableCell, place: place,
      message: LocalizedText(
        zh: "“\(row.label.shown)”的统计数印为“\(text)”，不是数字，未读入；请核对原文。",
        en: "the figure of ‘\(row.label.shown)’ is printed ‘\(text)’, which is no number; "
          + "it was not read; check the report."))
  }

  static func remark(_ row: PrintedRow, figure: Figure, at place: Place) -> ReadingNote {
    ReadingNote(
      kind: .cellRemark, place: place,
      message: LocalizedText(
        zh: "“\(row.label.shown)”印为“\(row.value?.shown ?? "")”，读作 \(figure.text)，附注未计入。",
        en: "‘\(row.label.shown)’ is printed ‘\(row.value?.shown ?? "")’; it was read as "
          + "\(figure.text), the remark left aside."))
  }

  static func blankSigns(_ sign: String, at places: [Place]) -> ReadingNote {
    ReadingNote(
      kind: .blankSign, place: places.first ?? .unknown,
      message: LocalizedText(
        zh: "\(places.count) 个单元格印为“\(sign)”，按空白读入，不当作 0。",
        en: EnglishCount.text(places.count, "cell", "be")
          + " printed ‘\(sign)’ and read as blank, not as 0."))
  }

  static func kept(_ row: PrintedRow, why reason: KeptRow, at place: Place) -> ReadingNote {
    let label = row.label.shown
    let text = row.value?.shown ?? ""
    let (chinese, english) =
      switch reason {
      case .unknown:
        ("表样没有这一行", "the form has no such row")
      case .ambiguousLabel:
        (
          "表样有几行同名，分不清是哪一行",
          "the form has several rows of this name, and nothing tells which is meant"
        )
      case .headingWithFigure:
        ("表样此处是标题,没有统计数", "the form has a heading here, without a figure")
      }
    return ReadingNote(
      kind: .unknownRow, place: place,
      message: LocalizedText(
        zh: "“\(label)”(\(text)):\(chinese)；数字另行保留，未计入。",
        en: "‘\(label)’ (\(text)): \(english); the figure is kept aside and counts nowhere."))
  }

  static func repeated(label: String, first: ReadCell, again: ReadCell, takesOver: Bool)
    -> ReadingNote
  {
    let (kept, other) = takesOver ? (again, first) : (first, again)
    let isSame = first.value == again.value && first.mark.status == again.mark.status
    return ReadingNote(
      kind: .repeatedRow, place: again.place,
      message: isSame
        ? LocalizedText(
          zh: "“\(label)”重复出现，数字相同(另见 \(first.place))。",
          en: "‘\(label)’ stands here a second time with the same figure (see \(first.place)).")
        : LocalizedText(
          zh: "“\(label)”出现两次：\(first.place) 为“\(first.text)”，\(again.place) 为“\(again.text)”;"
            + "采用 \(kept.place) 的，请核对。",
          en: "‘\(label)’ stands in the report twice, ‘\(first.text)’ at \(first.place) and "
            + "‘\(again.text)’ at \(again.place); that at \(kept.place) counts, not "
            + "that at \(other.place); check it."))
  }

  static func missing(_ labels: [String], of section: String, isWhole: Bool) -> ReadingNote {
    let listed = labels.prefix(5)
    let more = labels.count > listed.count
    let rows = EnglishCount.text(labels.count, "row")
    let message =
      isWhole
      ? LocalizedText(
        zh: "缺少整节“\(section)”(\(labels.count) 行)。",
        en: "the whole section ‘\(section)’ is missing (\(rows)).")
      : LocalizedText(
        zh: "“\(section)”一节缺 \(labels.count) 行：\(listed.joined(separator: "、"))\(more ? "等" : "")。",
        en: "section ‘\(section)’ lacks \(rows): "
          + "\(listed.joined(separator: "; "))\(more ? "; …" : "").")
    return ReadingNote(kind: .missingRow, place: .unknown, message: message)
  }
}
