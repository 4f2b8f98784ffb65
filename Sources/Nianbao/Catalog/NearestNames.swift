/// Finds the names that a mistyped one may have meant.
enum NearestNames {
  /// The names nearest to a text: those that contain it, else those with the fewest edits, within a
  /// third of its length (Damerau–Levenshtein distance, adjacent swaps counted once).
  ///
  /// - Complexity: O(names × length²).
  static func of(_ text: String, among names: some Sequence<String>, limit: Int = 3) -> [String] {
    let wanted = Array(text.lowercased())
    guard !wanted.isEmpty else { return [] }
    var found: [(name: String, distance: Int)] = []
    for name in names {
      let candidate = Array(name.lowercased())
      if candidate.count >= wanted.count, contains(candidate, wanted) {
        found.append((name, 0))
        continue
      }
      guard abs(candidate.count - wanted.count) <= max(1, wanted.count / 3) else { continue }
      let distance = distance(wanted, candidate)
      if distance <= max(1, wanted.count / 3) { found.append((name, distance)) }
    }
    let least = found.map(\.distance).min()
    return found.filter { $0.distance == least }.prefix(limit).map(\.name)
  }

  private static func contains(_ text: [Character], _ part: [Character]) -> Bool {
    (0...(text.count - part.count)).contains { text[$0...].starts(with: part) }
  }

  /// The number of edits between two texts: insertions, deletions, substitutions, adjacent swaps.
  static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for row in left.indices {
      var current = [row + 1] + [Int](repeating: 0, count: right.count)
      for column in right.indices {
        let cost = left[row] == right[column] ? 0 : 1
        var best = min(last[column + 1] + 1, current[column] + 1, last[column] + cost)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          best = min(best, beforeLast[column - 1] + 1)
        }
        current[column + 1] = best
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
