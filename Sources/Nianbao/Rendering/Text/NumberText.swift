import Vectors

/// Writes numbers as ASCII digits without separators, exponents or locale.
///
/// Writing numbers takes most of the time of an export, so whole numbers and fixed decimals have
/// their own path; everything else takes the standard library's shortest digits.
package enum NumberText {
  /// The largest magnitude below which every whole number is a `Double`.
  static let exactLimit = 9_007_199_254_740_992.0

  /// Appends a number with every digit it needs, or with a fixed number of decimals where the number
  /// is exactly one of those. NaN and infinities append nothing: they are nulls.
  package static func append(_ value: Double, decimals: Int? = nil, to bytes: inout [UInt8]) {
    guard value.isFinite else { return }
    if value == value.rounded(), abs(value) < exactLimit {
      append(whole: Int64(value), to: &bytes)
      if let decimals, decimals > 0 {
        bytes.append(UInt8(ascii: "."))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: decimals))
      }
      return
    }
    if let decimals, decimals > 0, decimals <= 15, appendFixed(value, decimals, to: &bytes) {
      return
    }
    appendShortest(value, to: &bytes)
  }

  /// Appends a number rounded to some decimals, half away from zero on the decimal digits shown.
  static func appendRounded(
    _ value: Double, decimals: Int, withPlus: Bool = false, to bytes: inout [UInt8]
  ) {
    guard value.isFinite else { return }
    let scale = powersOfTen[min(max(decimals, 0), 15)]
    let scaled = (value * scale).rounded()
    guard abs(scaled) < exactLimit else { return append(value, to: &bytes) }
    if scaled == 0 { return append(0, decimals: decimals, to: &bytes) }
    if withPlus, scaled > 0 { bytes.append(UInt8(ascii: "+")) }
    append(scaled: Int64(scaled), decimals: decimals, to: &bytes)
  }

  /// The text of a number as `append` writes it.
  package static func text(_ value: Double, decimals: Int? = nil) -> String {
    var bytes: [UInt8] = []
    append(value, decimals: decimals, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let powersOfTen: [Double] = (0...15).reduce(into: [1.0]) { powers, _ in
    powers.append((powers.last ?? 1) * 10)
  }

  private static func append(whole: Int64, to bytes: inout [UInt8]) {
    if whole < 0 { bytes.append(UInt8(ascii: "-")) }
    bytes.appendDigits(whole.magnitude)
  }

  /// Appends `scaled / 10^decimals` digit by digit.
  private static func append(scaled: Int64, decimals: Int, to bytes: inout [UInt8]) {
    if scaled < 0 { bytes.append(UInt8(ascii: "-")) }
    bytes.appendDigits(scaled.magnitude, decimals: decimals)
  }

  /// Appends a number that has exactly these decimals; false where it has more.
  @inline(never)
  private static func appendFixed(_ value: Double, _ decimals: Int, to bytes: inout [UInt8]) -> Bool
  {
    let scale = powersOfTen[decimals]
    let scaled = (value * scale).rounded()
    guard abs(scaled) < exactLimit, scaled / scale == value else { return false }
    append(scaled: Int64(scaled), decimals: decimals, to: &bytes)
    return true
  }

  /// Appends the shortest digits that read back as the same number, without exponent.
  @inline(never)
  private static func appendShortest(_ value: Double, to bytes: inout [UInt8]) {
    let text = value.description
    guard let mark = text.firstIndex(where: { $0 == "e" || $0 == "E" }),
      let exponent = Int(text[text.index(after: mark)...])
    else {
      bytes.append(contentsOf: text.hasSuffix(".0") ? text.dropLast(2).utf8 : text[...].utf8)
      return
    }
    var digits = Array(text[..<mark].utf8)
    let isNegative = digits.first == UInt8(ascii: "-")
    if isNegative { digits.removeFirst() }
    let point = digits.firstIndex(of: UInt8(ascii: ".")) ?? digits.count
    digits.removeAll { $0 == UInt8(ascii: ".") }
    if digits.count > 1, digits.last == UInt8(ascii: "0") { digits.removeLast() }
    let position = point + exponent
    if isNegative { bytes.append(UInt8(ascii: "-")) }
    if position <= 0 {
      bytes.append(contentsOf: "0.".utf8)
      bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: -position))
      bytes.append(contentsOf: digits)
    } else {
      bytes.append(contentsOf: digits.prefix(position))
      let missing = position - digits.count
      if missing > 0 {
        bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: missing))
      } else if digits.count > position {
        bytes.append(UInt8(ascii: "."))
        bytes.append(contentsOf: digits[position...])
      }
    }
  }
}
