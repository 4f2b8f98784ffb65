import Testing

@testable import Nianbao

/// Two reports of one unit and year: which one the panel takes, and what is told of it.
@Suite struct DuplicateReportsTests {
  let fixtures: ReadingFixtures
  let folder: ScratchFolder
  let report = SmallReport.published(RecognitionTests.rows)

  init() throws {
    fixtures = try ReadingFixtures.shared.get()
    folder = try ScratchFolder()
  }

  /// The report with its last row's figure changed.
  private func changed(to value: String) -> String {
    var rows = RecognitionTests.rows
    rows[rows.count - 1].2 = value
    return SmallReport.published(rows)
  }

  private func outcome() async -> (used: String?, reason: SupersededReading.Reason?, ImportResult) {
    let result = await fixtures.importer.importReports([folder.path])
    let used = result.readings.first { $0.outcome == .used }?.file
    return (
      used?.split(separator: "/").last.map(String.init), result.superseded.first?.reason, result
    )
  }

  @Test(arguments: ["1（更正）.txt", "1-修订版.txt", "订正1.txt"])
  func aCorrectionIsTakenEvenIfItIsEarlierAndShorter(name: String) async throws {
    try folder.write(report, to: "z.txt")
    try folder.write(SmallReport.published(RecognitionTests.rows.dropLast()), to: name)
    let (used, reason, _) = await outcome()
    #expect(used == name && reason == .correction)
  }

  @Test func theTitleMaySayThatItCorrects() async throws {
    try folder.write("古北口镇2017年政府信息公开工作年度报告（更正）\n" + report, to: "a.txt")
    try folder.write(report, to: "b.txt")
    // Words of the law in the prose say nothing of the kind.
    try folder.write("《条例》2019年修订后的年度报告\n其中修订规范性文件3件\n" + report, to: "c.txt")
    let (used, reason, result) = await outcome()
    #expect(used == "a.txt" && reason == .correction)
    #expect(result.superseded.count == 2)
  }

  @Test func ofOthersTheFullerAndThenTheLaterIsTaken() async throws {
    try folder.write(report, to: "a.txt")
    try folder.write(SmallReport.published(RecognitionTests.rows.dropLast()), to: "b.txt")
    #expect(await outcome().used == "a.txt")
    try folder.write(changed(to: "4711"), to: "c.txt")
    let (used, _, result) = await outcome()
    #expect(used == "c.txt")
    let notes = result.readings.flatMap(\.notes).filter { $0.kind == .duplicateReport }
    #expect(notes.count == 4)
    #expect(notes.contains { $0.message.english.contains("4711") })
    #expect(notes.contains { $0.message.chinese.contains("排在后面") })
  }

  @Test func theSameReportInTwoFilesIsToldToAgree() async throws {
    try folder.write(report, to: "a.txt")
    try folder.write(report, to: "b.txt")
    let (_, _, result) = await outcome()
    #expect(result.superseded.first?.differences == [])
    #expect(
      result.readings.flatMap(\.notes).contains { $0.message.english.contains("figures agree") })
  }
}
