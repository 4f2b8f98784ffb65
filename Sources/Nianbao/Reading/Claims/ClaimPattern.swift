/// One way in which reports state a figure, or that nothing happened; a line of `reading/claims.tsv`.
struct ClaimPattern: Sendable {
  /// What a match means.
  enum Kind: String, Sendable {
    /// The number that was matched.
    case claim
    /// Zero.
    case nothing
  }

  /// What a match found.
  struct Match {
    /// The signs of the clause that were matched.
    let range: Range<Int>
    /// The number; nil for a sentence that says that nothing happened.
    let number: ProseNumber?
  }

  private enum Part: Sendable {
    case text([Unicode.Scalar])
    case choice([[Unicode.Scalar]])
    case number
    case year
    case gap
  }

  let kind: Kind
  /// The figure on a form of 2014, or of a report without a form.
  let earlier: IndicatorIndex?
  /// The figure on the forms of 2019 and 2021.
  let later: IndicatorIndex?
  /// Whether a clause about parts does not claim it.
  let isTotal: Bool
  /// What the sentence must speak of; empty where it does not matter.
  let context: [Unicode.Scalar]
  private let parts: [Part]
  /// The signs that a match can begin with.
  private let starts: Set<Unicode.Scalar>

  /// The most signs that `…` stands for.
  private static let gapLimit = 24

  /// A pattern from its written form.
  ///
  /// - Throws: What is wrong with it.
  init(
    kind: Kind, pattern: String, earlier: IndicatorIndex?, later: IndicatorIndex?, isTotal: Bool,
    context: String = ""
  ) throws(SubjectPattern.PatternMistake) {
    var parts: [Part] = []
    var rest = Array(pattern.unicodeScalars)[...]
    while let first = rest.first {
      switch first {
      case "(":
        guard let close = rest.firstIndex(of: ")") else { throw .init("‘(’ is not closed") }
        let choices = rest[rest.index(after: rest.startIndex)..<close].split(
          separator: "|", omittingEmptySubsequences: false)
        // The longest first, so that 共计 is not taken for 共.
        parts.append(.choice(choices.map(Array.init).sorted { $0.count > $1.count }))
        rest = rest[rest.index(after: close)...]
      case "{":
        guard rest.starts(with: "{n}".unicodeScalars) || rest.starts(with: "{y}".unicodeScalars)
        else { throw .init("expected {n} or {y}") }
        parts.append(rest.starts(with: "{n}".unicodeScalars) ? .number : .year)
        rest = rest.dropFirst(3)
      case "…":
        parts.append(.gap)
        rest = rest.dropFirst()
      default:
        let end = rest.firstIndex { "({…".unicodeScalars.contains($0) } ?? rest.endIndex
        parts.append(.text(Array(rest[..<end])))
        rest = rest[end...]
      }
    }
    let numbers = parts.count { if case .number = $0 { true } else { false } }
    guard numbers == (kind == .claim ? 1 : 0) else {
      throw .init("a claim has one {n}, a sentence that nothing happened has none")
    }
    starts = Self.starts(of: parts[...])
    guard !starts.isEmpty else { throw .init("the pattern needs text or {n} at its beginning") }
    self.kind = kind
    self.earlier = earlier
    self.later = later
    self.isTotal = isTotal
    self.context = Array(context.unicodeScalars)
    self.parts = parts
  }

  private static func starts(of parts: ArraySlice<Part>) -> Set<Unicode.Scalar> {
    switch parts.first {
    case .text(let text): return Set(text.prefix(1))
    case .choice(let choices):
      let own = Set(choices.compactMap(\.first))
      guard choices.contains(where: \.isEmpty) else { return own }
      let following = starts(of: parts.dropFirst())
      return following.isEmpty ? [] : own.union(following)
    case .number: return Set("0123456789零〇一二两三四五六七八九十百近约".unicodeScalars)
    case .year, .gap, nil: return []
    }
  }

  /// The first match that begins at or behind a position of a clause.
  ///
  /// - Complexity: O(clause × pattern); a gap is at most twenty-four signs.
  func match(_ clause: ArraySlice<Unicode.Scalar>, from start: Int) -> Match? {
    var position = start
    while position < clause.endIndex {
      // A number is taken from its first digit on.
      let isInside =
        position > clause.startIndex && HalfWidth.digit(clause[position]) != nil
        && HalfWidth.digit(clause[position - 1]) != nil
      if starts.contains(clause[position]), !isInside {
        var number: ProseNumber?
        if let end = end(of: parts[...], clause, at: position, &number) {
          return Match(range: position..<end, number: number)
        }
      }
      position += 1
    }
    return nil
  }

  private func end(
    of parts: ArraySlice<Part>, _ clause: ArraySlice<Unicode.Scalar>, at position: Int,
    _ number: inout ProseNumber?
  ) -> Int? {
    guard let part = parts.first else { return position }
    let rest = parts.dropFirst()
    switch part {
    case .text(let text):
      guard clause[position...].starts(with: text) else { return nil }
      return end(of: rest, clause, at: position + text.count, &number)
    case .choice(let choices):
      for choice in choices where clause[position...].starts(with: choice) {
        if let end = end(of: rest, clause, at: position + choice.count, &number) { return end }
      }
      return nil
    case .number:
      guard let found = ProseNumber(clause, at: position) else { return nil }
      number = found
      return end(of: rest, clause, at: found.range.upperBound, &number)
    case .year:
      guard YearText.year(clause[position...].prefix(4)) != nil else { return nil }
      return end(of: rest, clause, at: position + 4, &number)
    case .gap:
      var length = 0
      while length <= Self.gapLimit, position + length <= clause.endIndex {
        if let end = end(of: rest, clause, at: position + length, &number) { return end }
        guard position + length < clause.endIndex,
          HalfWidth.digit(clause[position + length]) == nil
        else { return nil }
        length += 1
      }
      return nil
    }
  }
}
