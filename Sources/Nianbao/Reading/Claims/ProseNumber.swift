/// A number in running text with the words that say how exact it is: `近1,200`, `三十余`, `18万余`.
struct ProseNumber: Sendable {
  /// The number.
  let figure: Figure
  /// How exact it is.
  let precision: Claim.Precision
  /// The signs it takes in its clause.
  let range: Range<Int>

  private static let before: [(word: String, precision: Claim.Precision)] = [
    ("不少于", .atLeast), ("超过", .atLeast), ("多达", .exact), ("达到", .exact), ("大约", .about),
    ("不足", .atMost), ("近", .about), ("约", .about), ("超", .atLeast), ("达", .exact),
  ]

  private static let chineseSigns = Set("〇零○一二三四五六七八九十百千两".unicodeScalars)

  /// The number that begins at a position of a clause, or nil where there is none.
  ///
  /// - Complexity: O(length of the number).
  init?(_ clause: ArraySlice<Unicode.Scalar>, at start: Int) {
    var position = start
    var precision = Claim.Precision.exact
    for (word, meaning) in Self.before where clause[position...].starts(with: word.unicodeScalars) {
      position += word.unicodeScalars.count
      precision = meaning
      break
    }
    let digits = position
    while position < clause.endIndex, position - digits < 20, Self.isNumberSign(clause[position]) {
      position += 1
    }
    guard position > digits else { return nil }
    var signs = Array(clause[digits..<position])
    func take(_ words: [Unicode.Scalar]) -> Bool {
      guard position < clause.endIndex, words.contains(clause[position]) else { return false }
      position += 1
      return true
    }
    if take(["余", "多"]) { precision = .atLeast }
    if position < clause.endIndex, clause[position] == "万" || clause[position] == "亿" {
      // 万元 is the unit of measure.
      let next = position + 1
      if next >= clause.endIndex || clause[next] != "元" {
        signs.append(clause[position])
        position += 1
      }
    }
    if take(["余", "多"]) { precision = .atLeast }
    guard let figure = CellReader.figure(signs[...]) else { return nil }
    self.figure = figure
    self.precision = precision
    range = start..<position
  }

  private static func isNumberSign(_ sign: Unicode.Scalar) -> Bool {
    HalfWidth.digit(sign) != nil || sign == "," || sign == "." || chineseSigns.contains(sign)
  }
}
