import Testing

@testable import Nianbao

@Suite struct SubjectTests {
  let fixtures: ReadingFixtures

  init() throws { fixtures = try ReadingFixtures.shared.get() }

  private func read(_ text: String, path: String = "x.txt") throws -> ReportReading {
    try fixtures.read(text, path: path)
  }

  @Test(arguments: [
    ("由北京市密云区古北口镇人民政府编制的2017年度政府信息公开工作年度报告", "110118111", 2017),
    ("北京市密云区鼓楼街道办事处2016年政府信息公开工作年度报告", "110118001", 2016),
    ("由北京市密云区鼓楼街道编制的２０１５年度报告", "110118001", 2015),
    ("北京市密云县古北口镇人民政府2014年度政府信息公开工作年度报告", "110118111", 2014),
    ("北京密云古北口镇二〇一七年政府信息公开工作年度报告", "110118111", 2017),
    ("密云区古北口镇2018年政府信息公开年度报告", "110118111", 2018),
    ("现将密云区2017年政府信息公开工作年度报告", "110118", 2017),
    ("2016年密云区檀营地区办事处政府信息公开工作年度报告", "110118003", 2016),
  ]) func unitAndYearAreFoundInTitles(text: String, code: String, year: Int) throws {
    let reading = try read(text)
    #expect(reading.subject.candidates.map(\.code) == [code], "\(reading.subject)")
    #expect(reading.year == Year(year))
  }

  @Test(arguments: [
    ("reports/2017_北京_密云区古北口镇.txt", "110118111", 2017),
    ("北京市/密云区/2016/古北口镇.txt", "110118111", 2016),
    ("密云区/古北口镇2017年政府信息公开工作年度报告.txt", "110118111", 2017),
    ("/data/2015年/密云区高岭镇.txt", "110118108", 2015),
  ]) func unitAndYearAreFoundInPaths(path: String, code: String, year: Int) throws {
    let reading = try read("没有标题的正文。", path: path)
    #expect(reading.subject.candidates.map(\.code) == [code], "\(reading.subject)")
    #expect(reading.year == Year(year))
  }

  @Test func anAmbiguousNameHasAllItsCandidatesAndAQuestion() throws {
    let title = "城关镇2017年政府信息公开工作年度报告"
    let reading = try read(title)
    #expect(reading.subject.candidates.count > 50 && reading.subject.name == "城关镇")
    let notes = reading.notes.filter { $0.kind == .unclearSubject }
    #expect(notes.contains { $0.message.english.contains("--manifest") })
    // The folder settles it.
    let county = try #require(
      fixtures.regions.regions(named: "城关镇").first.flatMap { $0.code.ancestor(at: .county) })
    let names = fixtures.regions.path(to: county)
    let settled = try read(title, path: names.joined(separator: "/") + "/1.txt")
    #expect(settled.subject.candidates.compactMap { $0.region?.ancestor(at: .county) } == [county])
    let miyun = try read("太平镇2017年政府信息公开工作年度报告", path: "北京市/太平镇.txt")
    #expect(miyun.subject.candidates.count > 1, "no such township in the folder's region: no guess")
  }

  @Test func anUnknownNameIsKeptAsItIs() throws {
    let reading = try read("平潭综合实验区2016年度政府信息公开工作年度报告")
    #expect(reading.subject.name == "平潭综合实验区" && reading.subject.candidates.isEmpty)
    #expect(reading.notes.contains { $0.kind == .unclearSubject })
    #expect(reading.year == 2016)
  }

  @Test func aShortNameThatBeginsAnotherPlacesNameIsNoRegion() throws {
    let reading = try read(
      "发布机构: 平潭综合实验区管委会办公室", path: "2023_福建_平潭综合实验区.txt")
    #expect(reading.subject.candidates.isEmpty, "\(reading.subject)")
    let office = try read("没有标题。", path: "2019_上海_上海市人民政府办公厅.txt")
    #expect(office.subject.candidates.map(\.code) == ["31/人民政府办公厅"], "\(office.subject)")
    let bare = try read("没有标题。", path: "2016_福建_平潭综合实验区.txt")
    #expect(bare.subject.name == "平潭综合实验区", "\(bare.subject)")
  }

  @Test func aDepartmentBelongsToItsRegion() throws {
    let reading = try read("北京市密云区民政局2017年政府信息公开工作年度报告")
    #expect(reading.subject.candidates.map(\.code) == ["110118/民政局"])
  }

  @Test func contradictionsAreTold() throws {
    let reading = try read(
      "由北京市密云区古北口镇人民政府编制的2017年度报告", path: "2016_北京_密云区高岭镇.txt")
    #expect(reading.year == 2017 && reading.subject.candidates.map(\.code) == ["110118111"])
    let notes = reading.notes.filter { $0.kind == .contradiction }
    #expect(notes.contains { $0.message.english.contains("2016") })
    #expect(notes.contains { $0.message.chinese.contains("高岭镇") })
  }

  @Test func theYearOfAnotherFormIsTold() throws {
    let text = SmallReport.published(RecognitionTests.rows).replacing("2017", with: "2021")
    let reading = try read(text)
    #expect(reading.edition == "2014" && reading.year == 2021)
    #expect(reading.notes.contains { $0.kind == .contradiction })
  }

  @Test func codesOfThePastAreReadAsTheirSuccessors() throws {
    let history = try RegionHistory.builtIn()
    let old = try #require(RegionCode("110228111"))
    #expect(history.current(old).description == "110118111")
    let now = try #require(RegionCode("110101001"))
    #expect(history.current(now) == now)
    for change in history.changes {
      let tree = fixtures.regions
      #expect(
        tree.region(history.current(change.newCode)) != nil, "\(change.newCode) is in the tree")
      let isKept = history.changes.contains {
        $0.oldCode == change.oldCode && $0.newCode == change.oldCode
      }
      #expect(
        tree.region(change.oldCode) == nil || isKept, "\(change.oldCode) is in use")
    }
  }

  @Test func mistakesOfDataFilesAreToldWithFileAndLine() throws {
    func problems(_ body: () throws -> Void) -> [String] {
      do {
        try body()
        return []
      } catch let error as CatalogError {
        return error.problems.map(\.description)
      } catch {
        return ["\(error)"]
      }
    }
    let history = problems {
      _ = try RegionHistory(
        file: EmbeddedFile(
          path: "r.tsv",
          text: "kind\told_code\told_name\tfrom\tuntil\tnew_code\n"
            + "rename\t11022\t密云县\t\t2015\t110118\nfoo\t110228\t密云县\t\t2015\t110118\n"
            + "rename\t110228\t密云县\t2016\t2015\t110118\n"))
    }
    #expect(history.count == 3, "\(history)")
    for (problem, line) in zip(history, 2...4) { #expect(problem.hasPrefix("r.tsv:\(line):")) }
    let words = problems {
      _ = try HeadingWords(
        file: EmbeddedFile(path: "h.tsv", text: "role\ttext\nlabel\t指标\nfoo\t单位\nvalue\t指标\n"))
    }
    #expect(words.count == 2 && words[0].hasPrefix("h.tsv:3:") && words[1].hasPrefix("h.tsv:4:"))
    let names = problems {
      _ = try BodyNames(file: EmbeddedFile(path: "n.tsv", text: "kind\ttext\tinstead\nx\t局\t\n"))
    }
    #expect(names.count == 1 && names[0].hasPrefix("n.tsv:2:"))
    let regions = RegionNames(tree: RegionTree([]), history: try .builtIn())
    let patterns = problems {
      _ = try SubjectRecogniser(
        patterns: EmbeddedFile(
          path: "s.tsv",
          text: "source\tscope\tpattern\ntitle\tshort\t{unit\ntitle\tshort\t{unit}{year}\n"
            + "title\tshort\t年度报告\npath\tshort\t{unit}报告\ntitle\tshort\t{name}报告\n"),
        names: BodyNames(file: .required("reading/names.tsv")), regions: regions)
    }
    #expect(patterns.count == 5 && patterns[0].hasPrefix("s.tsv:2:"), "\(patterns)")
  }
}
