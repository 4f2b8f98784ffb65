import Testing

@testable import Nianbao

@Suite struct DelimitedTests {
  let fixtures: ReadingFixtures

  init() throws { fixtures = try ReadingFixtures.shared.get() }

  private func file(_ text: String) throws -> ReportReader.FileReading {
    try fixtures.reader.read(Array(text.utf8), path: "p.csv", lineLimit: DecodedText.lineLimit)
  }

  static let heading = "unit,unit_code,year,edition,indicator,label,measure,value,status,file,line"

  @Test func longIsReadCellByCell() throws {
    let text = #"""
      \#u{FEFF}\#(Self.heading)\#r
      古北口镇,110118111,2017,2014,request.received,收到申请数,件,3,reported,a.txt,193\#r
      古北口镇,110118111,2017,2014,fee.collected,"费用,""收取""",万元,7.50,reported,a.txt,T3R5C7\#r
      古北口镇,110118111,2017,2014,complaint.total,举报投诉数量,件,,blank,a.txt,200\#r
      古北口镇,110118111,2017,2014,review.total,行政复议数量,件,,unreadable,a.txt,201\#r
      古北口镇,110118111,2017,2014,review.other,其他情形数,件,,absent,a.txt,\#r
      高岭镇,110228108,2017,2014,,收到申请数,件,4,,,\#r
      古北口镇,110118111,2017,2014,,本地新增行,件,9,reported,a.txt,205\#r
      """#
    let file = try file(text)
    #expect(file.failures.isEmpty && file.readings.count == 2)
    let first = file.readings[0]
    #expect(first.file == "a.txt" && first.year == 2017 && first.edition == "2014")
    #expect(first.subject.candidates.map(\.code) == ["110118111"])
    #expect(first.cells.map(\.value) == [3, 7.5, nil, nil])
    #expect(first.cells.map(\.mark.status) == [.reported, .reported, .blank, .unreadable])
    #expect(first.cells[1].mark.decimals == 2 && first.cells[1].place.description == "T3R5C7")
    #expect(first.cells[0].place == .line(193))
    #expect(first.unrecognised.map(\.value) == [9] && first.unrecognised[0].label == "本地新增行")
    let second = file.readings[1]
    #expect(second.file == "p.csv" && second.subject.candidates.map(\.code) == ["110118108"])
    #expect(
      try fixtures.value("request.received", second) == 4 && second.cells[0].place == .line(7))
  }

  @Test func derivedFiguresAreComputedAnewAndNotRead() throws {
    let text = """
      \(Self.heading)
      古北口镇,110118111,2017,2014,request.received,收到申请数,件,3,reported,a.txt,193
      古北口镇,110118111,2017,2014,derived.request.per-staff,人均收到申请数,件/人,1.5,derived,a.txt,
      古北口镇,110118111,2017,2014,derived.own.rate,自定率,%,50,derived,a.txt,
      """
    let reading = try #require(try file(text).readings.first)
    #expect(reading.cells.map(\.value) == [3] && reading.unrecognised.isEmpty)
    #expect(reading.notes.map(\.kind) == [.derivedFigure])
    #expect(reading.notes.first?.message.english.hasPrefix("2 figures of derived") ?? false)
    let wide = """
      unit,unit_code,year,edition,request.received,derived.request.per-staff,自定率（derived.own.rate）,status
      古北口镇,110118111,2017,2014,3,1.5,,derived.request.per-staff=derived
      高岭镇,110118108,2017,2014,4,,,
      """
    let readings = try file(wide).readings
    #expect(readings.map { $0.cells.map(\.value) } == [[3], [4]])
    #expect(readings.allSatisfy { $0.unrecognised.isEmpty })
    #expect(readings.map { $0.notes.map(\.kind) } == [[.derivedFigure], []])
  }

  @Test func mistakesAreToldByLineAndTheOthersStillRead() throws {
    let text = """
      \(Self.heading)
      古北口镇,110118111,2017,2014,request.received,,件,3,reported,,
      古北口镇,110118111,20x7,2014,request.received,,件,3,reported,,
      古北口镇,110118111,2017,2014,request.closed,,件,"1,2",reported,,
      古北口镇,110118111,2017,2014
      古北口镇,1101x,2017,2014,request.closed,,件,2,reported,,
      古北口镇,110118111,2017,2014,request.closed,,件,2,blank,,
      古北口镇,110118111,2017,2014,request.answered,,件,5,reported,,
      古北口镇,110118111,2017,2014,request.answered,,件,6,reported,,
      古北口镇,110118111,2017,2014,"request.closed,,件,2,reported,,
      """
    let file = try file(text)
    #expect(file.failures.map(\.line) == [3, 4, 5, 6, 7, 10])
    #expect(file.failures.allSatisfy { $0.message.english.hasPrefix("p.csv:") })
    #expect(file.readings.count == 1 && file.readings[0].cells.map(\.value) == [3, 5])
    #expect(file.readings[0].notes.map(\.kind) == [.repeatedRow])
  }

  @Test func wideIsReadByIdOrLabel() throws {
    let text = """
      unit,unit_code,year,edition,request.received,举报投诉数量,依申请公开信息收取的费用,别的
      古北口镇,110118111,2017,2014,3,,0.50,8
      高岭镇,110118108,2017,2014,"1,234",无,abc,
      民政局,110118/民政局,2017,2014,1,2,3,
      """
    let file = try file(text)
    #expect(file.failures.isEmpty && file.readings.count == 3)
    let (first, second) = (file.readings[0], file.readings[1])
    #expect(first.cells.map(\.value) == [3, 0.5] && first.unrecognised.map(\.value) == [8])
    #expect(second.cells.map(\.mark.status) == [.reported, .blank, .unreadable])
    #expect(second.cells[0].value == 1234 && second.cells[0].place == .line(3))
    #expect(second.notes.map(\.kind) == [.unreadableCell])
    #expect(file.readings[2].subject.candidates.map(\.code) == ["110118/民政局"])
  }

  @Test(arguments: ["被依法纠错数", "request.received"]) func anUnclearHeadingIsRefused(
    heading: String
  ) throws {
    #expect(throws: ReadingError.unclearHeading(file: "p.csv", line: 1, heading: heading)) {
      try file("unit,year,request.received,\(heading)\n甲镇,2017,1,2\n")
    }
  }

  @Test func aPanelComesBackFromItsLongExportCellByCell() throws {
    for seed in 1...20 as ClosedRange<UInt64> {
      var random = SeededGenerator(seed: seed)
      var lines = [Self.heading]
      var truth: [String: (Double?, CellStatus)] = [:]
      for _ in 0..<200 {
        let code = ["110118111", "110118108", "110118001"].randomElement(using: &random) ?? ""
        let year = Int.random(in: 2014...2018, using: &random)
        let indicator = Int.random(in: 0..<71, using: &random)
        let id = fixtures.catalog.indicators[indicator].id
        let key = "\(code) \(year) \(id)"
        guard truth[key] == nil else { continue }
        let figure = Figure(
          digits: Int64.random(in: -5...100_000, using: &random),
          decimals: Int.random(in: 0...3, using: &random))
        let isBlank = Bool.random(using: &random)
        truth[key] = isBlank ? (nil, .blank) : (figure?.value, .reported)
        let label = "\"\(fixtures.catalog.indicators[indicator].label)\""
        lines.append(
          "镇\(code),\(code),\(year),2014,\(id),\(label),件,\(isBlank ? "" : figure?.text ?? ""),"
            + "\(isBlank ? "blank" : "reported"),f.txt,7")
      }
      let file = try file(lines.joined(separator: "\r\n"))
      #expect(file.failures.isEmpty, "seed \(seed)")
      var read: [String: (Double?, CellStatus)] = [:]
      for reading in file.readings {
        for cell in reading.cells {
          let code = reading.subject.candidates.first?.code ?? ""
          let key = "\(code) \(reading.year ?? 0) \(fixtures.catalog[cell.indicator].id)"
          read[key] = (cell.value, cell.mark.status)
        }
      }
      #expect(read.count == truth.count, "seed \(seed)")
      #expect(
        truth.allSatisfy { read[$0.key].map { $0 } ?? (nil, .absent) == $0.value }, "seed \(seed)")
    }
  }
}
