/// Signs that differ in width or shape only, brought to one.
enum HalfWidth {
  /// The half-width form of a full-width sign; any other sign as it is. O(1).
  static func of(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    switch scalar.value {
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
    case 0x3000, 0xA0, 0x2000...0x200A, 0x202F, 0x205F: " "
    case 0x3014, 0xFE5D: "("
    case 0x3015, 0xFE5E: ")"
    case 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63: "-"
    default: scalar
    }
  }

  /// Whether a sign takes no room: joiners, marks of direction, a byte order mark inside text. O(1).
  static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x200B...0x200F, 0x202A...0x202E, 0x2060, 0xFEFF, 0xAD: true
    default: false
    }
  }

  /// Whether a half-width sign is a blank. O(1).
  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar == "\r" || scalar == "\n" || scalar.value == 0x0B
      || scalar.value == 0x0C || scalar.value == 0x85
  }

  /// The half-width signs of a text without blanks at its ends. O(n).
  static func trimmed(_ text: some StringProtocol) -> ArraySlice<Unicode.Scalar> {
    var scalars: [Unicode.Scalar] = []
    scalars.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars where !isInvisible(scalar) { scalars.append(of(scalar)) }
    return trimmed(scalars[...])
  }

  /// Half-width signs without blanks at their ends. O(blanks).
  static func trimmed(_ scalars: ArraySlice<Unicode.Scalar>) -> ArraySlice<Unicode.Scalar> {
    var scalars = scalars
    while let first = scalars.first, isSpace(first) { scalars.removeFirst() }
    while let last = scalars.last, isSpace(last) { scalars.removeLast() }
    return scalars
  }

  /// Whether a sign is Han writing (the unified ideographs, 〇 included). O(1).
  static func isHan(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF, 0x3005, 0x3007: true
    default: false
    }
  }

  /// The value of an ASCII digit, or nil. O(1).
  static func digit(_ scalar: Unicode.Scalar) -> UInt64? {
    scalar.value >= 48 && scalar.value <= 57 ? UInt64(scalar.value - 48) : nil
  }
}

extension Sequence<Unicode.Scalar> {
  /// The signs as a string.
  var text: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: self)
    return String(view)
  }
}
