/// Finds the claims in a report's prose.
struct ClaimReader: Sendable {
  private let patterns: ClaimPatterns
  private let catalog: Catalog
  /// The editions that later claims are of.
  private let later: Set<EditionID> = ["2019", "2021"]

  init(patterns: ClaimPatterns, catalog: Catalog) {
    self.patterns = patterns
    self.catalog = catalog
  }

  /// The signs of a report that are looked at.
  private static let signLimit = 400_000
  /// The longest clause that is looked at; longer ones are no prose.
  private static let clauseLimit = 200

  /// The claims of texts, in their order.
  ///
  /// - Parameters:
  ///   - year: The report's year: a clause that names another one claims nothing of this one.
  ///   - edition: The form that the report follows; nil for a report without one.
  /// - Complexity: O(signs × patterns), each sign being looked at once for each pattern.
  func claims(in texts: [Document.Text], year: Year?, edition: EditionID?) -> [Claim] {
    var claims: [Claim] = []
    let isLater = edition.map(later.contains) ?? false
    for paragraph in ProseParagraph.paragraphs(of: texts, limit: Self.signLimit) {
      let signs = paragraph.signs
      guard signs.count >= 6 else { continue }
      var sentence = Sentence()
      for (clause, endsSentence) in Self.clauses(of: signs) {
        if patterns.parts.contains(where: { signs[clause].contains($0) }) {
          sentence.speaksOfParts = true
        }
        sentence.note(patterns.contexts, in: signs[clause])
        if clause.count >= 4, clause.count <= Self.clauseLimit {
          read(
            signs[clause], following: signs[clause.upperBound...].prefix(3), in: &sentence,
            year: year, isLater: isLater, at: paragraph.place(of: clause.lowerBound),
            into: &claims)
        }
        if endsSentence { sentence = Sentence() }
      }
    }
    return claims
  }

  /// What a sentence has said so far.
  private struct Sentence {
    var speaksOfParts = false
    var speaksOfOtherYear = false
    /// What the clause before claimed last: a share that follows is of that.
    var claimed: IndicatorIndex?
    /// What the sentence speaks of: the last of the words that patterns ask for.
    var context: [Unicode.Scalar] = []

    /// Takes the last of some words in a clause for what the sentence speaks of.
    mutating func note(_ words: [[Unicode.Scalar]], in clause: ArraySlice<Unicode.Scalar>) {
      var latest = -1
      for word in words {
        guard let position = clause.lastPosition(of: word), position > latest else { continue }
        latest = position
        context = word
      }
    }
  }

  // MARK: Clauses

  /// The clauses of a text: ended by commas, and by signs that end a sentence.
  private static func clauses(of signs: [Unicode.Scalar]) -> [(Range<Int>, endsSentence: Bool)] {
    var clauses: [(Range<Int>, endsSentence: Bool)] = []
    var start = 0
    for position in signs.indices {
      let sign = signs[position]
      let ends = sign == "。" || sign == ";" || sign == "!" || sign == "?"
      // A comma between digits parts thousands.
      let isGroup =
        sign == "," && position > 0 && position + 3 < signs.count
        && HalfWidth.digit(signs[position - 1]) != nil
        && signs[(position + 1)...(position + 3)].allSatisfy { HalfWidth.digit($0) != nil }
      guard ends || sign == "," && !isGroup || sign == ":" else { continue }
      clauses.append((start..<position, ends))
      start = position + 1
    }
    clauses.append((start..<signs.count, true))
    return clauses
  }

  private func read(
    _ clause: ArraySlice<Unicode.Scalar>, following: ArraySlice<Unicode.Scalar>,
    in sentence: inout Sentence, year: Year?, isLater: Bool, at place: Place,
    into claims: inout [Claim]
  ) {
    if let named = Self.year(in: clause) {
      sentence.speaksOfOtherYear = year.map { $0 != named } ?? false
    }
    guard !sentence.speaksOfOtherYear, !patterns.asides.contains(where: { clause.contains($0) })
    else { return }
    let claimed = sentence.claimed
    sentence.claimed = nil
    if let indicator = claimed, let share = Self.share(in: clause) {
      claims.append(
        Claim(
          indicator: indicator, value: share, isShare: true, precision: .exact,
          text: clause.text, place: place))
    }
    // 各乡镇…, or a clause whose share of the whole follows.
    let isPart =
      sentence.speaksOfParts || patterns.bodies.contains { clause.starts(with: $0) }
      || following.starts(with: ",占".unicodeScalars)
    var taken: [Range<Int>] = []
    for pattern in patterns.patterns where !(pattern.isTotal && isPart) {
      guard let indicator = isLater ? pattern.later : pattern.earlier,
        pattern.context.isEmpty || pattern.context == sentence.context
      else { continue }
      var start = clause.startIndex
      while let match = pattern.match(clause, from: start) {
        start = match.range.upperBound
        guard !taken.contains(where: { $0.overlaps(match.range) }),
          !Self.isListed(clause, before: match.range.lowerBound),
          pattern.kind == .claim || !Self.hasNumber(clause[match.range.lowerBound...]),
          let claim = claim(match, of: indicator, clause, at: place)
        else { continue }
        // What has no number may be said of two things at once: 未收到行政复议、行政诉讼.
        if pattern.kind == .claim { taken.append(match.range) }
        claims.append(claim)
        sentence.claimed = indicator
      }
    }
  }

  /// The percentage of a clause that says which share something is: 占总数的39.1%.
  private static func share(in clause: ArraySlice<Unicode.Scalar>) -> Double? {
    guard clause.first == "占", let sign = clause.firstIndex(of: "%") else { return nil }
    let digits = clause[..<sign].reversed().prefix { HalfWidth.digit($0) != nil || $0 == "." }
    guard let share = Double(Array(digits.reversed())[...].text), share <= 100 else { return nil }
    return share
  }

  /// Whether the noun before a number is the last of several: 予以公开及部分公开42件.
  private static func isListed(_ clause: ArraySlice<Unicode.Scalar>, before position: Int) -> Bool {
    guard position > clause.startIndex else { return false }
    let before = clause[position - 1]
    if before == "、", position - 2 >= clause.startIndex {
      // 公开5件、 has a number of its own.
      return !"件条份宗个起例人次期项名篇".unicodeScalars.contains(clause[position - 2])
    }
    return ["及", "和", "与", "或"].contains(before)
  }

  private static func hasNumber(_ signs: ArraySlice<Unicode.Scalar>) -> Bool {
    signs.contains { HalfWidth.digit($0) != nil }
  }

  /// The year that a clause names first, or nil.
  private static func year(in clause: ArraySlice<Unicode.Scalar>) -> Year? {
    var position = clause.startIndex
    while position + 4 < clause.endIndex {
      if clause[position + 4] == "年",
        position == clause.startIndex || HalfWidth.digit(clause[position - 1]) == nil,
        position == clause.startIndex || !"至到".unicodeScalars.contains(clause[position - 1]),
        let year = YearText.year(clause[position..<(position + 4)])
      {
        return year
      }
      position += 1
    }
    return nil
  }

  private func claim(
    _ match: ClaimPattern.Match, of indicator: IndicatorIndex,
    _ clause: ArraySlice<Unicode.Scalar>, at place: Place
  ) -> Claim? {
    var figure = match.number?.figure ?? Figure(digits: 0, decimals: 0)
    var precision = match.number?.precision ?? .exact
    var end = match.range.upperBound
    for (word, meaning) in [("以上", Claim.Precision.atLeast), ("左右", .about), ("以内", .atMost)]
    where clause[end...].starts(with: word.unicodeScalars) {
      precision = meaning
      end += 2
    }
    // An amount in another unit than the form's.
    if let measure = Self.measure(of: match, in: clause, among: catalog.measures),
      let conversion = measure.conversion, conversion.base == catalog[indicator].measure.name,
      let converted = figure?.scaled(byPowerOfTen: conversion.factor < 1 ? -4 : 4)
    {
      figure = converted
    }
    guard let figure else { return nil }
    let text = clause.text
    return Claim(
      indicator: indicator, value: figure.value, precision: precision,
      text: text.count > 80 ? text.prefix(79) + "…" : text, place: place)
  }

  /// The unit of measure that a match ends with.
  private static func measure(
    of match: ClaimPattern.Match, in clause: ArraySlice<Unicode.Scalar>,
    among measures: [String: Measure]
  ) -> Measure? {
    guard let number = match.number else { return nil }
    return measures[clause[number.range.upperBound..<match.range.upperBound].text]
  }
}

extension ArraySlice<Unicode.Scalar> {
  /// Whether a run of signs stands in it. O(n × length).
  fileprivate func contains(_ run: [Unicode.Scalar]) -> Bool {
    guard let first = run.first else { return true }
    return indices.contains { self[$0] == first && self[$0...].starts(with: run) }
  }

  /// Where a run of signs stands last, or nil. O(n × length).
  fileprivate func lastPosition(of run: [Unicode.Scalar]) -> Int? {
    guard let first = run.first else { return nil }
    return indices.last { self[$0] == first && self[$0...].starts(with: run) }
  }
}
