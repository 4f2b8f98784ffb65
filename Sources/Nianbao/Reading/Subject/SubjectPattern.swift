/// One way in which reports say who reports, or for which year; a line of `reading/subjects.tsv`.
struct SubjectPattern: Sendable {
  /// Where such a pattern is looked for; earlier sources outweigh later ones.
  enum Source: String, Sendable, CaseIterable, Comparable {
    /// The person who reads the report.
    case person
    /// The table's title.
    case table
    /// The sentence that says who compiled the report, or what period it covers.
    case preamble
    /// The report's title.
    case title
    /// The line below the table, or the page's head.
    case signature
    /// The names of file and folders.
    case path

    static func < (left: Source, right: Source) -> Bool {
      (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }
  }

  /// In which texts a pattern is looked for.
  enum Scope: String, Sendable {
    case whole, short, anywhere
  }

  /// What a pattern found.
  struct Finding: Sendable, Hashable {
    var unit: [Unicode.Scalar]?
    var year: Year?
  }

  private enum Part: Sendable, Equatable {
    case literal([Unicode.Scalar])
    case unit
    case year
  }

  let source: Source
  let scope: Scope
  private let parts: [Part]
  /// The position of the longest literal, which is looked for first.
  private let anchor: Int

  /// A pattern, or nil with the reason where it is none.
  init(source: Source, scope: Scope, pattern: String) throws(PatternMistake) {
    var parts: [Part] = []
    var rest = pattern[...]
    while let first = rest.first {
      if first == "{" {
        guard let close = rest.firstIndex(of: "}") else {
          throw PatternMistake("‘{’ is not closed")
        }
        switch rest[rest.index(after: rest.startIndex)..<close] {
        case "unit": parts.append(.unit)
        case "year": parts.append(.year)
        case let name: throw PatternMistake("‘{\(name)}’; expected {unit} or {year}")
        }
        rest = rest[rest.index(after: close)...]
      } else {
        let end = rest.firstIndex(of: "{") ?? rest.endIndex
        parts.append(.literal(Array(rest[..<end].unicodeScalars)))
        rest = rest[end...]
      }
    }
    var anchor: Int?
    var longest = 0
    for case (let position, .literal(let text)) in parts.enumerated() where text.count > longest {
      anchor = position
      longest = text.count
    }
    guard let anchor else { throw PatternMistake("the pattern needs some text of its own") }
    guard parts.contains(.unit) || parts.contains(.year) else {
      throw PatternMistake("the pattern has neither {unit} nor {year}")
    }
    guard !zip(parts, parts.dropFirst()).contains(where: { $0 == .unit && $1 == .unit }) else {
      throw PatternMistake("two {unit} without text between them")
    }
    self.source = source
    self.scope = scope
    self.parts = parts
    self.anchor = anchor
  }

  /// What is wrong with a pattern.
  struct PatternMistake: Error {
    let message: String
    init(_ message: String) { self.message = message }
  }

  /// The longest text that patterns of scope `short` are looked for in.
  static let shortLimit = 60

  /// What the pattern finds in a text, the first place counting. O(text × literal).
  ///
  /// - Parameter text: Half-width, without blanks.
  func find(in text: [Unicode.Scalar]) -> Finding? {
    guard scope == .anywhere || text.count <= Self.shortLimit,
      case .literal(let literal) = parts[anchor]
    else { return nil }
    var position = 0
    while position + literal.count <= text.count {
      if text[position] == literal[0],
        text[position..<(position + literal.count)].elementsEqual(literal),
        let finding = match(text, anchoredAt: position, count: literal.count)
      {
        return finding
      }
      position += 1
    }
    return nil
  }

  private func match(_ text: [Unicode.Scalar], anchoredAt position: Int, count: Int) -> Finding? {
    var finding = Finding()
    guard let end = matchForward(text, from: position + count, finding: &finding),
      let start = matchBackward(text, to: position, finding: &finding)
    else { return nil }
    if scope == .whole, start > 0 || end < text.count { return nil }
    return finding
  }

  private func matchForward(_ text: [Unicode.Scalar], from start: Int, finding: inout Finding)
    -> Int?
  {
    var position = start
    for (index, part) in parts.enumerated() where index > anchor {
      switch part {
      case .literal(let literal):
        guard text[position...].starts(with: literal) else { return nil }
        position += literal.count
      case .year:
        guard position + 4 <= text.count,
          finding.take(year: YearText.year(text[position..<(position + 4)]))
        else { return nil }
        position += 4
      case .unit:
        var end = position
        while end < text.count, end - position < Self.unitLimit, Self.isUnitSign(text[end]) {
          end += 1
        }
        if index + 1 < parts.count, case .literal(let literal) = parts[index + 1] {
          guard
            let found = (position..<min(end + 1, text.count)).first(where: {
              text[$0...].starts(with: literal)
            })
          else { return nil }
          end = found
        }
        guard end - position >= 2 else { return nil }
        finding.unit = Array(text[position..<end])
        position = end
      }
    }
    return position
  }

  private func matchBackward(_ text: [Unicode.Scalar], to end: Int, finding: inout Finding) -> Int?
  {
    var position = end
    for (index, part) in parts.enumerated().reversed() where index < anchor {
      switch part {
      case .literal(let literal):
        guard position >= literal.count,
          text[(position - literal.count)..<position].elementsEqual(literal)
        else { return nil }
        position -= literal.count
      case .year:
        guard position >= 4, finding.take(year: YearText.year(text[(position - 4)..<position])),
          position == 4 || HalfWidth.digit(text[position - 5]) == nil
        else { return nil }
        position -= 4
      case .unit:
        var start = position
        while start > 0, position - start < Self.unitLimit, Self.isUnitSign(text[start - 1]) {
          start -= 1
        }
        if index > 0, case .literal(let literal) = parts[index - 1] {
          // The literal is Han writing itself, so it is looked for inside the run.
          guard
            let found = (start...position).reversed().first(where: {
              $0 >= literal.count && text[($0 - literal.count)..<$0].elementsEqual(literal)
            })
          else { return nil }
          start = found
        }
        guard position - start >= 2 else { return nil }
        finding.unit = Array(text[start..<position])
        position = start
      }
    }
    return position
  }

  private static let unitLimit = 40

  private static func isUnitSign(_ scalar: Unicode.Scalar) -> Bool {
    HalfWidth.isHan(scalar) || scalar == "·"
  }
}

extension SubjectPattern.Finding {
  /// Takes a year, unless another one stands in the same pattern already.
  fileprivate mutating func take(year: Year?) -> Bool {
    guard let year, self.year == nil || self.year == year else { return false }
    self.year = year
    return true
  }
}

/// Reads years.
enum YearText {
  /// The years that reports are written for; the regulation is of 2007.
  static let range = 2000...2099

  /// Four digits, ASCII or Chinese, as a year; nil where they are none. O(1).
  static func year(_ scalars: ArraySlice<Unicode.Scalar>) -> Year? {
    guard scalars.count == 4 else { return nil }
    var number = 0
    for scalar in scalars {
      let chinese = Array("〇一二三四五六七八九".unicodeScalars)
      if let digit = HalfWidth.digit(scalar) {
        number = number * 10 + Int(digit)
      } else if let digit = chinese.firstIndex(of: scalar) {
        number = number * 10 + digit
      } else if scalar == "○" || scalar == "零" {
        number *= 10
      } else {
        return nil
      }
    }
    return range.contains(number) ? Year(number) : nil
  }
}
