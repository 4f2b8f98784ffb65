import Nianbao

/// What `nianbao` alone says to a newcomer: the three things to try.
enum Welcome {
  /// The text; where the repository's reports lie in the current folder it is about those.
  static func text(_ language: Language, hasDataSet: Bool) -> String {
    let reports = hasDataSet ? "datasets/miyun/reports" : "reports/"
    let tries: [(command: String, does: LocalizedText)] = [
      (
        "nianbao check \(reports)",
        LocalizedText(zh: "找出互相矛盾的数字", en: "finds figures that contradict each other")
      ),
      (
        "nianbao rollup \(reports) --by county",
        LocalizedText(zh: "汇总全区，注明几家已报", en: "adds a district up, and says who reported")
      ),
      (
        "nianbao brief \(reports) -o briefing",
        LocalizedText(zh: "写出可打印的简报", en: "writes the briefing, a page to read and print")
      ),
    ]
    let folder =
      hasDataSet
      ? LocalizedText(
        zh: "\(reports) 是随附的样例数据，可换成您自己的报告文件夹：",
        en: "\(reports) are examples; your own folder of reports does as well:")
      : LocalizedText(
        zh: "reports/ 换成您自己的报告文件夹（网页、Word、Excel、PDF、文本均可）：",
        en: "For reports/ write your own folder of reports (web pages, Word, Excel, PDF, text):")
    let lines = tries.map { "  \($0.command)\n      \($0.does[language])" }
    return """
      \(LocalizedText(
        zh: "nianbao 读入、核对、汇总、比较政府信息公开工作年度报告。先试三件事。",
        en: "nianbao reads, checks, adds up and compares annual reports. Three things to try.")[language])
      \(folder[language])

      \(lines.joined(separator: "\n"))

      \(LocalizedText(
        zh: "全部命令：nianbao --help；某个命令的用法和例子：nianbao help check",
        en: "All commands: nianbao --help. One of them, with examples: nianbao help check")[language])
      """
  }
}
