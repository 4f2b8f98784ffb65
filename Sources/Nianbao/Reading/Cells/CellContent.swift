/// What the text of a cell says.
public enum CellContent: Sendable, Hashable {
  /// Nothing; or a sign that stands for nothing, such as `/`, `—` or `无`.
  case blank(sign: String?)
  /// A number with what is printed around it.
  case number(Printed)
  /// Something that is no number: never guessed at.
  case unreadable

  /// A number as printed in a cell.
  public struct Printed: Sendable, Hashable {
    /// The number.
    public let figure: Figure
    /// The unit of measure printed with the number; nil for most.
    public let measure: String?
    /// A remark printed with the number, such as `(其中修订16件)` or a footnote's mark.
    public let remark: String?
  }
}

/// Reads the text of cells.
///
/// A number is digits, full- or half-width, with an optional sign, a point, groups of three parted by
/// commas or spaces; or a Chinese numeral. A unit of measure, a footnote's mark or a remark in
/// brackets may stand beside it. Digits with a leading zero are refused: such are cells whose border
/// was lost (`0527`).
public struct CellReader: Sendable {
  /// The names of the units of measure, the longest first.
  private let measures: [[Unicode.Scalar]]

  /// A reader that knows some units of measure.
  public init(measures: some Sequence<String>) {
    self.measures = measures.map { Array($0.unicodeScalars) }
      .sorted { ($0.count, $1.text) > ($1.count, $0.text) }
  }

  /// The longest text that is looked at; no number is as long.
  private static let lengthLimit = 200

  /// Signs that stand for nothing.
  private static let blankSigns: Set<String> = [
    "/", "\\", "-", "--", "---", "----", "无", "_", "__", "N/A", "n/a",
  ]

  /// What a text says. O(n) in the text, at most 200 signs.
  public func read(_ text: String) -> CellContent {
    if text.utf8.count > 4 * Self.lengthLimit { return .unreadable }
    let scalars = HalfWidth.trimmed(text)
    if scalars.isEmpty { return .blank(sign: nil) }
    if scalars.count <= 4, Self.blankSigns.contains(scalars.text) {
      return .blank(sign: scalars.text)
    }
    var rest = scalars
    let remark = takeRemark(&rest)
    let measure = takeMeasure(&rest)
    guard let figure = Self.figure(rest) else { return .unreadable }
    return .number(.init(figure: figure, measure: measure, remark: remark))
  }

  /// Takes footnote marks and a remark in brackets off the end, and a mark off the beginning.
  private func takeRemark(_ scalars: inout ArraySlice<Unicode.Scalar>) -> String? {
    let whole = scalars
    var first = scalars.startIndex
    while first < scalars.endIndex, Self.isFootnoteMark(scalars[first]) { first += 1 }
    var end = scalars.endIndex
    while end > first {
      let last = scalars[end - 1]
      if Self.isFootnoteMark(last) {
        end -= 1
      } else if last == "]", let open = scalars[first..<end].lastIndex(of: "["),
        end - open <= 5, end - open > 2,
        scalars[(open + 1)..<(end - 1)].allSatisfy({ HalfWidth.digit($0) != nil || $0 == "注" })
      {
        end = open
      } else if last == ")", let open = scalars[first..<end].lastIndex(of: "("), open > first,
        scalars[open..<end].contains(where: HalfWidth.isHan)
      {
        // (万元) is no remark but the unit of measure; takeMeasure reads it.
        if measures.contains(Array(scalars[(open + 1)..<(end - 1)])) { break }
        end = open
      } else {
        break
      }
    }
    scalars = HalfWidth.trimmed(scalars[first..<end])
    guard first > whole.startIndex || end < whole.endIndex else { return nil }
    return (whole[..<first] + whole[end...]).text
  }

  private static func isFootnoteMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2A, 0x203B, 0x2020, 0x2021: true  // * ※ † ‡
    case 0x2460...0x2473, 0xB9, 0xB2, 0xB3, 0x2070...0x2079: true  // ① to ⑳, superscripts
    default: false
    }
  }

  /// Takes a unit of measure off the end or, in brackets, off either end.
  private func takeMeasure(_ scalars: inout ArraySlice<Unicode.Scalar>) -> String? {
    for measure in measures {
      let bracketed = ["("] + measure + [")"]
      for (name, mayLead) in [(bracketed, true), (measure, false)] {
        if scalars.count > name.count, scalars.suffix(name.count).elementsEqual(name) {
          scalars = HalfWidth.trimmed(scalars.dropLast(name.count))
          return measure.text
        }
        if mayLead, scalars.count > name.count, scalars.starts(with: name) {
          scalars = HalfWidth.trimmed(scalars.dropFirst(name.count))
          return measure.text
        }
      }
    }
    return nil
  }

  /// The number that half-width signs stand for, or nil.
  static func figure(_ scalars: ArraySlice<Unicode.Scalar>) -> Figure? {
    var rest = scalars
    var isNegative = false
    if let sign = rest.first, sign == "-" || sign == "+" {
      isNegative = sign == "-"
      rest.removeFirst()
    }
    guard let first = rest.first else { return nil }
    if HalfWidth.digit(first) == nil, first != "." {
      guard let number = ChineseNumeral.parse(rest) else { return nil }
      // A circle alone is a mark on a form, not a zero.
      if rest.count == 1, first == "○" { return nil }
      return Figure(digits: isNegative ? -number : number, decimals: 0)
    }
    var power = 0
    if let last = rest.last, last == "万" || last == "亿" {
      power = last == "万" ? 4 : 8
      rest = HalfWidth.trimmed(rest.dropLast())
    }
    guard let magnitude = decimal(rest) else { return nil }
    let figure =
      isNegative ? Figure(digits: -magnitude.digits, decimals: magnitude.decimals) : magnitude
    guard power > 0 else { return figure }
    return figure?.scaled(byPowerOfTen: power)
  }

  /// Digits, groups and a point.
  private static func decimal(_ scalars: ArraySlice<Unicode.Scalar>) -> Figure? {
    let point = scalars.firstIndex(of: ".") ?? scalars.endIndex
    let fraction = scalars[point...].dropFirst()
    guard point == scalars.endIndex || !fraction.isEmpty,
      let digits = wholeDigits(scalars[..<point]),
      digits.count + fraction.count <= Figure.digitLimit + 1
    else { return nil }
    var number: Int64 = 0
    for scalar in digits + Array(fraction) {
      guard let digit = HalfWidth.digit(scalar) else { return nil }
      number = number * 10 + Int64(digit)
    }
    return Figure(digits: number, decimals: fraction.count)
  }

  /// The digits in front of the point, groups of three joined.
  private static func wholeDigits(_ scalars: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar]? {
    let separator = scalars.first { HalfWidth.digit($0) == nil }
    guard let separator else {
      return scalars.count > 1 && scalars.first == "0" || scalars.count > Figure.digitLimit
        ? nil : Array(scalars)
    }
    guard separator == "," || separator == " " || separator == "'" else { return nil }
    let groups = scalars.split(separator: separator, omittingEmptySubsequences: false)
    guard let first = groups.first, (1...3).contains(first.count), first.first != "0",
      groups.count <= 6, groups.dropFirst().allSatisfy({ $0.count == 3 })
    else { return nil }
    return groups.flatMap { $0 }
  }
}
