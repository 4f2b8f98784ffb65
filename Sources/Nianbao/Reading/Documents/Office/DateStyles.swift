import Markup

/// The looks of cells that show a stored number as a date (ISO/IEC 29500-1, 18.8.30 and 18.17.4): what
/// is printed there is no count, whatever number stands for it.
struct DateStyles: Sendable {
  private var styles: Set<Int> = []
  /// The days from 1899-12-30 to the day that counts as zero.
  private let offset: Int

  /// The looks of a workbook.
  ///
  /// - Parameters:
  ///   - styles: The part with the looks; nil where the file has none.
  ///   - countsFrom1904: Whether days are counted as older Macintoshes did.
  init(_ styles: MarkupElement?, countsFrom1904: Bool) {
    offset = countsFrom1904 ? 1462 : 0
    var dates = Self.builtIn
    for format in styles?.first("numFmts")?.elements.filter({ $0.name == "numFmt" }) ?? [] {
      guard let id = format.attributes["numFmtId"].flatMap({ Int($0) }) else { continue }
      if Self.isDate(format.attributes["formatCode"] ?? "") {
        dates.insert(id)
      } else {
        dates.remove(id)
      }
    }
    let looks = styles?.first("cellXfs")?.elements.filter { $0.name == "xf" } ?? []
    for (style, look) in looks.enumerated() {
      guard let id = look.attributes["numFmtId"].flatMap({ Int($0) }), dates.contains(id) else {
        continue
      }
      self.styles.insert(style)
    }
  }

  /// Dates and times that every program knows, those of Chinese programs among them.
  private static let builtIn = Set(14...22).union(27...36).union(45...47).union(50...58)

  /// Whether a look shows years, days or hours and no digits of the number itself.
  private static func isDate(_ code: String) -> Bool {
    var signs: [Character] = []
    var rest = (code.split(separator: ";").first ?? "")[...]
    while let sign = rest.popFirst() {
      switch sign {
      case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
      case "[": rest = rest.drop { $0 != "]" }.dropFirst()
      case "\\", "_", "*": rest = rest.dropFirst()
      default: signs.append(contentsOf: sign.lowercased())
      }
    }
    return signs.contains { "ydh".contains($0) } && !signs.contains { "0#?@".contains($0) }
  }

  /// What a cell with a look shows for a stored number, or nil where it is no date: `2018-01-01`, and
  /// `时刻` for what is no whole day.
  func text(of stored: String, style: String?) -> String? {
    guard let style = style.flatMap({ Int($0) }), styles.contains(style),
      let serial = Double(stored), serial.isFinite
    else { return nil }
    guard serial >= 1, serial < 2_958_466 else { return "时刻" }
    return Self.date(Int(serial) + offset)
  }

  /// The date some days behind 1899-12-30, by the Gregorian calendar's cycle of 146,097 days; a year
  /// begins in March, so that the leap day is its last.
  private static func date(_ days: Int) -> String {
    let days = days + 693_899
    let cycle = days / 146_097
    let day = days % 146_097
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365
    let inYear = day - (365 * year + year / 4 - year / 100)
    let month = (5 * inYear + 2) / 153
    let number = inYear - (153 * month + 2) / 5 + 1
    let civil = month < 10 ? month + 3 : month - 9
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    return "\(400 * cycle + year + (civil <= 2 ? 1 : 0))-\(two(civil))-\(two(number))"
  }
}
