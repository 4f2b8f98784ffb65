/// Settles where each line of a form is printed in a stream.
///
/// The lines follow the form's order with little text between them. The alignment is the monotone
/// chain of occurrences with the greatest sum of scores, less the writing that lies between one line
/// and the next, so that a label in running text far from the table does not count.
struct OutlineAlignment: Sendable {
  typealias Occurrence = OutlineOccurrences.Occurrence

  /// The lines found, in the order of form and stream.
  private(set) var chain: [Occurrence] = []
  /// The score: what tells how well a form fits.
  private(set) var score = 0

  /// What a line adds.
  private static let lineScore = 100
  /// The most that writing between two lines costs.
  private static let gapLimit = 250

  /// Aligns an outline with a stream.
  ///
  /// - Complexity: O(occurrences²), of which there are at most some thousand.
  init(_ outline: FormOutline, with stream: TextStream) {
    let occurrences = OutlineOccurrences.find(outline, in: stream)
    guard !occurrences.isEmpty else { return }
    var best = [Int](repeating: 0, count: occurrences.count)
    var previous = [Int?](repeating: nil, count: occurrences.count)
    for (position, occurrence) in occurrences.enumerated() {
      let own = Self.lineScore + Self.bonus(occurrence, outline: outline, stream: stream)
      best[position] = own
      for earlier in stride(from: position - 1, through: max(0, position - Self.window), by: -1) {
        let other = occurrences[earlier]
        guard other.line < occurrence.line,
          other.range.upperBound <= occurrence.range.lowerBound
        else { continue }
        let gap = stream.writing(in: other.range.upperBound..<occurrence.range.lowerBound)
        let score = best[earlier] + own - min(gap, Self.gapLimit)
        if score > best[position] {
          best[position] = score
          previous[position] = earlier
        }
      }
    }
    guard var node = best.indices.max(by: { best[$0] < best[$1] }) else { return }
    score = best[node]
    chain = [occurrences[node]]
    while let earlier = previous[node] {
      node = earlier
      chain.append(occurrences[node])
    }
    chain.reverse()
    let headings = outline.columnHeadings.filter { Self.contains($0, stream) }
    score += 50 * Set(headings).count
  }

  /// How many occurrences back a predecessor is looked for.
  private static let window = 600

  /// What speaks for an occurrence beside its label: a cell of its own, the right numbering, figures
  /// behind it.
  private static func bonus(
    _ occurrence: Occurrence, outline: FormOutline, stream: TextStream
  ) -> Int {
    var bonus = stream.fillsPiece(occurrence.range) ? 20 : 0
    let line = outline.lines[occurrence.line]
    if occurrence.match == .exact { bonus += 5 }
    guard !line.cells.isEmpty, !line.isHorizontal else { return bonus }
    let end = occurrence.range.upperBound
    if end < stream.signs.count, HalfWidth.digit(stream.signs[end]) != nil { bonus += 10 }
    return bonus
  }

  private static func contains(_ label: [Unicode.Scalar], _ stream: TextStream) -> Bool {
    guard let first = label.first else { return false }
    var position = stream.signs.startIndex
    while let next = stream.signs[position...].firstIndex(of: first) {
      if stream.signs[next...].starts(with: label) { return true }
      position = next + 1
    }
    return false
  }
}
