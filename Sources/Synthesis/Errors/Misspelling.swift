import Nianbao

/// The ways in which the digits of a figure go wrong: for each way all wrong figures that it can make
/// of a right one, in the order of the digits.
///
/// A wrong figure that begins with a zero is left out: it would be noticed where it is written.
enum Misspelling {
  /// Two adjacent digits changed places.
  ///
  /// - Parameter movesZeros: Whether a zero may move to the left: 301 for 310.
  static func swapped(_ value: Double, movesZeros: Bool = true) -> [Double] {
    variants(of: value) { digits, place in
      let next = place + 1
      guard next < digits.count, isDigit(digits[next]), digits[place] != digits[next],
        movesZeros || digits[next] != zero
      else { return [] }
      var wrong = digits
      wrong.swapAt(place, next)
      return [wrong]
    }
  }

  /// A digit left out, of a figure with two at least; something is left.
  ///
  /// - Parameter keepsFirst: Whether it is never the first one.
  static func dropped(_ value: Double, keepsFirst: Bool = false) -> [Double] {
    variants(of: value) { digits, place in
      guard digits.count(where: isDigit) > 1, place > 0 || !keepsFirst else { return [] }
      var wrong = digits
      wrong.remove(at: place)
      return [wrong]
    }.filter { $0 != 0 }
  }

  /// A digit too many, before or behind any other.
  static func added(_ value: Double) -> [Double] {
    guard value != 0 else { return [] }
    let within = variants(of: value) { digits, place in
      (zero...zero + 9).map { digit in
        var wrong = digits
        wrong.insert(digit, at: place)
        return wrong
      }
    }
    let text = Array(NumberText.text(value).utf8)
    return within + (zero...zero + 9).compactMap { number(text + [$0]) }.filter { $0 != value }
  }

  /// One digit is another.
  static func mistyped(_ value: Double) -> [Double] {
    guard value != 0 else { return [] }
    return variants(of: value) { digits, place in
      (zero...zero + 9).filter { $0 != digits[place] }.map { digit in
        var wrong = digits
        wrong[place] = digit
        return wrong
      }
    }.filter { $0 != 0 }
  }

  /// The figure a power of ten too large, or too small where that leaves it as whole as it is.
  static func scaled(_ value: Double, by factor: Double, isWhole: Bool) -> [Double] {
    guard value != 0 else { return [] }
    let smaller = isWhole ? value / factor : (value / factor * 1e6).rounded() / 1e6
    let isPossible = isWhole ? smaller == smaller.rounded() : smaller != 0
    return isPossible ? [value * factor, smaller] : [value * factor]
  }

  private static let zero = UInt8(ascii: "0")

  private static func isDigit(_ byte: UInt8) -> Bool { (zero...zero + 9).contains(byte) }

  /// What becomes of a figure when each of its digits goes wrong in some ways.
  private static func variants(
    of value: Double, _ misspell: (_ digits: [UInt8], _ place: Int) -> [[UInt8]]
  ) -> [Double] {
    let digits = Array(NumberText.text(value).utf8)
    return digits.indices.filter { isDigit(digits[$0]) }.flatMap { misspell(digits, $0) }
      .compactMap(number).filter { $0 != value }
  }

  /// The number of some digits; nil where it begins with a zero that does not belong there.
  private static func number(_ digits: [UInt8]) -> Double? {
    let whole = digits.drop { !isDigit($0) }.prefix(while: isDigit)
    guard !whole.isEmpty, whole.count == 1 || whole.first != zero else { return nil }
    return Double(String(decoding: digits, as: UTF8.self))
  }
}
