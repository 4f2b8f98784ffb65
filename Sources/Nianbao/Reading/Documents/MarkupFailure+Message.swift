import Markup

extension MarkupDocument.Bound {
  /// What was found and how much is allowed.
  var explanation: LocalizedText {
    switch self {
    case .nodes(let limit):
      LocalizedText(
        zh: "元素和属性超过 \(limit) 个", en: "it has more than \(limit) elements and attributes")
    case .depth(let limit):
      LocalizedText(zh: "元素嵌套超过 \(limit) 层", en: "its elements are nested deeper than \(limit)")
    case .attributes(let limit):
      LocalizedText(
        zh: "一个标签的属性超过 \(limit) 个", en: "a tag has more than \(limit) attributes")
    case .documentType:
      LocalizedText(
        zh: "含有文档类型声明(DOCTYPE)，Office 文档不应有",
        en: "it declares a document type (DOCTYPE), which no Office document does")
    }
  }
}

extension MarkupDocument.Failure {
  /// What was found, with the line where there is one.
  var explanation: LocalizedText {
    switch self {
    case .empty: return LocalizedText(zh: "没有内容", en: "it is empty")
    case .malformed(let line, let reason):
      return LocalizedText(
        zh: "第 \(line) 行不是合格的 XML：\(reason)",
        en: "line \(line) is not well-formed XML: \(reason)")
    case .tooLarge(let bytes, let limit):
      return LocalizedText(
        zh: "有 \(bytes) 字节，超过 \(limit) 字节", en: "it has \(bytes) bytes, more than \(limit)")
    case .refused(let bound, let line):
      let text = bound.explanation
      return LocalizedText(
        zh: "第 \(line) 行：\(text.chinese)", en: "line \(line): \(text.english)")
    }
  }
}

extension ReadingNote {
  /// A page was read up to where it began to exhaust time or memory.
  static func cutOff(at bound: MarkupDocument.Bound?) -> ReadingNote {
    let reason = bound?.explanation ?? LocalizedText(zh: "解析器中止", en: "the parser gave up")
    return ReadingNote(
      kind: .encoding, place: .unknown,
      message: LocalizedText(
        zh: "网页只读到一部分(\(reason.chinese))，其后未读入；请检查它是不是一份报告。",
        en: "only the beginning of the page was read (\(reason.english)); check that it is a "
          + "report."))
  }

  /// A file has more cells than are read.
  static func tooManyCells(limit: Int, at place: Place) -> ReadingNote {
    ReadingNote(
      kind: .unreadableCell, place: place,
      message: LocalizedText(
        zh: "表格超过 \(limit) 格，从这里起未读入；请拆成几个文件。",
        en: "the tables have more than \(limit) cells; those from here on were not read; split "
          + "the file."))
  }
}
