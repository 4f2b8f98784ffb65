import Testing

@testable import Nianbao

@Suite struct CellReaderTests {
  private let reader = CellReader(measures: ["条", "件", "次", "人", "人次", "万元", "元"])

  private func number(_ text: String) -> CellContent.Printed? {
    if case .number(let printed) = reader.read(text) { printed } else { nil }
  }

  @Test(
    arguments: [
      ("322", 322, 0), ("０", 0, 0), ("３２２", 322, 0), (" 7 ", 7, 0), ("\u{3000}7\u{A0}", 7, 0),
      ("1,234", 1234, 0), ("1，234，567", 1_234_567, 0), ("1 234", 1234, 0),
      ("1\u{2009}234", 1234, 0),
      ("7730.28", 7730.28, 2), ("5.00", 5, 2), (".5", 0.5, 1), ("59237．2449", 59237.2449, 4),
      ("24252.311082", 24252.311082, 6), ("-18", -18, 0), ("－15", -15, 0), ("−3", -3, 0),
      ("+5", 5, 0),
      ("零", 0, 0), ("〇", 0, 0), ("三", 3, 0), ("十二", 12, 0), ("一百零五", 105, 0), ("一〇五", 105, 0),
      ("二十", 20, 0), ("三万二千", 32000, 0), ("一万零二百", 10200, 0), ("贰拾", 20, 0), ("两千", 2000, 0),
      ("1.2万", 12000, 0), ("3亿", 300_000_000, 0), ("0", 0, 0),
      ("999999999999999", 999_999_999_999_999, 0),
    ] as [(String, Double, Int)]) func readsNumbers(text: String, value: Double, decimals: Int)
  {
    let printed = number(text)
    #expect(printed?.figure.value == value && printed?.figure.decimals == decimals, "\(text)")
    #expect(printed?.measure == nil && printed?.remark == nil)
  }

  @Test(arguments: ["", " ", "\u{A0}", "\u{3000}\u{3000}", "\u{FEFF}", "\t"])
  func readsNothingAsBlank(text: String) { #expect(reader.read(text) == .blank(sign: nil)) }

  @Test(arguments: ["/", "—", "-", "无", "——", "－", "／", "–"]) func readsSignsAsBlank(text: String) {
    guard case .blank(.some) = reader.read(text) else {
      Issue.record("‘\(text)’ is \(reader.read(text))")
      return
    }
  }

  @Test(arguments: [
    "约300", "260余", "200余人次", "18万余条", "3-5", "3~5", "1,23", "12,3456", "1,234,56", "1.2.3",
    "0527", "00", "01", "一百五", "三五", "十十", "一二", "百", "○", "abc", "3%", "1/2", "5.", "22(1)",
    "1234567890123456", "9999999999999999999999999", "1e5", "0x10", "inf", "nan", "--1", "+-1",
    "12 34", "230 000023", "\u{FFFD}3", "3\u{FFFD}", "٣", "一万二", "２0一", "是", "1,234 567",
  ]) func refusesWhatIsNoNumber(text: String) {
    #expect(reader.read(text) == .unreadable, "\(text)")
  }

  @Test(
    arguments: [
      ("322条", "条", 322), ("322 条", "条", 322), ("200人次", "人次", 200), ("251000元", "元", 251_000),
      ("(万元) 477.35", "万元", 477.35), ("3万元", "万元", 3), ("3（件）", "件", 3), ("三件", "件", 3),
    ] as [(String, String, Double)]) func takesUnitsOfMeasureOff(
      text: String, measure: String, value: Double
    )
  {
    let printed = number(text)
    #expect(printed?.measure == measure && printed?.figure.value == value, "\(text)")
  }

  @Test(arguments: ["22（其中修订 16 件）", "22*", "22①", "22[1]", "22〔注1〕", "※22", "22²"])
  func setsRemarksAside(text: String) {
    let printed = number(text)
    #expect(printed?.figure.value == 22 && printed?.remark != nil, "\(text)")
  }

  @Test func whatWasPrintedInManySpellingsIsReadBack() {
    for seed in 1...2000 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: seed)
      let digits = Int64.random(
        in: 0..<[10, 1000, 1_000_000, 1_000_000_000_000].randomElement(using: &random)!,
        using: &random)
      let decimals = Int.random(in: 0...4, using: &random)
      let sign: Int64 = Bool.random(using: &random) && digits > 0 ? -1 : 1
      let figure = Figure(digits: sign * digits, decimals: decimals)!
      var text = figure.text
      if Bool.random(using: &random) {
        text = Self.grouped(text, by: [",", "，", " "].randomElement(using: &random)!)
      }
      if Bool.random(using: &random) { text = Self.fullWidth(text) }
      let measure = ["", "条", " 万元", "(件)"].randomElement(using: &random)!
      text = [" ", "", "\u{3000}"].randomElement(using: &random)! + text + measure
      let printed = number(text)
      #expect(
        printed?.figure == figure, "seed \(seed): ‘\(text)’ is \(String(describing: printed))")
    }
  }

  @Test func chineseNumeralsAreReadBack() {
    for seed in 1...2000 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: seed)
      let bound: Int64 = [20, 1000, 100_000, 1_000_000_000].randomElement(using: &random)!
      let number = Int64.random(in: 0..<bound, using: &random)
      let text = Self.chinese(number)
      #expect(
        ChineseNumeral.parse(Array(text.unicodeScalars)) == number,
        "seed \(seed): \(number) \(text)")
    }
  }

  private static func grouped(_ text: String, by separator: String) -> String {
    let sign = text.hasPrefix("-") ? "-" : ""
    let parts = text.drop { $0 == "-" }.split(separator: ".")
    var whole = Array(parts[0])
    var position = whole.count - 3
    while position > 0 {
      whole.insert(contentsOf: separator, at: position)
      position -= 3
    }
    return sign + String(whole) + (parts.count > 1 ? ".\(parts[1])" : "")
  }

  private static func fullWidth(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          (33...126).contains(scalar.value)
            ? Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar : scalar
        }))
  }

  /// A slow and obvious writer of numerals: group by group, place by place.
  static func chinese(_ number: Int64) -> String {
    let digits = Array("零一二三四五六七八九")
    if number == 0 { return "零" }
    func group(_ value: Int64, isFirst: Bool) -> String {
      var text = ""
      var zero = false
      for (scale, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] as [(Int64, String)] {
        let digit = Int(value / scale % 10)
        if digit == 0 {
          zero = !text.isEmpty || !isFirst
          continue
        }
        if zero { text += "零" }
        zero = false
        let isTen = scale == 10 && digit == 1 && text.isEmpty && isFirst
        text += (isTen ? "" : String(digits[digit])) + name
      }
      return text
    }
    var text = ""
    for (scale, name) in [(100_000_000, "亿"), (10_000, "万"), (1, "")] as [(Int64, String)] {
      let value = number / scale % 10_000
      if value == 0 { continue }
      text += group(value, isFirst: text.isEmpty) + name
    }
    return text
  }
}

/// SplitMix64: a small generator whose sequence a seed fixes.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
