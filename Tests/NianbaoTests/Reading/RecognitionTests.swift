import Testing

@testable import Nianbao

@Suite struct RecognitionTests {
  let fixtures: ReadingFixtures

  init() throws { fixtures = try ReadingFixtures.shared.get() }

  /// Sections 三 to 六 as the form prints them, every figure another.
  static let rows: [(String, String, String)] = [
    ("(一)收到申请数", "件", "31"), ("1.当面申请数", "件", "32"), ("2.传真申请数", "件", "33"),
    ("3.网络申请数", "件", "34"), ("4.信函申请数", "件", "35"), ("四、行政复议数量", "件", "41"),
    ("(一)维持具体行政行为数", "件", "42"), ("(二)被依法纠错数", "件", "43"), ("(三)其他情形数", "件", "44"),
    ("五、行政诉讼数量", "件", "51"), ("(一)维持具体行政行为或者驳回原告诉讼请求数", "件", "52"),
    ("(二)被依法纠错数", "件", "53"), ("(三)其他情形数", "件", "54"), ("六、举报投诉数量", "件", "61"),
  ]
  static let figures: [IndicatorID: Double] = [
    "request.received": 31, "request.received.inperson": 32, "request.received.fax": 33,
    "request.received.online": 34, "request.received.letter": 35, "review.total": 41,
    "review.upheld": 42, "review.corrected": 43, "review.other": 44, "litigation.total": 51,
    "litigation.upheld": 52, "litigation.corrected": 53, "litigation.other": 54,
    "complaint.total": 61,
  ]

  private func read(_ rows: [(String, String, String)]) throws -> ReportReading {
    try fixtures.read(SmallReport.published(rows))
  }

  private func expect(
    _ expected: [IndicatorID: Double], _ reading: ReportReading,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let read = Dictionary(
      reading.cells.map { (fixtures.catalog[$0.indicator].id, $0.value ?? .nan) },
      uniquingKeysWith: { first, _ in first })
    #expect(read == expected, sourceLocation: sourceLocation)
    #expect(Set(reading.cells.map(\.indicator)).count == reading.cells.count)
  }

  @Test func rowsOfOneNameAreToldByTheirSection() throws {
    expect(Self.figures, try read(Self.rows))
  }

  @Test func anyRowMayBeMissing() throws {
    for missing in Self.rows.indices {
      var rows = Self.rows
      rows.remove(at: missing)
      let figure = Double(Self.rows[missing].2)
      let expected = Self.figures.filter { $0.value != figure }
      let reading = try read(rows)
      expect(expected, reading)
      #expect(reading.notes.contains { $0.kind == .missingRow })
    }
  }

  @Test func sectionsMayChangePlaces() throws {
    let (request, review, litigation) = (Self.rows[0..<5], Self.rows[5..<9], Self.rows[9..<13])
    expect(
      Self.figures.filter { $0.value < 60 }, try read(Array(litigation + review + request)))
    expect(Self.figures.filter { $0.value < 60 }, try read(Array(review + request + litigation)))
  }

  @Test func withoutItsSectionARowOfTwoNamesIsNotGuessedAt() throws {
    let rows = Array(Self.rows[0..<5]) + [Self.rows[7]]
    let reading = try read(rows)
    expect(Self.figures.filter { $0.value < 40 }, reading)
    #expect(reading.unrecognised.map(\.value) == [43])
    #expect(reading.notes.contains { $0.kind == .unknownRow })
    // Printed as often as the form has it, its order tells.
    let both = try read(Array(Self.rows[0..<5]) + [Self.rows[7], Self.rows[11]])
    #expect(try fixtures.value("review.corrected", both) == 43)
    #expect(try fixtures.value("litigation.corrected", both) == 53)
  }

  @Test func ofARepeatedRowTheFirstFigureCountsAndBothAreTold() throws {
    var rows = Self.rows
    rows.insert(("2.传真申请数", "件", "99"), at: 4)
    let reading = try read(rows)
    expect(Self.figures, reading)
    let note = try #require(reading.notes.first { $0.kind == .repeatedRow })
    #expect(note.message.english.contains("‘33’") && note.message.english.contains("‘99’"))
    expect(Self.figures, try read(Self.rows + Self.rows))
    var blank = Self.rows
    blank.insert(("2.传真申请数", "件", ""), at: 2)
    expect(Self.figures, try read(blank))
  }

  @Test func anUnknownRowIsKeptWithItsFigure() throws {
    var rows = Self.rows
    rows.insert(("5.电话申请件数合并统计", "件", "36"), at: 5)
    let reading = try read(rows)
    expect(Self.figures, reading)
    #expect(reading.unrecognised.count == 1)
    let row = try #require(reading.unrecognised.first)
    #expect(row.label == "5.电话申请件数合并统计" && row.measure == "件" && row.value == 36)
    #expect(row.place.line != nil && reading.notes.contains { $0.place == row.place })
  }

  @Test func aNearlyKnownLabelIsMatchedAndTold() throws {
    var rows = Self.rows
    rows[4].0 = "4.信涵申请数"
    rows[13].0 = "六、举报投拆数量"
    let reading = try read(rows)
    expect(Self.figures, reading)
    let notes = reading.notes.filter { $0.kind == .nearMatch }
    #expect(notes.count == 2)
    #expect(notes.first?.message.english.contains("信涵") == true)
    #expect(notes.first?.message.chinese.contains("信函申请数") == true)
    #expect(notes.allSatisfy { $0.place.line != nil })
  }

  @Test(arguments: ["未按时办结数", "不当面申请数", "信申请数件数量总和", "公开数", "同意不公开答复数"])
  func aLabelOfAnotherMeaningIsNotNear(label: String) throws {
    let reading = try read(Self.rows + [(label, "件", "77")])
    expect(Self.figures, reading)
    #expect(reading.unrecognised.map(\.value) == [77])
  }

  @Test func blanksZerosAndUnreadableCellsStayApart() throws {
    var rows = Self.rows
    rows[1].2 = ""
    rows[2].2 = "/"
    rows[3].2 = "0"
    rows[4].2 = "约30"
    let reading = try read(rows)
    func status(_ id: IndicatorID) throws -> CellStatus? {
      let index = try fixtures.index(id)
      return reading.cells.first { $0.indicator == index }?.mark.status
    }
    #expect(try status("request.received.inperson") == .blank)
    #expect(try status("request.received.fax") == .blank)
    #expect(try status("request.received.online") == .reported)
    #expect(try fixtures.value("request.received.online", reading) == 0)
    #expect(try status("request.received.letter") == .unreadable)
    #expect(reading.notes.contains { $0.kind == .blankSign && $0.message.english.contains("‘/’") })
    #expect(reading.notes.contains { $0.kind == .unreadableCell && $0.place.line != nil })
  }

  @Test func unitsOfMeasureAreConvertedOrTold() throws {
    let reading = try read(
      Self.rows + [
        ("七、依申请公开信息收取的费用", "元", "251000"), ("(四)政府信息公开专项经费", "万元", "152790元"),
        ("(一)召开政府信息公开工作会议或专题会议数", "期", "3"),
      ])
    #expect(try fixtures.value("fee.collected", reading) == 25.1)
    #expect(try fixtures.value("capacity.budget", reading) == 15.279)
    #expect(try fixtures.value("training.meeting", reading) == 3)
    #expect(reading.notes.count { $0.kind == .converted } == 2)
    #expect(reading.notes.count { $0.kind == .otherMeasure } == 1)
    let fee = try fixtures.index("fee.collected")
    #expect(reading.cells.first { $0.indicator == fee }?.mark.decimals == 1)
  }

  @Test func lostCellsDoNotShiftTheRowsBelow() throws {
    // The blank cells of headings, and here and there a value, are left out by some pages.
    var text = "古北口镇政府信息公开情况统计表 |\n(2017年度) |\n统计指标 |\n单位 |\n统计数 |\n三、依申请公开情况 |\n"
    for (position, row) in Self.rows.enumerated() {
      text += "\(row.0) |\n\(row.1) |\n" + (position % 5 == 2 ? "" : "\(row.2) |\n")
    }
    let reading = try fixtures.read(text)
    let read = Dictionary(
      uniqueKeysWithValues: reading.cells.map { (fixtures.catalog[$0.indicator].id, $0.value) })
    for (id, value) in Self.figures {
      let row = Int(Self.rows.firstIndex { Double($0.2) == value } ?? 0)
      #expect(read[id] == .some(row % 5 == 2 ? nil : value), "\(id)")
    }
  }

  @Test func localTablesAreNotTakenForTheForm() throws {
    let rows = [
      ("主动公开信息数", "条", "1"), ("其中:全文电子化的主动公开信息数", "条", "2"), ("新增的行政规范性文件数", "条", "3"),
      ("提供服务类信息数", "条", "4"), ("网站专栏页面访问量", "人次", "5"), ("现场接待人数", "人次", "6"),
      ("申请总数", "条", "7"), ("行政复议数", "件", "8"), ("非本部门掌握数", "条", "9"),
    ]
    let reading = try read(rows)
    #expect(reading.edition == nil && reading.cells.isEmpty)
    #expect(reading.unrecognised.map(\.value) == [1, 2, 3, 4, 5, 6, 7, 8, 9])
  }

  @Test func distancesAgreeWithAnObviousOracle() {
    func slow(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
      guard let a = left.last, let b = right.last else { return max(left.count, right.count) }
      let (x, y) = (Array(left.dropLast()), Array(right.dropLast()))
      return min(slow(x, y) + (a == b ? 0 : 1), slow(x, right) + 1, slow(left, y) + 1)
    }
    for seed in 1...300 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: seed)
      func word() -> [Unicode.Scalar] {
        (0..<Int.random(in: 0...6, using: &random)).map { _ in
          ["申", "请", "数"][Int.random(in: 0...2, using: &random)]
        }
      }
      let (left, right) = (word(), word())
      let limit = Int.random(in: 0...6, using: &random)
      let exact = slow(left, right)
      #expect(
        LabelDistance.edits(left, right, atMost: limit) == (exact <= limit ? exact : nil),
        "seed \(seed)")
    }
  }
}
