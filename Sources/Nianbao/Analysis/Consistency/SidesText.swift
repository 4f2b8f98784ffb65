/// The sides of a comparison that failed, as a message tells them: a number, or where figures are
/// missing what is known of it, such as 至少3.
struct SidesText {
  /// What stands for a figure of which nothing is known.
  static let blank = LocalizedText(zh: "空白", en: "blank")

  /// The left side.
  let left: LocalizedText
  /// The right side.
  let right: LocalizedText
  /// Left less right.
  let difference: LocalizedText

  /// The sides of a comparison.
  ///
  /// - Parameters:
  ///   - left: The numbers that the left side may be.
  ///   - exactLeft: The number that it is as printed; nil where it is not one number.
  init(
    left: FigureInterval, exactLeft: Double?, right: FigureInterval, exactRight: Double?
  ) {
    self.left = exactLeft.map { Self.plain($0) } ?? Self.text(left)
    self.right = exactRight.map { Self.plain($0) } ?? Self.text(right)
    if let exactLeft, let exactRight {
      let difference = exactLeft - exactRight
      let style = NumberStyle.signed(decimals: Self.decimals(difference))
      self.difference = LocalizedText(both: style.text(of: difference))
    } else {
      difference = Self.difference(low: left.low - right.high, high: left.high - right.low)
    }
  }

  private static func text(_ interval: FigureInterval) -> LocalizedText {
    let (low, high) = (number(interval.low), number(interval.high))
    return switch (interval.low.isFinite, interval.high.isFinite) {
    case (true, true) where low == high: LocalizedText(both: low)
    case (true, true): LocalizedText(zh: "\(low)至\(high)", en: "\(low) to \(high)")
    // From 0 up is what every figure is.
    case (true, false) where interval.low == 0: blank
    case (true, false): LocalizedText(zh: "至少\(low)", en: "at least \(low)")
    case (false, true): LocalizedText(zh: "至多\(high)", en: "at most \(high)")
    case (false, false): blank
    }
  }

  /// How much more or less at least, where that is sure.
  private static func difference(low: Double, high: Double) -> LocalizedText {
    if low > 0 {
      return LocalizedText(zh: "至少多\(number(low))", en: "at least \(number(low)) more")
    }
    if high < 0 {
      return LocalizedText(zh: "至少少\(number(-high))", en: "at least \(number(-high)) less")
    }
    return blank
  }

  private static func plain(_ value: Double) -> LocalizedText { LocalizedText(both: number(value)) }

  private static func number(_ value: Double) -> String {
    NumberStyle.rounded(decimals: decimals(value)).text(of: value)
  }

  /// Whole numbers without decimals, amounts with as many as matter in 万元.
  private static func decimals(_ value: Double) -> Int {
    (0...6).first { places in
      let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
      return abs((value * scale).rounded() / scale - value) < 1e-9 * max(1, abs(value))
    } ?? 6
  }
}

extension LocalizedText {
  /// A text that is the same in both languages.
  fileprivate init(both text: String) { self.init(zh: text, en: text) }
}
