import Testing

@testable import Nianbao

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite struct CorrectionListTests {
  let catalog: Catalog
  let panel: Panel

  init() throws {
    let catalog = try Catalog.builtIn()
    self.catalog = catalog
    let regions = try RegionTree.builtIn()
    var builder = PanelBuilder(catalog: catalog, regions: regions)
    let units = [
      Unit(name: "古北口镇", region: RegionCode("110118111")),
      Unit(name: "城关镇", region: RegionCode("120114103")),
      Unit(name: "城关镇", region: RegionCode("150123100")),
      Unit(name: "民政局", region: RegionCode("110118"), kind: .department),
    ]
    for unit in units {
      for year in [2016, 2017] as [Year] {
        var reading = ReportReading(file: "\(unit.code)-\(year).txt")
        reading.subject = .init(name: unit.name, candidates: [unit])
        reading.year = year
        reading.edition = "2014"
        reading.cells = TestReports.consistent.sorted { $0.key < $1.key }.compactMap { id, value in
          catalog.index(of: id).map {
            ReadCell(
              indicator: $0, value: value, mark: CellMark(.reported), place: .line(1), text: "")
          }
        }
        _ = builder.add(reading)
      }
    }
    panel = builder.build().panel
  }

  private static let heading = "unit,unit_code,year,indicator,value,old,note\n"

  /// The list of a file with some content, which is removed afterwards.
  private func list(_ content: String) throws -> CorrectionList {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent(
      "corrections-\(UUID().uuidString).csv")
    try Data(content.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    return try CorrectionList(path: file.path, for: panel)
  }

  /// The one mistake of one line, without the file's path.
  private func mistake(_ line: String) throws -> String {
    let list = try list(Self.heading + line)
    #expect(list.corrections.isEmpty && list.mistakes.count == 1 && list.mistakes[0].line == 2)
    let message = try #require(list.mistakes.first).message.english
    return String(message[(message.range(of: ":2: ")?.upperBound ?? message.startIndex)...])
  }

  @Test(arguments: [
    "古北口镇,,2017,training.session,3,,",
    ",110118111,2017,training.session,3,2,",
    "古北口镇,110118111,2017,举办各类培训班数,3,２,reason",
    "密云区/古北口镇,,2017,training.session,３,2,",
    "北京市/密云区/古北口镇,110118111, 2017 ,training.session, 3 ,,",
  ]) func aCellIsNamedInManyWays(line: String) throws {
    let list = try list(Self.heading + line)
    #expect(list.mistakes.isEmpty, "\(list.mistakes)")
    let correction = try #require(list.corrections.first)
    #expect(panel.units[correction.unit].name == "古北口镇" && correction.year == 2017)
    #expect(catalog[correction.indicator].id == "training.session" && correction.value == 3)
    #expect(correction.origin.line == 2)
  }

  @Test func theColumnsMayBeInAnyOrderAndInChinese() throws {
    let list = try list("年度\t数值\t指标\t单位\n2016\t空白\ttraining.session\t110118/民政局\n")
    let correction = try #require(list.corrections.first)
    #expect(correction.value == nil && correction.year == 2016)
    #expect(panel.units[correction.unit].code == "110118/民政局")
  }

  @Test func everyBadLineIsNamedAndTheOthersWork() throws {
    let list = try list(
      Self.heading
        + """
        古北口镇,,2017,training.session,2,,
        古北口,,2017,training.session,2,,
        古北口镇,,2017,training.session,3,,
        古北口镇,,2016,training.session,4,,
        """)
    #expect(list.corrections.map(\.value) == [2, 4])
    #expect(list.mistakes.map(\.line) == [3, 4])
    #expect(list.mistakes[1].message.english.contains(":2 corrects it already"))
  }

  @Test func whatIsWrongIsSaid() throws {
    let session = "training.session"
    #expect(
      try mistake("古北口,,2017,\(session),2,,")
        == "‘unit’ is ‘古北口’ where a unit of the panel (such as 古北口镇) was expected; correct it.")
    #expect(
      try mistake("城关镇,,2017,\(session),2,,")
        == "‘unit’ is ‘城关镇’ where the code of one of several units (120114103, 150123100) was "
        + "expected; correct it.")
    #expect(
      try mistake("城关镇,110118111,2017,\(session),2,,")
        == "‘unit’ is ‘城关镇’ where ‘古北口镇’, the unit of the code 110118111 was expected; "
        + "correct it.")
    #expect(
      try mistake("古北口镇,,2018,\(session),2,,")
        == "‘year’ is ‘2018’ where a year that the unit has a report for (2016, 2017) was "
        + "expected; correct it.")
    #expect(
      try mistake("古北口镇,,2017,request.received:all,2,,")
        == "‘indicator’ is ‘request.received:all’ where one row of the report's form (2014) was "
        + "expected; correct it.")
    #expect(
      try mistake("古北口镇,,2017,request.*,2,,")
        == "‘indicator’ is ‘request.*’ where one row of the report's form (2014) was expected; "
        + "correct it.")
    #expect(
      try mistake("古北口镇,,2017,\(session),2.5,,")
        == "‘value’ is ‘2.5’ where a whole number (counted in 次) was expected; correct it.")
    #expect(
      try mistake("古北口镇,,2017,\(session),-2,,")
        == "‘value’ is ‘-2’ where a number from 0 was expected; correct it.")
    #expect(
      try mistake("古北口镇,,2017,\(session),,,")
        == "‘value’ is ‘’ where a number without separators, or blank to empty the cell was "
        + "expected; correct it.")
    #expect(
      try mistake("古北口镇,,2017,\(session),2,7,")
        == "‘old’ is ‘7’ where 2, as the panel has it (the data has changed since the line was "
        + "written) was expected; correct it.")
    #expect(try mistake("古北口镇,,2017,\(session),2,blank,").hasPrefix("‘old’ is ‘blank’ where 2, "))
  }

  @Test func aTableWithoutItsColumnsIsRefused() {
    #expect(throws: ReadingError.self) { try list("unit,year,value\n古北口镇,2017,2\n") }
    #expect(throws: ReadingError.self) { try list("") }
  }

  @Test func assignmentsAreTakenApart() throws {
    let list = try CorrectionList(
      assignments: [
        "古北口镇,2017,training.session=2; 110118111，2016，举办各类培训班数＝空白",
        "110118/民政局,2017,training.session=blank",
      ],
      for: panel)
    #expect(list.corrections.map(\.value) == [2, nil, nil])
    #expect(list.corrections.map(\.year) == [2017, 2016, 2017])
    #expect(list.corrections.map(\.origin.description) == ["--with:1", "--with:2", "--with:3"])
  }

  @Test(arguments: ["古北口镇,2017=2", "古北口镇,2017,training.session", "=", "古北口镇,2017,x=2", "a,b,c,d=1"])
  func assignmentsThatMeanNothingAreAllNamed(text: String) throws {
    let error = #expect(throws: AssignmentError.self) {
      try CorrectionList(assignments: [text, "古北口镇,2017,training.session=2"], for: panel)
    }
    #expect(error?.mistakes.count == 1 && error?.mistakes.first?.line == 1)
  }
}
