/// A plain text file of verdicts that people edit: one line a verdict, with the fingerprint of a
/// finding, the decision and a free note.
///
///     #: 110118111 2017 parts:capacity.staff 古北口镇
///     #: “从事政府信息公开工作人员数”为6，各项之和为5，相差+1
///     9c31f2a07be4 已说明 一人十二月离职
///
/// `#` begins a comment. Lines with `#:` tell what the finding is and are written anew each time;
/// `-` stands for no decision yet; `#~` marks a verdict whose finding is gone (as gettext's catalogues
/// mark what is obsolete), which counts again should the finding come back.
public struct VerdictFile: Sendable {
  /// A line, as far as it matters for writing the file anew.
  enum Line: Sendable, Hashable {
    /// A comment of a person, a blank line, or a line with a mistake: kept as it is.
    case verbatim(String)
    /// What is told of the next entry's finding, behind the `#:`.
    case description(String)
    /// A verdict, or the place for one.
    case entry(Entry)
  }

  /// A line with a fingerprint.
  struct Entry: Sendable, Hashable {
    let fingerprint: Fingerprint
    /// The verdict; nil where there is none yet.
    let verdict: Verdict?
    /// Whether there is anything of a person in the line.
    let isEmpty: Bool
    /// Whether the finding was gone when the file was last written.
    let isGone: Bool
    /// The line without the mark of a gone finding.
    let text: String
  }

  /// The lines in order.
  let lines: [Line]
  /// The lines that could not be read, in order; the others count all the same.
  public let mistakes: [ReadingError]

  /// A file without lines.
  public init() {
    lines = []
    mistakes = []
  }

  init(lines: [Line], mistakes: [ReadingError]) {
    self.lines = lines
    self.mistakes = mistakes
  }

  /// The verdicts of a file's text.
  ///
  /// - Complexity: Linear in the text.
  public init(file: String, text: String) {
    var lines: [Line] = []
    var mistakes: [ReadingError] = []
    var places: [Fingerprint: Int] = [:]
    for (offset, part) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      let raw = offset == 0 && part.first == "\u{FEFF}" ? part.dropFirst() : part
      do throws(ReadingError) {
        let line = try Self.line(raw, file: file, number: offset + 1)
        if case .entry(let entry) = line {
          if let earlier = places[entry.fingerprint] {
            throw Self.repeated(entry.fingerprint, file: file, line: offset + 1, earlier: earlier)
          }
          places[entry.fingerprint] = offset + 1
        }
        lines.append(line)
      } catch {
        mistakes.append(error)
        lines.append(.verbatim(String(raw)))
      }
    }
    while case .verbatim("") = lines.last { lines.removeLast() }
    self.lines = lines
    self.mistakes = mistakes
  }

  /// The verdicts by the fingerprints of their findings.
  public var verdicts: [Fingerprint: Verdict] {
    lines.reduce(into: [:]) { verdicts, line in
      if case .entry(let entry) = line { verdicts[entry.fingerprint] = entry.verdict }
    }
  }

  private static func line(_ raw: Substring, file: String, number: Int) throws(ReadingError) -> Line
  {
    let text = raw.trimmingBlanks
    if text.hasPrefix("#~") {
      // A comment of a person may begin this way too.
      guard let entry = try? entry(text.dropFirst(2).trimmingBlanks, true, file, number) else {
        return .verbatim(String(raw))
      }
      return .entry(entry)
    }
    if text.hasPrefix("#:") { return .description(text.dropFirst(2).trimmingBlanks) }
    if text.isEmpty || text.hasPrefix("#") { return .verbatim(String(raw)) }
    return .entry(try entry(text, false, file, number))
  }

  private static func entry(_ text: String, _ isGone: Bool, _ file: String, _ line: Int)
    throws(ReadingError) -> Entry
  {
    let (first, rest) = text[...].splitAtBlank
    guard let fingerprint = Fingerprint(first) else {
      throw .badField(
        file: file, line: line, column: "fingerprint", found: String(first),
        expected: LocalizedText(
          zh: "指纹（\(Fingerprint.length) 位十六进制数字），注释行应以 # 开头",
          en: "a fingerprint, \(Fingerprint.length) hexadecimal digits, or # before a comment"))
    }
    let (word, note) = rest.splitAtBlank
    let isOpen = word == "-"
    let decision = Verdict.Decision(word: word)
    guard decision != nil || isOpen else {
      throw .badField(
        file: file, line: line, column: "verdict", found: String(word),
        expected: LocalizedText(
          zh: "接受、已说明、退回，或尚无结论的 -", en: "accepted, explained, return, or - for none yet"))
    }
    return Entry(
      fingerprint: fingerprint, verdict: decision.map { Verdict($0, note: String(note)) },
      isEmpty: isOpen && note.isEmpty, isGone: isGone, text: text)
  }

  private static func repeated(
    _ fingerprint: Fingerprint, file: String, line: Int, earlier: Int
  ) -> ReadingError {
    .badField(
      file: file, line: line, column: "fingerprint", found: fingerprint.text,
      expected: LocalizedText(
        zh: "前面没有出现过的指纹（第 \(earlier) 行已有，以该行为准）",
        en: "a fingerprint that no line before has (line \(earlier) has it, and counts)"))
  }
}

extension Substring {
  /// The text up to the first blank or colon, and what follows without blanks in front of it.
  fileprivate var splitAtBlank: (first: Substring, rest: Substring) {
    let end = firstIndex { $0.isWhitespace || $0 == ":" || $0 == "：" } ?? endIndex
    let rest = self[end...].drop { $0.isWhitespace || $0 == ":" || $0 == "：" }
    return (self[..<end], rest)
  }
}
