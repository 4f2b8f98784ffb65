/// Writes whole numbers as ASCII digits into bytes.
extension [UInt8] {
  /// Appends the digits of a number. O(digits).
  public mutating func appendDigits(_ number: UInt64) {
    if number < 10 { return append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: number)) }
    appendDigits(number, atLeast: 1, withPointBefore: 0)
  }

  /// Appends the digits of a number with a point before the last `decimals` of them, and zeros in front
  /// where it has too few: 5 with two decimals is `0.05`. O(digits).
  public mutating func appendDigits(_ number: UInt64, decimals: Int) {
    precondition(
      (0...18).contains(decimals), "a number cannot be written with \(decimals) decimals")
    appendDigits(number, atLeast: decimals + 1, withPointBefore: decimals)
  }

  private mutating func appendDigits(
    _ number: UInt64, atLeast least: Int, withPointBefore decimals: Int
  ) {
    // The digits are written from the last one back, so that none has to be moved.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 24) { text in
      var (rest, start, written) = (number, 24, 0)
      while rest > 0 || written < least {
        let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
        if written == decimals, decimals > 0 {
          start -= 1
          text[start] = UInt8(ascii: ".")
        }
        start -= 1
        text[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
        rest = quotient
        written += 1
      }
      append(contentsOf: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(text)[start...]))
    }
  }
}
