import Vectors

/// What the texts of a column mean, kept by their bytes: files have few different texts in a column
/// and many records, and a text mostly follows the one that it followed before.
struct FieldMemo<Value: Sendable>: Sendable {
  /// The bytes of all texts end to end, and where each ends.
  private var bytes: [UInt8] = []
  private var ends: [Int] = []
  private var values: [Value] = []
  /// For each hash the last text with it, and for each text the one before with its hash.
  private var lastByHash: [UInt64: Int32] = [:]
  private var previous: [Int32] = []
  private var last = -1

  /// Texts above which none are kept: a column of free text would fill the memory.
  private static var limit: Int { 1 << 16 }

  /// What a field means.
  ///
  /// - Parameter make: Finds the meaning of a text without blanks around it, when it is first met.
  /// - Complexity: O(length) for a text that was met before.
  mutating func value(
    _ field: DelimitedField, in piece: borrowing SeparatedPiece, make: (String) -> Value
  ) -> Value {
    // The bytes of a field with doubled quotes are not its text.
    if field.hasDoubledQuotes {
      return make(FormulaGuard.unguarded(piece.text(field).trimmingBlanks))
    }
    let next = last + 1 < values.count ? last + 1 : 0
    if next < values.count, isText(next, field.range, piece) {
      last = next
      return values[next]
    }
    if last >= 0, isText(last, field.range, piece) { return values[last] }
    let hash = piece.hash(field.range)
    var candidate = lastByHash[hash] ?? -1
    while candidate >= 0 {
      if isText(Int(candidate), field.range, piece) {
        last = Int(candidate)
        return values[last]
      }
      candidate = previous[Int(candidate)]
    }
    let value = make(FormulaGuard.unguarded(piece.text(field).trimmingBlanks))
    if values.count < Self.limit {
      last = values.count
      previous.append(lastByHash[hash] ?? -1)
      lastByHash[hash] = Int32(last)
      bytes.append(contentsOf: piece.string(field.range).utf8)
      ends.append(bytes.count)
      values.append(value)
    }
    return value
  }

  private func isText(_ position: Int, _ range: Range<Int>, _ piece: borrowing SeparatedPiece)
    -> Bool
  {
    let start = position == 0 ? 0 : ends[position - 1]
    guard ends[position] - start == range.count else { return false }
    return piece.isEqual(range, to: bytes.span.extracting(start..<ends[position]))
  }
}
