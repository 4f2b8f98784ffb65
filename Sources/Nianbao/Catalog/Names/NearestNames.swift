/// Finds the names that a mistyped one may have meant.
package enum NearestNames {
  /// The names nearest to a text: those that contain it, else those whose pinyin it is, else those with
  /// the fewest edits, within a third of its length (Damerau–Levenshtein distance, adjacent swaps counted
  /// once).
  ///
  /// - Complexity: O(names × length²). Readings are loaded only for letters that no name contains.
  package static func of(_ text: String, among names: some Sequence<String>, limit: Int = 3)
    -> [String]
  {
    let wanted = Array(text.lowercased())
    guard !wanted.isEmpty else { return [] }
    var seen: Set<String> = []
    let candidates = names.filter { seen.insert($0).inserted }.map {
      (name: $0, characters: Array($0.lowercased()))
    }
    let containing = candidates.filter { contains($0.characters, wanted) }
    if !containing.isEmpty { return containing.prefix(limit).map(\.name) }
    let read = readAs(text, among: candidates.map(\.name))
    if !read.isEmpty { return Array(read.prefix(limit)) }
    let furthest = max(1, wanted.count / 3)
    let near = candidates.lazy.filter { abs($0.characters.count - wanted.count) <= furthest }
      .map { (name: $0.name, distance: distance(wanted, $0.characters)) }
      .filter { $0.distance <= furthest && $0.distance < wanted.count }
    let found = Array(near)
    let least = found.map(\.distance).min()
    return found.filter { $0.distance == least }.prefix(limit).map(\.name)
  }

  /// The names whose pinyin some letters are, those that they are most of; none where it is no pinyin.
  private static func readAs(_ text: String, among names: [String]) -> [String] {
    guard let letters = Pinyin.letters(of: text),
      names.contains(where: { $0.utf8.contains { $0 > 0x7F } }),
      let pinyin = try? Pinyin.builtIn()
    else { return [] }
    let matches = names.compactMap { name in pinyin.match(letters, name).map { (name, $0) } }
    let best = matches.map(\.1).min()
    return matches.filter { $0.1 == best }.map(\.0)
  }

  private static func contains(_ text: [Character], _ part: [Character]) -> Bool {
    guard text.count >= part.count else { return false }
    return (0...(text.count - part.count)).contains { text[$0...].starts(with: part) }
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
