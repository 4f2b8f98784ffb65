/// What a page of the explorer shows, as its address says: `/rank?within=北京市&to=2018&page=2`.
///
/// An address is all the state that there is: it can be kept, sent and opened again. What an address
/// leaves out is chosen by the page.
struct ExplorerState: Sendable, Hashable {
  /// What is shown of the figures.
  enum View: String, Sendable, CaseIterable {
    case overview, rollup, change, rank, trend, briefing

    /// Whether it is one table, which can be sorted, paged and taken as a file.
    var isTable: Bool {
      switch self {
      case .rollup, .change, .rank, .trend: true
      case .overview, .briefing: false
      }
    }
  }

  /// Whose figures: those of the units, or those of regions of a level.
  enum Body: String, Sendable, CaseIterable {
    case unit, county, prefecture, province, all

    /// What units are rolled up to; nil for the units themselves.
    var grouping: RollUp.Grouping? {
      switch self {
      case .unit: nil
      case .county: .level(.county)
      case .prefecture: .level(.prefecture)
      case .province: .level(.province)
      case .all: .all
      }
    }
  }

  var view = View.overview
  /// The form of a table: a page, or a file with all rows.
  var format = OutputFormat.html
  /// A region's code, name or path; nil for all units.
  var within: String?
  var from: Year?
  var to: Year?
  /// Indicators by id, label or pattern; empty for those that the page chooses.
  var indicators: [String] = []
  /// nil for what suits the region.
  var by: Body?
  /// The column that orders the rows, by its heading's id.
  var sort: String?
  var isDescending = false
  var page = 1
  /// nil for the language of the server.
  var language: Language?

  /// The formats of tables by the endings of addresses.
  private static let endings: [(ending: String, format: OutputFormat)] = [
    ("csv", .csv), ("json", .json),
  ]

  init() {}

  /// The state that an address says; nil where there is no such page.
  ///
  /// - Parameters:
  ///   - path: Such as `/rank` or `/rank.csv`.
  ///   - query: The names and values behind the question mark, in their order. Names that are not known
  ///     are left alone.
  /// - Throws: `ExplorerProblem.badValue` for a value that says nothing.
  init?(path: String, query: [(name: String, value: String)]) throws(ExplorerProblem) {
    var name = path.drop { $0 == "/" }
    if let dot = name.firstIndex(of: ".") {
      let ending = name[name.index(after: dot)...]
      guard let known = Self.endings.first(where: { $0.ending == ending }) else { return nil }
      format = known.format
      name = name[..<dot]
    }
    guard let view = name.isEmpty ? .overview : View(rawValue: String(name)) else { return nil }
    guard format == .html || view.isTable else { return nil }
    self.view = view
    for (name, value) in query where !value.isEmpty { try set(name, value) }
  }

  private mutating func set(_ name: String, _ value: String) throws(ExplorerProblem) {
    func known<Value>(_ known: Value?) throws(ExplorerProblem) -> Value {
      guard let known else { throw .badValue(name: name, value: value) }
      return known
    }
    switch name {
    case "within": within = value
    case "from": from = try known(Self.year(value))
    case "to": to = try known(Self.year(value))
    case "indicators": indicators.append(value)
    case "by": by = try known(Body(rawValue: value))
    case "sort": sort = value
    case "order": isDescending = try known(["up": false, "down": true][value])
    case "page": page = try known(Int(value).flatMap { $0 >= 1 ? $0 : nil })
    case "lang": language = try known(Language(rawValue: value))
    default: break
    }
  }

  private static func year(_ text: String) -> Year? {
    guard text.utf8.count == 4, let number = Int(text), (1900...2999).contains(number) else {
      return nil
    }
    return Year(number)
  }

  // MARK: The address

  /// The address of this state: what is as the page would choose is left out.
  var address: String {
    var address = "/"
    if view != .overview { address += view.rawValue }
    if let ending = Self.endings.first(where: { $0.format == format }) {
      address += ".\(ending.ending)"
    }
    let query = fields.map { "\($0.name)=\(Self.encoded($0.value))" }
    return query.isEmpty ? address : "\(address)?\(query.joined(separator: "&"))"
  }

  /// The names and values behind the question mark.
  var fields: [(name: String, value: String)] {
    var fields: [(name: String, value: String)] = []
    func add(_ name: String, _ value: String?) {
      if let value { fields.append((name, value)) }
    }
    add("within", within)
    add("from", from.map { "\($0)" })
    add("to", to.map { "\($0)" })
    for indicator in indicators { add("indicators", indicator) }
    add("by", by?.rawValue)
    add("sort", sort)
    if isDescending { add("order", "down") }
    if page > 1 { add("page", "\(page)") }
    add("lang", language?.rawValue)
    return fields
  }

  /// The state with something changed, on its first page.
  func with(_ change: (inout ExplorerState) -> Void) -> ExplorerState {
    var state = self
    state.page = 1
    change(&state)
    return state
  }

  /// A text percent-encoded but for what RFC 3986 calls unreserved.
  private static func encoded(_ text: String) -> String {
    var encoded: [UInt8] = []
    let digits = Array("0123456789ABCDEF".utf8)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"):
        encoded.append(byte)
      default:
        encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }
}

/// Why the explorer shows no figures.
enum ExplorerProblem: UsageError, Hashable {
  /// The value of a part of the address says nothing.
  case badValue(name: String, value: String)
  /// The first year is behind the last.
  case yearsReversed(from: Year, to: Year)
  /// A file would have more rows than a page should make.
  case tooManyRows(limit: Int)
  /// A briefing is asked for about more reports than are checked while one waits.
  case tooManyReports(count: Int, limit: Int)

  /// What was found and what to do.
  var message: LocalizedText {
    switch self {
    case .badValue(let name, let value):
      LocalizedText(
        zh: "网址里的 \(name)=\(value) 无法识别；请从本页的表单重新选择",
        en: "the address says \(name)=\(value), which means nothing here; choose again in the form")
    case .yearsReversed(let from, let to):
      LocalizedText(
        zh: "起始年度 \(from) 晚于结束年度 \(to)；请对调",
        en: "the first year, \(from), is after the last, \(to); exchange them")
    case .tooManyRows(let limit):
      LocalizedText(
        zh: "这张表超过 \(limit) 行；请缩小地区、年度或指标，或用 nianbao export 写成文件",
        en: "the table has more than \(limit) rows; choose fewer regions, years or indicators, or "
          + "write the file with nianbao export")
    case .tooManyReports(let count, let limit):
      LocalizedText(
        zh: "所选范围有 \(count) 份报告，即时核对最多 \(limit) 份；请选择下级地区或较少年度，"
          + "或用 nianbao brief 写成文件",
        en:
          "the selection has \(count) reports, at most \(limit) are checked while you wait; choose a "
          + "region below or fewer years, or write it with nianbao brief")
    }
  }
}
