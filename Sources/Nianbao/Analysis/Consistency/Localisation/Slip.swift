/// How a wrong figure may have come about, told from what is printed and what should be.
enum Slip: Hashable, Sendable {
  /// Two adjacent digits changed places: 45 for 54.
  case digitsSwapped
  /// A digit is missing: 32 for 322.
  case digitDropped
  /// A digit is too many: 3222 for 322.
  case digitAdded
  /// One digit is another: 327 for 322.
  case digitMistyped
  /// The figure is 10, 100, 1000 or 10,000 times too large or too small.
  case factor(Int)
  /// The sign is wrong.
  case signLost
  /// The figure stands in the next row, and the next row's here.
  case rowsSwapped
  /// It is the figure of the year before.
  case lastYearsFigure
  /// There is no figure, or a 0, where there should be one.
  case notFilledIn
  /// Nothing of the kind.
  case unexplained
  /// Other figures must be wrong too.
  case withOthers

  /// How the printed figure may have become what it is instead of another.
  init(printed: Double?, suggested: Double, lastYear: Double?) {
    guard let printed, printed != 0 else {
      self = .notFilledIn
      return
    }
    let (wrong, right) = (NumberText.text(printed), NumberText.text(suggested))
    if let lastYear, lastYear == printed, printed != suggested {
      self = .lastYearsFigure
    } else if Self.isAdjacentSwap(wrong, right) {
      self = .digitsSwapped
    } else if let factor = Self.powerOfTen(printed, suggested) {
      self = .factor(factor)
    } else if printed == -suggested {
      self = .signLost
    } else if Self.isOneMissing(wrong, from: right) {
      self = .digitDropped
    } else if Self.isOneMissing(right, from: wrong) {
      self = .digitAdded
    } else if wrong.count > 1, Self.differsInOne(wrong, right) {
      self = .digitMistyped
    } else {
      self = .unexplained
    }
  }

  /// How much more likely a cell is wrong in this way than in none that is known.
  ///
  /// - Parameter printed: The printed figure. That a small one is last year's, or one digit away from
  ///   another, may well be chance.
  func weight(printed: Double) -> Double {
    let isSmall = abs(printed) < 10
    switch self {
    case .rowsSwapped: return 12
    case .digitsSwapped, .factor: return 8
    case .lastYearsFigure: return isSmall ? 2 : 6
    case .digitDropped: return 5
    case .digitAdded: return 5
    case .signLost, .digitMistyped: return isSmall ? 1 : 3
    case .notFilledIn, .unexplained, .withOthers: return 1
    }
  }

  /// The explanation for a reader.
  var reason: LocalizedText {
    switch self {
    case .digitsSwapped: LocalizedText(zh: "相邻数字颠倒", en: "adjacent digits swapped")
    case .digitDropped: LocalizedText(zh: "漏写一位数字", en: "a digit dropped")
    case .digitAdded: LocalizedText(zh: "多写一位数字", en: "a digit too many")
    case .digitMistyped: LocalizedText(zh: "一位数字写错", en: "one digit mistyped")
    case .factor(let factor):
      LocalizedText(zh: "相差 \(factor) 倍，可能写错单位或位数", en: "off by a factor of \(factor)")
    case .signLost: LocalizedText(zh: "正负号写错", en: "wrong sign")
    case .rowsSwapped: LocalizedText(zh: "与相邻行的数字互换", en: "swapped with the next row's figure")
    case .lastYearsFigure: LocalizedText(zh: "与上年数字相同，可能未更新", en: "last year's figure, not updated")
    case .notFilledIn: LocalizedText(zh: "可能漏填", en: "perhaps not filled in")
    case .withOthers:
      LocalizedText(
        zh: "改为该数可使本项关系成立，但其他数字也须更正",
        en: "with this figure the relation holds, but others must be corrected too")
    case .unexplained: LocalizedText(zh: "改为该数后各项关系成立", en: "with this figure the relations hold")
    }
  }

  private static func isAdjacentSwap(_ wrong: String, _ right: String) -> Bool {
    let (one, other) = (Array(wrong.utf8), Array(right.utf8))
    guard one.count == other.count else { return false }
    let differing = one.indices.filter { one[$0] != other[$0] }
    guard differing.count == 2, differing[1] == differing[0] + 1 else { return false }
    return one[differing[0]] == other[differing[1]] && one[differing[1]] == other[differing[0]]
  }

  private static func isOneMissing(_ short: String, from long: String) -> Bool {
    let (one, other) = (Array(short.utf8), Array(long.utf8))
    guard one.count + 1 == other.count else { return false }
    let common = zip(one, other).prefix { $0 == $1 }.count
    return one[common...].elementsEqual(other[(common + 1)...])
  }

  private static func differsInOne(_ wrong: String, _ right: String) -> Bool {
    wrong.utf8.count == right.utf8.count && zip(wrong.utf8, right.utf8).count { $0 != $1 } == 1
  }

  private static func powerOfTen(_ printed: Double, _ suggested: Double) -> Int? {
    guard suggested != 0 else { return nil }
    let ratio = max(printed / suggested, suggested / printed)
    return [10, 100, 1000, 10000].first { abs(ratio - Double($0)) < 1e-9 * Double($0) }
  }
}
