/// Why the words of a query do not name anything.
public enum SelectionError: UsageError, Sendable, Hashable {
  /// A list of years is not one.
  case badYears(String)
  /// No indicator has this id or label.
  case unknownIndicator(String, nearest: [String])
  /// Several indicators have this label.
  case ambiguousIndicator(String, ids: [String])
  /// No unit of the panel has this name or code.
  case unknownUnit(String, nearest: [String])
  /// Several units of the panel have this name.
  case ambiguousUnit(String, codes: [String])
  /// No region of the tree has this name or code.
  case unknownRegion(String, nearest: [String])
  /// Several regions have this name.
  case ambiguousRegion(String, paths: [String])
  /// No measure of a roll-up has this name.
  case unknownMeasure(String)
  /// Units cannot be grouped so; with the columns of the user's table of tags.
  case unknownGrouping(String, tags: [String])
  /// The user's table of tags has no such column.
  case unknownTag(String, known: [String])
  /// None of the indicators is a rate, where one is wanted.
  case noRates([String])
  /// Figures at the end of a year were asked to be added up over years.
  case pooledStocks([String])

  /// What was found, what was expected and what to do.
  public var message: LocalizedText {
    switch self {
    case .badYears(let text):
      LocalizedText(
        zh: "“\(text)”不是年度；应写成 2017、2014-2018 或 2014-2018,2021",
        en: "‘\(text)’ names no years; write 2017, 2014-2018 or 2014-2018,2021")
    case .unknownIndicator(let text, let nearest):
      LocalizedText(
        zh: "没有指标“\(text)”\(Self.hint(nearest).chinese)；nianbao catalog indicators 列出全部指标",
        en: "there is no indicator ‘\(text)’\(Self.hint(nearest).english); "
          + "nianbao catalog indicators lists all")
    case .ambiguousIndicator(let text, let ids):
      LocalizedText(
        zh: "“\(text)”是几个指标的名称；请写其中一个代号：\(ids.joined(separator: "、"))",
        en: "‘\(text)’ is the label of several indicators; write one of the ids "
          + ids.joined(separator: ", "))
    case .unknownUnit(let text, let nearest):
      LocalizedText(
        zh: "面板中没有单位“\(text)”\(Self.hint(nearest).chinese)",
        en: "the panel has no unit ‘\(text)’\(Self.hint(nearest).english)")
    case .ambiguousUnit(let text, let codes):
      LocalizedText(
        zh: "面板中有几个单位叫“\(text)”；请写其中一个代码：\(codes.joined(separator: "、"))",
        en: "several units of the panel are called ‘\(text)’; write one of the codes "
          + codes.joined(separator: ", "))
    case .unknownRegion(let text, let nearest):
      LocalizedText(
        zh: "没有地区“\(text)”\(Self.hint(nearest).chinese)；可写名称、代码或 北京市/密云区",
        en: "there is no region ‘\(text)’\(Self.hint(nearest).english); "
          + "write a name, a code or a path such as 北京市/密云区")
    case .ambiguousRegion(let text, let paths):
      LocalizedText(
        zh: "有几个地区叫“\(text)”；请写其中一个：\(paths.joined(separator: "、"))",
        en: "several regions are called ‘\(text)’; write one of \(paths.joined(separator: ", "))")
    case .unknownMeasure(let text):
      LocalizedText(
        zh: "没有统计量“\(text)”；可用：\(RollUp.Measure.names.joined(separator: "、"))",
        en:
          "there is no measure ‘\(text)’; expected \(RollUp.Measure.names.joined(separator: ", "))")
    case .unknownGrouping(let text, let tags):
      LocalizedText(
        zh: "不能按“\(text)”分组；可用：province、prefecture、county、township 之一，以及 kind、edition、all"
          + (tags.isEmpty ? "，或 --tags 文件中的列" : "，或列 \(tags.joined(separator: "、"))"),
        en: "units cannot be grouped by ‘\(text)’; expected one of province, prefecture, county, "
          + "township, and kind, edition, all, "
          + (tags.isEmpty
            ? "or a column of the file of --tags" : "or a column: \(tags.joined(separator: ", "))"))
    case .unknownTag(let text, let known):
      LocalizedText(
        zh: "--tags 的文件中没有标签列“\(text)”；有：\(known.joined(separator: "、"))",
        en: "the file of --tags has no column ‘\(text)’; it has \(known.joined(separator: ", "))")
    case .noRates(let ids):
      LocalizedText(
        zh: "\(ids.joined(separator: "、"))不是比率；--min-base 和 --shrink 用于派生比率（nianbao catalog "
          + "indicators），或用 --numerator 和 --base 指明比率",
        en:
          "\(ids.joined(separator: ", ")): no rate; --min-base and --shrink are for derived rates "
          + "(nianbao catalog indicators) or for the one of --numerator and --base")
    case .pooledStocks(let ids):
      LocalizedText(
        zh: "\(ids.joined(separator: "、"))是年末（或年初）数，几年不能相加；请改用 mean、median、min 或 max",
        en:
          "\(ids.joined(separator: ", ")) stand for the end or start of a year and do not add up over "
          + "years; use mean, median, min or max")
    }
  }

  private static func hint(_ nearest: [String]) -> LocalizedText {
    guard !nearest.isEmpty else { return LocalizedText(zh: "", en: "") }
    return LocalizedText(
      zh: "，是否指 \(nearest.joined(separator: "、"))",
      en: "; did you mean \(nearest.joined(separator: ", "))")
  }
}
