/// A label reduced to what tells it from others: half-width, without blanks, quotes, numbering and
/// the note in brackets.
struct LabelKey: Hashable, Sendable {
  /// The signs that remain.
  let scalars: [Unicode.Scalar]
  /// The numbering that stood in front, half-width: `(一)`, `1.`, `其中:`; often empty.
  let number: String

  /// The key of a printed label. O(n).
  init(_ label: some StringProtocol) {
    var rest: [Unicode.Scalar] = []
    rest.reserveCapacity(label.utf8.count / 3 + 1)
    for scalar in label.unicodeScalars {
      let scalar = HalfWidth.of(scalar)
      if !HalfWidth.isSpace(scalar), !HalfWidth.isInvisible(scalar) { rest.append(scalar) }
    }
    var numbers: [String] = []
    var label = rest[...]
    while let number = Self.takeNumber(&label), numbers.count < 3 { numbers.append(number) }
    Self.dropNotes(&label)
    scalars = label.compactMap(Self.reduced)
    number = numbers.joined()
  }

  /// Two keys are one where the labels are; numbering is evidence, not identity.
  static func == (left: LabelKey, right: LabelKey) -> Bool { left.scalars == right.scalars }

  func hash(into hasher: inout Hasher) { hasher.combine(scalars) }

  var isEmpty: Bool { scalars.isEmpty }

  /// Marks that say nothing are left out, and commas of all kinds are one.
  private static func reduced(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar {
    case "“", "”", "\"", "'", "‘", "’", "「", "」", "·", "*", "※", "。", ".", ":", ";", "_": nil
    case "、", ",", "，": ","
    case "它": "他"
    default: scalar
    }
  }

  // MARK: Numbering

  private static let chineseDigits: Set<Unicode.Scalar> = [
    "一", "二", "三", "四", "五", "六", "七", "八", "九", "十",
  ]

  /// Takes a numbering off the beginning: `一、` `(一)` `1.` `1、` `(1)` `①` `其中:`.
  private static func takeNumber(_ label: inout ArraySlice<Unicode.Scalar>) -> String? {
    let start = label.startIndex
    if label.starts(with: "其中:".unicodeScalars) || label.starts(with: "其中,".unicodeScalars) {
      label = label.dropFirst(3)
      return "其中:"
    }
    guard let first = label.first else { return nil }
    if (0x2460...0x2473).contains(first.value) {
      label.removeFirst()
      return String(first.value - 0x245F) + "."
    }
    let isBracketed = first == "("
    var position = isBracketed ? start + 1 : start
    let digits = position
    while position < label.endIndex, position - digits < 3,
      HalfWidth.digit(label[position]) != nil || chineseDigits.contains(label[position])
    {
      position += 1
    }
    guard position > digits, position < label.endIndex else { return nil }
    let end = label[position]
    guard isBracketed ? end == ")" : end == "、" || end == "." || end == "," else { return nil }
    let number = label[digits..<position].text
    label = label[(position + 1)...]
    if isBracketed { return "(\(number))" }
    return HalfWidth.digit(number.unicodeScalars.first ?? "x") != nil ? "\(number)." : "\(number)、"
  }

  /// Drops notes in brackets from the end.
  private static func dropNotes(_ label: inout ArraySlice<Unicode.Scalar>) {
    while let last = label.last, last == ")" || last == "]" || last == ":" || last == "*" {
      if last == ":" || last == "*" {
        label.removeLast()
        continue
      }
      let bracket: Unicode.Scalar = last == ")" ? "(" : "["
      var depth = 0
      var open: Int?
      for position in label.indices.reversed() {
        if label[position] == last { depth += 1 }
        if label[position] == bracket {
          depth -= 1
          if depth == 0 {
            open = position
            break
          }
        }
      }
      guard let open, open > label.startIndex else { return }
      label = label[..<open]
    }
  }
}

/// How far two labels are apart.
enum LabelDistance {
  /// The least number of signs to insert, delete or replace, or nil where it exceeds a limit.
  ///
  /// - Complexity: O(length × limit).
  static func edits(
    _ left: [Unicode.Scalar], _ right: [Unicode.Scalar], atMost limit: Int
  ) -> Int? {
    guard abs(left.count - right.count) <= limit else { return nil }
    let far = limit + 1
    var previous = (0...right.count).map { min($0, far) }
    for i in 0..<left.count {
      var current = [Int](repeating: far, count: right.count + 1)
      if i + 1 <= limit { current[0] = i + 1 }
      let low = max(0, i - limit)
      let high = min(right.count, i + limit + 1)
      var least = current[0]
      for j in low..<max(low, high) {
        let replaced = previous[j] + (left[i] == right[j] ? 0 : 1)
        current[j + 1] = min(replaced, previous[j + 1] + 1, current[j] + 1, far)
        least = min(least, current[j + 1])
      }
      if least > limit { return nil }
      previous = current
    }
    return previous[right.count] <= limit ? previous[right.count] : nil
  }
}
