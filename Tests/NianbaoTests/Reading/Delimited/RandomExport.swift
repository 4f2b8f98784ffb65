@testable import Nianbao

/// Exported panels as files have them, with what goes wrong in files. The same seed makes the same.
struct RandomExport {
  private var random: SeededGenerator
  private let ids: [String]
  private let separator: String
  private let lineEnds: [String]
  /// How many of a hundred fields are something else than plain.
  private let oddity: Int

  init(seed: UInt64, catalog: Catalog) {
    random = SeededGenerator(seed: seed)
    ids = catalog.indicators.map(\.id.name)
    separator = [",", ",", ",", "\t", ";"].randomElement(using: &random) ?? ","
    lineEnds =
      [["\n"], ["\n"], ["\r\n"], ["\r"], ["\n", "\r\n", "\r"]].randomElement(using: &random) ?? []
    oddity = [0, 1, 5, 25].randomElement(using: &random) ?? 0
  }

  private mutating func isOdd() -> Bool { Int.random(in: 0..<100, using: &random) < oddity }
  private mutating func pick(_ texts: [String]) -> String {
    texts.randomElement(using: &random) ?? ""
  }

  /// A field, quoted where it must be and sometimes where it need not.
  private mutating func field(_ text: String) -> String {
    let mustQuote = text.contains { "\"\n\r".contains($0) } || text.contains(separator)
    guard mustQuote || isOdd() else { return text }
    let quoted = "\"" + text.replacing("\"", with: "\"\"") + "\""
    return isOdd() ? quoted + "x" : quoted
  }

  private mutating func record(_ fields: [String]) -> String {
    var fields = fields.map { field($0) }
    if isOdd(), isOdd() { fields.append(pick(["", "", "7"])) }
    if isOdd(), isOdd() { fields.removeLast() }
    let empty = isOdd() ? pick(["", "\n", "\r\n"]) : ""
    return fields.joined(separator: separator) + pick(lineEnds) + empty
  }

  private mutating func unit() -> (name: String, code: String) {
    let units = [
      ("古北口镇", "110118111"), ("高岭镇", "110118108"), ("高岭镇", "110228108"),
      ("不老屯镇", "110118104"), ("民政局", "110118/民政局"), ("鼓楼街道", "110118001"),
    ]
    let odd = [
      ("不老屯镇", ""), ("某某镇", ""), ("高岭镇", "1101x"), ("", "110118111"), (" 古北口镇", "110118111 "),
      ("古北口", "110118111"), ("某\"某\"镇", ""), ("城关镇", ""), ("甲\n镇", "110118104"),
    ]
    return (isOdd() ? odd.randomElement(using: &random) : units.randomElement(using: &random))
      ?? ("", "")
  }

  private mutating func year() -> String {
    isOdd()
      ? pick(["20x7", "1999", "2017 ", "+2016", "", "02015"])
      : "\(Int.random(in: 2014...2017, using: &random))"
  }

  private mutating func figure() -> String {
    if isOdd() {
      return pick([
        "-5", "-0", "+5", "007", "0.50", "00.5", ".5", "5.", "1,234", "１２", "无", "/", "abc", "三",
        " 7 ", "123456789012345", "1234567890123456", "134217727", "134217728", "-134217728", "1e3",
        "0.00000000000001", "12.123456789012345", "99999999", "5件", "1\"2", "--", "3\n", "NaN",
        "-134217729", "-0.5", "12345678.9", "0.0", "0", "5元",
      ])
    }
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return ""
    case 1:
      return "\(Int.random(in: 0...99, using: &random)).\(Int.random(in: 10...99, using: &random))"
    case 2: return "\(Int.random(in: 0...200_000_000, using: &random))"
    default: return "\(Int.random(in: 0...1200, using: &random))"
    }
  }

  // MARK: Shapes

  /// One record a unit and year.
  mutating func wide(records: Int) -> [UInt8] {
    var columns = (0..<Int.random(in: 1...40, using: &random)).map { _ in pick(ids) }
    columns = columns.enumerated().filter { !columns[..<$0.offset].contains($0.element) }.map(
      \.element)
    if isOdd() { columns.insert("自编栏目", at: columns.count / 2) }
    if isOdd() { columns.insert("", at: columns.count / 2) }
    let hasStatus = Bool.random(using: &random)
    let hasFile = isOdd()
    let heading =
      ["unit", "unit_code", "year", "edition"] + columns + (hasFile ? ["file"] : [])
      + (hasStatus ? ["status"] : [])
    var text = Bool.random(using: &random) ? "\u{FEFF}" : ""
    text += heading.joined(separator: separator) + pick(lineEnds)
    for _ in 0..<records {
      let (name, code) = unit()
      var fields = [name, code, year(), isOdd() ? pick(["", "2019", "9999"]) : "2014"]
      let isEmpty = isOdd()
      fields += columns.map { _ in isEmpty ? "" : figure() }
      if hasFile { fields.append(pick(["", "a.txt", "b.txt"])) }
      if hasStatus { fields.append(isOdd() ? statuses(columns) : "") }
      text += record(fields)
    }
    return Array(text.utf8) + ending()
  }

  private mutating func statuses(_ columns: [String]) -> String {
    (0..<Int.random(in: 1...3, using: &random)).map { _ in
      let status = pick(["blank", "recovered", "unreadable", "from-text", "reported", "nonsense"])
      return "\(Bool.random(using: &random) ? pick(columns) : pick(ids))=\(status)"
    }.joined(separator: " ")
  }

  /// One record a cell.
  mutating func long(records: Int) -> [UInt8] {
    let heading = [
      "unit", "unit_code", "year", "edition", "indicator", "label", "measure", "value", "status",
      "file", "line",
    ]
    let hasPlaces = Bool.random(using: &random)
    var text = heading.joined(separator: separator) + pick(lineEnds)
    var (name, code) = unit()
    var (year, next) = (year(), 0)
    for _ in 0..<records {
      if Int.random(in: 0..<12, using: &random) == 0 { (name, code) = unit() }
      if Int.random(in: 0..<8, using: &random) == 0 { year = self.year() }
      next = isOdd() ? Int.random(in: 0..<ids.count, using: &random) : (next + 1) % ids.count
      let value = figure()
      let stated =
        value.isEmpty ? pick(["", "blank", "unreadable", "absent"]) : pick(["", "reported"])
      let status =
        isOdd() ? pick(["recovered", "not-applicable", "wrong", "blank", " reported"]) : stated
      let label = isOdd() ? pick(["收到申请数", "本地新增行", "甲,\"乙\"", ""]) : "x"
      let own = hasPlaces && !isOdd()
      text += record([
        name, code, year, isOdd() ? "2019" : "2014", isOdd() ? pick(["", "no.such"]) : ids[next],
        label,
        "件", value, status, own ? "a.txt" : isOdd() ? pick([" ", "b.txt"]) : "",
        own ? pick(["12", "T1R2C3", "0", "x", "007"]) : "",
      ])
    }
    return Array(text.utf8) + ending()
  }

  private mutating func ending() -> [UInt8] {
    isOdd() ? Array(pick(["甲镇,\"", "甲", "\"\"", "\r\n\r\n", "甲镇,110118111,2014"]).utf8) : []
  }
}
