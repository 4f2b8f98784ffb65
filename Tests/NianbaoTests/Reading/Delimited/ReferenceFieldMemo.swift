@testable import Nianbao

/// What the texts of a column mean, kept by their bytes: files have few different texts in a column
/// and many records, and a text mostly follows the one that it followed before.
struct ReferenceFieldMemo<Value> {
  private var entries: [(field: ReferenceDelimitedRecords.Field, value: Value)] = []
  /// Positions of entries by the hash of their bytes.
  private var positions: [UInt64: [Int]] = [:]
  private var last = -1

  /// Entries above which texts are not kept: a column of free text would fill the memory.
  private static var limit: Int { 1 << 16 }

  /// What a field means.
  ///
  /// - Parameter make: Finds the meaning of a text without blanks around it, when it is first met.
  /// - Complexity: O(length) for a text that was met before.
  mutating func value(
    _ field: ReferenceDelimitedRecords.Field, in records: ReferenceDelimitedRecords,
    make: (String) -> Value
  ) -> Value {
    if field.hasDoubledQuotes { return make(records.text(field).trimmingBlanks) }
    let next = last + 1 < entries.count ? last + 1 : 0
    for candidate in [next, last] where entries.indices.contains(candidate) {
      if records.equal(entries[candidate].field.range, field.range) {
        last = candidate
        return entries[candidate].value
      }
    }
    let hash = records.hash(field.range)
    for position in positions[hash] ?? []
    where records.equal(entries[position].field.range, field.range) {
      last = position
      return entries[position].value
    }
    let value = make(records.text(field).trimmingBlanks)
    if entries.count < Self.limit {
      last = entries.count
      positions[hash, default: []].append(entries.count)
      entries.append((field, value))
    }
    return value
  }
}
