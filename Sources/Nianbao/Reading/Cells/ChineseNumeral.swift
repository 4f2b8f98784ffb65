/// Reads Chinese numerals: 三, 十二, 一百零五, 三万二千, 〇; formal ones (贰拾) too.
///
/// The grammar is strict. What has two readings is refused: 一百五 (150 or 105), 三五 (35, or three
/// to five). Digits in a row are read as a number only where a zero among them shows that they are
/// places: 一〇五.
enum ChineseNumeral {
  /// The number, or nil where the signs are no numeral or a doubtful one. O(n).
  static func parse(_ scalars: some Collection<Unicode.Scalar>) -> Int64? {
    guard !scalars.isEmpty, scalars.count <= 32 else { return nil }
    var signs: [Sign] = []
    for scalar in scalars {
      guard let sign = Sign(scalar) else { return nil }
      signs.append(sign)
    }
    if signs.allSatisfy(\.isDigit) { return places(signs) }
    return myriads(signs)
  }

  private enum Sign: Equatable {
    case digit(Int64)
    /// 十, 百 or 千.
    case unit(Int64)
    /// 万 or 亿.
    case myriad(Int64)

    init?(_ scalar: Unicode.Scalar) {
      switch scalar {
      case "〇", "零", "○": self = .digit(0)
      case "一", "壹": self = .digit(1)
      case "二", "贰", "两": self = .digit(2)
      case "三", "叁": self = .digit(3)
      case "四", "肆": self = .digit(4)
      case "五", "伍": self = .digit(5)
      case "六", "陆": self = .digit(6)
      case "七", "柒": self = .digit(7)
      case "八", "捌": self = .digit(8)
      case "九", "玖": self = .digit(9)
      case "十", "拾": self = .unit(10)
      case "百", "佰": self = .unit(100)
      case "千", "仟": self = .unit(1000)
      case "万": self = .myriad(10_000)
      case "亿": self = .myriad(100_000_000)
      default: return nil
      }
    }

    var isDigit: Bool { if case .digit = self { true } else { false } }
  }

  /// Digits in a row, as years are written.
  private static func places(_ signs: [Sign]) -> Int64? {
    guard signs.count == 1 || signs.contains(.digit(0)), signs.count <= Figure.digitLimit else {
      return nil
    }
    guard signs.count == 1 || signs.first != .digit(0) else { return nil }
    var number: Int64 = 0
    for case .digit(let digit) in signs { number = number * 10 + digit }
    return number
  }

  /// Groups below 亿 and 万, each of at most four places.
  private static func myriads(_ signs: [Sign]) -> Int64? {
    var total: Int64 = 0
    var smallest = Int64.max
    var group: [Sign] = []
    for sign in signs {
      guard case .myriad(let scale) = sign else {
        group.append(sign)
        continue
      }
      guard scale < smallest, let value = places4(group, isFirst: smallest == .max), value > 0
      else { return nil }
      total += value * scale
      smallest = scale
      group = []
    }
    if group.isEmpty { return total }
    guard let value = places4(group, isFirst: smallest == .max), value > 0 else { return nil }
    return total + value
  }

  /// A number up to 9999 with 千, 百, 十; a place that is left out needs 零 where another follows.
  ///
  /// - Parameter isFirst: Whether no 万 or 亿 stands in front; behind one, 零 marks a place left out.
  private static func places4(_ group: [Sign], isFirst: Bool) -> Int64? {
    var total: Int64 = 0
    var lastUnit: Int64 = isFirst ? 0 : 10_000
    var pending: Int64?
    var zero = false
    for sign in group {
      switch sign {
      case .digit(0):
        guard !zero, pending == nil, !(isFirst && total == 0) else { return nil }
        zero = true
      case .digit(let digit):
        guard pending == nil else { return nil }
        pending = digit
      case .unit(let unit):
        guard lastUnit == 0 || unit < lastUnit else { return nil }
        // 十二 at the beginning stands for 一十二.
        guard let digit = pending ?? (unit == 10 && total == 0 && isFirst ? 1 : nil) else {
          return nil
        }
        guard lastUnit == 0 || unit * 10 == lastUnit || zero else { return nil }
        guard !(zero && unit * 10 == lastUnit) else { return nil }
        total += digit * unit
        lastUnit = unit
        pending = nil
        zero = false
      case .myriad: return nil
      }
    }
    if let pending {
      // 一百五 has two readings; 一百零五 and 十五 have one.
      guard lastUnit == 0 || lastUnit == 10 && !zero || lastUnit > 10 && zero else { return nil }
      return total + pending
    }
    return zero ? nil : total
  }
}
