/// Finds every place of a stream where a line of a form may be printed.
struct OutlineOccurrences {
  /// A place where a line's label stands.
  struct Occurrence: Sendable, Hashable {
    /// The line of the outline.
    let line: Int
    /// From the numbering to the end of the label.
    let range: Range<Int>
    /// How the label was recognised.
    let match: FormIndex.Match
  }

  private let outline: FormOutline
  private let stream: TextStream
  private var found: [Occurrence] = []
  /// The positions of the stream by the two signs that stand there.
  private let positions: [Pair: [Int]]

  private struct Pair: Hashable {
    let first: Unicode.Scalar
    let second: Unicode.Scalar
  }

  /// The most places of one line that are looked at: the first and the last half of so many. A
  /// report has some ten of a line, of all lines together some two hundred.
  static let limitOfLine = 64

  /// The occurrences of an outline in a stream, in the order of the stream.
  ///
  /// - Complexity: Linear in the stream plus the places that begin like a label.
  static func find(_ outline: FormOutline, in stream: TextStream) -> [Occurrence] {
    var finder = OutlineOccurrences(outline: outline, stream: stream)
    for line in outline.lines.indices { finder.findLine(line) }
    return finder.found.sorted {
      ($0.range.lowerBound, $0.line) < ($1.range.lowerBound, $1.line)
    }
  }

  private init(outline: FormOutline, stream: TextStream) {
    self.outline = outline
    self.stream = stream
    var wanted: Set<Pair> = []
    for label in outline.lines.flatMap(\.labels) where label.count >= 2 {
      wanted.insert(Pair(first: label[0], second: label[1]))
    }
    var positions: [Pair: [Int]] = [:]
    for position in stream.signs.indices.dropLast() {
      let pair = Pair(first: stream.signs[position], second: stream.signs[position + 1])
      if wanted.contains(pair) { positions[pair, default: []].append(position) }
    }
    self.positions = positions
  }

  private mutating func findLine(_ line: Int) {
    var places: [(range: Range<Int>, match: FormIndex.Match)] = []
    defer {
      let half = Self.limitOfLine / 2
      let kept = places.count <= 2 * half ? places : places.prefix(half) + places.suffix(half)
      for place in kept { add(line, place.range, place.match) }
    }
    for (order, label) in outline.lines[line].labels.enumerated() {
      for range in ranges(of: label) where isPlausible(range, of: line, label: label) {
        places.append((range, order == 0 ? .exact : .spelling))
      }
    }
    guard places.isEmpty, !outline.lines[line].cells.isEmpty,
      let prefix = outline.distinctivePrefix(of: line), let label = outline.lines[line].labels.first
    else { return }
    // The label of a tall row has the figures beside its middle line, in the middle of its text.
    for range in ranges(of: prefix) {
      let end = zip(stream.signs[range.lowerBound...], label).prefix { $0 == $1 }.count
      places.append((range.lowerBound..<(range.lowerBound + end), .spelling))
    }
  }

  private mutating func add(_ line: Int, _ range: Range<Int>, _ match: FormIndex.Match) {
    let start = StreamNumbering.start(before: range.lowerBound, in: stream)
    found.append(Occurrence(line: line, range: start..<range.upperBound, match: match))
  }

  private func ranges(of label: [Unicode.Scalar]) -> [Range<Int>] {
    guard label.count >= 2 else { return [] }
    let starts = positions[Pair(first: label[0], second: label[1])] ?? []
    return starts.lazy.filter { start in
      start + label.count <= stream.signs.count
        && stream.signs[start..<(start + label.count)].elementsEqual(label)
    }.map { $0..<($0 + label.count) }
  }

  /// A short label such as 其他 stands in any text: it needs its numbering, or a cell of its own.
  private func isPlausible(_ range: Range<Int>, of line: Int, label: [Unicode.Scalar]) -> Bool {
    let number = outline.lines[line].number
    if label.count <= FormOutline.shortLabel, !number.isEmpty {
      let printed = StreamNumbering.number(before: range.lowerBound, in: stream)
      return printed == number
    }
    return true
  }
}

/// Numbering in front of labels: `(三)` `三、` `1.` `1、` `其中:1、`.
enum StreamNumbering {
  /// The first sign of the numbering that ends at a position, or the position itself.
  ///
  /// Digits before a point are taken one only, for the figures of the row above may adjoin them.
  static func start(before position: Int, in stream: TextStream) -> Int {
    var start = numberStart(before: position, in: stream) ?? position
    for lead in ["其中:", "其中,", "其中"] {
      let lead = Array(lead.unicodeScalars)
      if start >= lead.count, stream.signs[(start - lead.count)..<start].elementsEqual(lead) {
        start -= lead.count
        break
      }
    }
    return start
  }

  /// The number without brackets and points, empty where there is none.
  static func number(before position: Int, in stream: TextStream) -> [Unicode.Scalar] {
    guard let start = numberStart(before: position, in: stream) else { return [] }
    return stream.signs[start..<position].filter {
      HalfWidth.isHan($0) || HalfWidth.digit($0) != nil
    }
  }

  private static let chineseDigits = Set("一二三四五六七八九十".unicodeScalars)

  private static func numberStart(before position: Int, in stream: TextStream) -> Int? {
    let signs = stream.signs
    guard position >= 2 else { return nil }
    let last = signs[position - 1]
    if last == ")" {
      var start = position - 2
      while start > 0, position - start <= 4,
        chineseDigits.contains(signs[start]) || HalfWidth.digit(signs[start]) != nil
      {
        start -= 1
      }
      return signs[start] == "(" && start < position - 2 ? start : nil
    }
    guard last == "." || last == "," else { return nil }
    let sign = signs[position - 2]
    if HalfWidth.digit(sign) != nil {
      // Two digits only where a border shows that they are one number.
      if position >= 3, !stream.hasBorder[position - 2],
        HalfWidth.digit(signs[position - 3]) != nil,
        stream.hasBorder[position - 3]
      {
        return position - 3
      }
      return position - 2
    }
    guard chineseDigits.contains(sign) else { return nil }
    return position >= 3 && chineseDigits.contains(signs[position - 3])
      ? position - 3 : position - 2
  }
}
