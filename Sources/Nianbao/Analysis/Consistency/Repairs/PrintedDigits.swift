/// A figure as the digits that somebody typed, for slips of the hand.
///
/// Figures are written without separators and with the decimals that the report prints.
struct PrintedDigits: Hashable, Sendable {
  let digits: [UInt8]
  let decimals: Int

  /// The digits of a figure; its sign does not count.
  init(_ value: Double, decimals: Int) {
    digits = Array(NumberText.text(abs(value), decimals: decimals).utf8.filter { $0 != 46 })
    self.decimals = decimals
  }

  private init(digits: [UInt8], decimals: Int) {
    self.digits = digits
    self.decimals = decimals
  }

  /// The figure; nil where there are too many digits for a number.
  var value: Double? {
    guard digits.count <= 15, !digits.isEmpty else { return nil }
    let whole = digits.reduce(0.0) { $0 * 10 + Double($1 - 48) }
    return whole / (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
  }

  /// Whether it begins with a 0 that nobody would write.
  private var hasLeadingZero: Bool { digits.count > decimals + 1 && digits[0] == 48 }

  /// All figures with two adjacent digits exchanged.
  var swapped: [PrintedDigits] {
    digits.indices.dropLast().filter { digits[$0] != digits[$0 + 1] }.map { place in
      var other = digits
      other.swapAt(place, place + 1)
      return with(other)
    }
  }

  /// All figures with one digit less.
  var shortened: [PrintedDigits] {
    guard digits.count > decimals + 1 else { return [] }
    return digits.indices.map { place in
      var other = digits
      other.remove(at: place)
      return with(other)
    }
  }

  /// All figures with one digit more.
  var lengthened: [PrintedDigits] {
    (0...digits.count).flatMap { place in
      (48...57).map { digit in
        var other = digits
        other.insert(UInt8(digit), at: place)
        return with(other)
      }
    }.filter { !$0.hasLeadingZero }
  }

  /// All figures with one digit changed.
  var mistyped: [PrintedDigits] {
    digits.indices.flatMap { place in
      (48...57).filter { $0 != digits[place] }.map { digit in
        var other = digits
        other[place] = UInt8(digit)
        return with(other)
      }
    }.filter { !$0.hasLeadingZero }
  }

  private func with(_ digits: [UInt8]) -> PrintedDigits {
    PrintedDigits(digits: digits, decimals: decimals)
  }

  /// Whether exchanging two adjacent digits turns one into the other.
  func isSwap(of other: PrintedDigits) -> Bool {
    guard digits.count == other.digits.count else { return false }
    let differing = digits.indices.filter { digits[$0] != other.digits[$0] }
    guard differing.count == 2, differing[1] == differing[0] + 1 else { return false }
    return digits[differing[0]] == other.digits[differing[1]]
      && digits[differing[1]] == other.digits[differing[0]]
  }

  /// Whether it is another with one digit left out.
  func isShortened(_ other: PrintedDigits) -> Bool {
    guard digits.count + 1 == other.digits.count else { return false }
    let common = zip(digits, other.digits).prefix { $0 == $1 }.count
    return digits[common...].elementsEqual(other.digits[(common + 1)...])
  }

  /// Whether one digit differs.
  func isMistyped(_ other: PrintedDigits) -> Bool {
    digits.count == other.digits.count
      && zip(digits, other.digits).count { $0 != $1 } == 1
  }
}
