import Testing

@testable import Nianbao

/// The modes of missing figures against an oracle that is written from the text of VTL 2.1
/// (check_hierarchy, the options of the parameter mode): data points that exist or not, measures that
/// are NULL or not, and a comparison of two sums.
@Suite struct MissingModeTests {
  let catalog: Catalog

  init() throws { catalog = try Catalog.builtIn() }

  /// What a report has of a figure.
  private enum Cell: Equatable {
    /// There is no data point.
    case missing
    /// The data point's measure is NULL.
    case null
    case number(Double)
  }

  /// What VTL's operator returns for a rule: a boolean, NULL, or no data point at all.
  private enum Returned: Equatable {
    case truth(Bool)
    case null
    case nothing
  }

  /// `left` is what the first cell must be compared with the sum of the others by.
  private func oracle(_ mode: MissingMode, _ cells: [Cell], _ sign: Comparison.Sign) -> Returned {
    let isProduced =
      switch mode {
      case .nonNull:
        // All the items exist and have not NULL measure value.
        cells.allSatisfy { if case .number = $0 { true } else { false } }
      case .nonZero:
        // At least one of the items exists and has a measure not equal to 0; NULL are returned too.
        cells.contains { $0 == .null || ($0 != .missing && $0 != .number(0)) }
      case .partialNull, .partialZero:
        // At least one data point is found, whichever is its measure value.
        cells.contains { $0 != .missing }
      case .alwaysNull, .alwaysZero, .bounds: true
      }
    guard isProduced else { return .nothing }
    let isZero = mode == .nonZero || mode == .partialZero || mode == .alwaysZero
    let measures = cells.map { cell -> Double? in
      switch cell {
      case .missing: isZero ? 0 : nil
      case .null: nil
      case .number(let number): number
      }
    }
    guard !measures.contains(nil) else { return .null }
    let numbers = measures.compactMap { $0 }
    let (left, right) = (numbers[0], numbers.dropFirst().reduce(0, +))
    switch sign {
    case .equal: return .truth(left == right)
    case .atMost: return .truth(left <= right)
    case .atLeast: return .truth(left >= right)
    case .below: return .truth(left < right)
    case .above: return .truth(left > right)
    }
  }

  private static let ids: [IndicatorID] = ["review.total", "review.upheld", "review.corrected"]

  private func rules(_ mode: MissingMode, _ sign: Comparison.Sign) throws -> RuleSet {
    try RuleSet(catalog: catalog, rules: []).adding(
      file: "own.yaml",
      text: """
        - id: own
          edition: "2014"
          kind: identity
          severity: error
          missing: \(mode.rawValue)
          rule: review.total \(sign.rawValue) review.upheld + review.corrected
          zh: 甲
          en: A
        """)
  }

  @Test(arguments: MissingMode.allCases.dropFirst(), Comparison.Sign.allCases)
  func everyModeReturnsWhatVTLSays(mode: MissingMode, sign: Comparison.Sign) throws {
    let values: [Cell] = [.missing, .null, .number(0), .number(1), .number(2)]
    let samples = values.flatMap { one in
      values.flatMap { other in values.map { [one, other, $0] } }
    }
    var reports = TestReports(catalog)
    for (number, cells) in samples.enumerated() {
      var figures: [IndicatorID: Double?] = ["complaint.total": 0]
      for (id, cell) in zip(Self.ids, cells) {
        switch cell {
        case .missing: break
        case .null: figures[id] = .some(nil)
        case .number(let number): figures[id] = number
        }
      }
      reports.add("\(110_000_001 + number)", 2017, figures)
    }
    let confrontation = Confrontation(reports.panel, with: try rules(mode, sign))
    let rule = confrontation.compiled[0]
    var evaluation = RuleEvaluation(confrontation.figures)
    let truths = evaluation.truths(of: rule, 2017)
    var counts: [Int] = [0, 0, 0]
    for (number, cells) in samples.enumerated() {
      let unit = UnitIndex(number)
      let expected: Truth? =
        switch oracle(mode, cells, sign) {
        case .truth(let holds): holds ? .isTrue : .isFalse
        case .null: .unknown
        case .nothing: nil
        }
      #expect(rule.truth(confrontation.figures, unit, 2017) == expected, "\(cells)")
      #expect(truths[number] == expected, "\(cells)")
      if let expected { counts[Int(expected.rawValue)] += 1 }
    }
    let outcome = try #require(confrontation.outcomes.first)
    #expect([outcome.failing.count, outcome.satisfied, outcome.notAssessable] == counts)
    #expect(confrontation.unassessable().count == counts[2])
  }

  /// The table of examples in the documentation, cell by cell.
  @Test func theDocumentedExamplesHold() throws {
    let path = #filePath.split(separator: "/").dropLast(5).joined(separator: "/")
    let bytes = try FileBytes(limit: 1 << 20).read("/\(path)/Documentation/Rules.md")
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    let start = try #require(lines.firstIndex { $0.hasPrefix("| t | a | b |") })
    func cells(_ line: Substring) -> [String] {
      line.split(separator: "|", omittingEmptySubsequences: false).dropFirst().dropLast()
        .map { String($0).trimmingBlanks }
    }
    let modes = try cells(lines[start]).dropFirst(3).map { try #require(MissingMode(rawValue: $0)) }
    #expect(modes == MissingMode.allCases)
    let rows = lines[(start + 2)...].prefix { $0.hasPrefix("|") }.map(cells)
    #expect(rows.count == 11)
    for row in rows {
      var figures: [IndicatorID: Double?] = ["complaint.total": 0]
      for (id, text) in zip(Self.ids, row) where text != "–" { figures[id] = .some(Double(text)) }
      var reports = TestReports(catalog)
      reports.add("110118001", 2017, figures)
      for (mode, text) in zip(modes, row.dropFirst(3)) {
        let confrontation = Confrontation(reports.panel, with: try rules(mode, .equal))
        let truth = confrontation.compiled[0].truth(confrontation.figures, UnitIndex(0), 2017)
        let sign = [.isTrue: "✓", .isFalse: "✗", .unknown: "?"][truth ?? .unknown]
        #expect((truth == nil ? "" : sign) == text, "\(row) \(mode)")
      }
    }
  }

  @Test func whatIsNotAssessableIsNamedWithItsReason() throws {
    var reports = TestReports(catalog)
    reports.add(
      "110118001", 2017,
      ["review.total": 4, "review.upheld": nil, "request.closed": 9, "request.received": 4])
    let text = """
      - id: a
        edition: "2014"
        kind: identity
        severity: error
        rule: review.total = review.upheld + review.corrected
        zh: 甲
        en: A
      - id: b
        edition: "2014"
        kind: carry-over
        severity: error
        rule: request.closed <= request.received + prev(request.received)
        zh: 甲
        en: A
      - id: c
        edition: "2014"
        kind: claim
        severity: error
        rule: request.received = claim(request.received)
        zh: 甲
        en: A
      """
    let rules = try RuleSet(catalog: catalog, rules: []).adding(file: "own.yaml", text: text)
    let open = Confrontation(reports.panel, with: rules).unassessable()
    #expect(open.map(\.rule) == [0, 1, 2])
    #expect(open.map(\.causes) == [[.blank, .absent], [.noReport], [.notStated]])
    #expect(
      open.map { $0.gaps.map { catalog[$0.cell.indicator].id.name } } == [
        ["review.upheld", "review.corrected"], ["request.received"], ["request.received"],
      ])
    #expect(open[1].gaps[0].cell.year == 2016 && open[2].gaps[0].cell.source == .prose)
  }

  @Test func messagesSayWhatIsKnownOfASideWithBlanks() throws {
    var reports = TestReports(catalog)
    let figures: [IndicatorID: Double?] = [
      "review.total": 4, "review.upheld": 5, "review.corrected": 2, "review.other": nil,
    ]
    reports.add("110118001", 2017, figures)
    let finding = try #require(
      Confrontation(reports.panel, with: RuleSet.builtIn(catalog)).findings().first {
        $0.id.name == "parts:review.total"
      })
    #expect(finding.message.chinese == "“行政复议数量”为4，各项之和为至少7，相差至少少3")
    #expect(
      finding.message.english
        == "‘行政复议数量’ is 4, its parts add up to at least 7: at least 3 less")
    #expect(finding.expected == nil && finding.actual == 4)
  }
}
