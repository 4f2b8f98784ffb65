import Foundation
import Testing

@testable import Nianbao

@Suite struct ClaimTests {
  let fixtures: ReadingFixtures
  let reader: ClaimReader

  init() throws {
    fixtures = try ReadingFixtures.shared.get()
    reader = ClaimReader(
      patterns: try ClaimPatterns(
        file: .required("reading/claims.tsv"), catalog: fixtures.catalog), catalog: fixtures.catalog
    )
  }

  private func claims(_ text: String, year: Year = 2017, edition: EditionID? = "2014") -> [String] {
    reader.claims(in: [Document.Text(text, .line(3))], year: year, edition: edition).map { claim in
      #expect(claim.place == .line(3))
      let precision = claim.precision == .exact ? "" : " \(claim.precision.name)"
      let share = claim.isShare ? "%" : ""
      return
        "\(fixtures.catalog[claim.indicator].id) \(NumberText.text(claim.value))\(share)\(precision)"
    }
  }

  static let earlier: [(text: String, claims: [String])] = [
    ("全年主动公开政府信息451条。", ["disclosure.total 451"]),
    ("我镇共主动公开政府信息１,２０３条，内容涉及财政、规划。", ["disclosure.total 1203"]),
    ("2017年主动公开信息近三百条", ["disclosure.total 300 about"]),
    ("全年主动公开政府信息18万余条。", ["disclosure.total 180000 at-least"]),
    (
      "主动公开政府信息260余条；通过政府网站公开238条。",
      [
        "disclosure.total 260 at-least", "disclosure.channel.website 238",
      ]
    ),
    (
      "全年共收到政府信息公开申请7件，其中当面申请2件，网络申请5件。",
      [
        "request.received 7", "request.received.inperson 2", "request.received.online 5",
      ]
    ),
    ("受理依申请公开3件，接到公开申请3件，已全部办结。", ["request.received 3"]),
    (
      "同意公开2件、部分公开1件。",
      [
        "request.answered.granted 2", "request.answered.partial 1",
      ]
    ),
    ("未收到政府信息公开申请。", ["request.received 0"]),
    (
      "通过政府网站公开238条，占总数的39.1%，微博公开5条,占 0.8％；占比达到90%。",
      [
        "disclosure.channel.website 238", "disclosure.channel.website 39.1%",
        "disclosure.channel.weibo 5", "disclosure.channel.weibo 0.8%",
      ]
    ),
    ("没有发生因政府信息公开引起的行政复议、行政诉讼。", ["review.total 0", "litigation.total 0"]),
    ("未收到有关政府信息公开行政复议的申请", ["review.total 0"]),
    ("发生行政复议案件2件、行政诉讼案件1件。", ["review.total 2", "litigation.total 1"]),
    (
      "组织专题培训2期，参训200余人次。",
      [
        "training.session 2", "training.participant 200 at-least",
      ]
    ),
    ("制发规范性文件12件。", ["normative.issued 12"]),
    (
      "配备专职人员2人，兼职人员三人。",
      [
        "capacity.staff.fulltime 2", "capacity.staff.parttime 3",
      ]
    ),
  ]

  @Test(arguments: earlier) func figuresOfTheProseAreClaims(text: String, expected: [String]) {
    #expect(claims(text) == expected, "\(text)")
  }

  static let later: [(text: String, claims: [String])] = [
    (
      "2023年全区收到各类政府信息公开申请共计81件，涉及自然人80件。",
      [
        "request.received:all 81", "request.received:natural 80",
      ]
    ),
    ("办结依申请公开81件，其中予以公开及部分公开42件，不予公开5件", ["request.result.total:all 81"]),
    ("结转下年度继续办理6件。", ["request.carriedout:all 6"]),
    (
      "现行有效行政规范性文件393件，本年度制发的规范性文件77件，废止规范性文件5件。",
      [
        "normative:valid 393", "normative:issued 77", "normative:repealed 5",
      ]
    ),
    ("办理行政复议36起，行政诉讼9起。", ["review:total 36"]),
    (
      "全区共收到70件申请，及时办结69件，1件结转下年度继续办理。",
      ["request.received:all 70", "request.result.total:all 69", "request.carriedout:all 1"]
    ),
    ("收到公开申请154件，结转至2024年6件。", ["request.received:all 154", "request.carriedout:all 6"]),
    (
      "行政复议351件，其中结果维持72件，其他结果178件，尚未审结37件；行政诉讼46件，其中结果维持25件，结果纠正5件。",
      ["review:total 351", "review:upheld 72", "review:other 178", "review:pending 37"]
    ),
  ]

  @Test func aParagraphGoesOnOverTheLinesOfAPrintedPage() {
    let lines = [
      "对申请集中的领域和热点问题进行研判，政府信息公开行政复议 351", "- 1 -", "件，其中结果维持 72 件。", "二、主动公开政府信息情况",
      "收到公开申请 3 件",
    ]
    let texts = lines.enumerated().map { Document.Text($1, .line($0 + 1)) }
    let claims = reader.claims(in: texts, year: 2023, edition: "2021")
    #expect(claims.map(\.value) == [351, 72, 3])
    #expect(claims.map(\.place) == [.line(1), .line(3), .line(5)])
  }

  @Test(arguments: later) func figuresOfLaterFormsHaveTheirOwnIndicators(
    text: String, expected: [String]
  ) {
    #expect(claims(text, year: 2023, edition: "2021") == expected, "\(text)")
  }

  @Test(arguments: [
    "2016年主动公开政府信息300条。", "去年主动公开政府信息300条。", "主动公开政府信息比上年增加20条。",
    "2018年，我镇将主动公开政府信息500条。", "各乡镇主动公开政府信息856条。",
    "部门主动公开政府信息1687条，占66%。", "政府信息公开申请数量较去年回落12件。",
    "区县共设立窗口26个。", "未经复议直接提起行政诉讼2件的除外情形无行政诉讼3件", "历年累计主动公开政府信息78967条",
    "其中，局机关主动公开政府信息12条。",
  ]) func otherFiguresAreNone(text: String) {
    #expect(claims(text).filter { !$0.hasPrefix("litigation") } == [], "\(text)")
  }

  @Test func numbersOfTextAreRead() throws {
    let cases: [(String, Double?, Claim.Precision)] = [
      ("近1,200", 1200, .about), ("三十余", 30, .atLeast), ("18万余", 180_000, .atLeast),
      ("两", 2, .exact), ("0.5万", 5000, .exact), ("不少于6", 6, .atLeast), ("十多万", 100_000, .atLeast),
      ("多", nil, .exact), ("约", nil, .exact), ("07", nil, .exact),
    ]
    for (text, value, precision) in cases {
      let signs = Array(text.unicodeScalars)[...]
      let number = ProseNumber(signs, at: 0)
      #expect(number?.figure.value == value, "\(text)")
      if let number { #expect(number.precision == precision, "\(text)") }
    }
  }

  @Test func mistakesOfThePatternsAreNamedByLine() {
    let file = EmbeddedFile(
      path: "claims.tsv",
      text: "kind\tpattern\tindicators_2014\tindicators_2019\ttotal\tcontext\n"
        + "claim\t公开\tdisclosure.total\t-\t\nclaim\t公开(a{n}\t-\t-\t\n"
        + "claim\t公开{n}\tnowhere\t-\t\nnothing\t未{n}\t-\t-\t\nother\tx\t\t\t\nclaim\t…{n}条\t-\t-\t\n"
    )
    let error = #expect(throws: CatalogError.self) {
      try ClaimPatterns(file: file, catalog: fixtures.catalog)
    }
    #expect(error?.problems.map(\.line) == [2, 3, 4, 5, 6, 7])
  }

  @Test(
    .enabled(if: ReadingFixtures.hasReports, "the folder shared/reports is not beside the checkout")
  )
  func claimsOfPublishedReportsAreFound() async throws {
    let folder = try #require(ReadingFixtures.reports)
    var found: [String: Set<String>] = [:]
    var total = 0
    for name in ScoredReportsTests.names {
      guard
        let file = (["txt", "html"] + (ReadingFixtures.hasPDFReader ? ["pdf"] : [])).map({
          "\(folder)/\(name).\($0)"
        })
        .first(where: { FileManager.default.fileExists(atPath: $0) })
      else { continue }
      let reading = try #require(try await fixtures.importer.readings(ofFile: file).first)
      let listed = reading.claims.map { claim in
        "\(fixtures.catalog[claim.indicator].id) \(NumberText.text(claim.value))"
      }
      print("\(name): \(listed.count) claims: \(listed.joined(separator: ", "))")
      found[name] = Set(listed)
      total += listed.count
    }
    print("claims found: \(total)")
    let expected: [(String, String)] = [
      ("2012_福建_平潭县人民政府", "request.received 21"),
      ("2012_福建_平潭县人民政府", "review.total 0"),
      ("2014_福建_平潭综合实验区", "disclosure.total 2543"),
      ("2014_福建_平潭综合实验区", "review.total 0"),
      ("2017_北京_密云区古北口镇", "disclosure.total 322"),
      ("2023_福建_平潭综合实验区", "request.received:all 81"),
      ("2023_福建_平潭综合实验区", "request.received:natural 80"),
      ("2023_福建_平潭综合实验区", "request.result.total:all 81"),
      ("2023_福建_平潭综合实验区", "review:total 2"),
      ("2021_福建_平潭综合实验区", "request.received:all 70"),
      ("2021_福建_平潭综合实验区", "request.result.total:all 69"),
      ("2021_福建_平潭综合实验区", "request.carriedout:all 1"),
      ("2025_福建_平潭综合实验区", "request.carriedout:all 6"),
      ("2023_福建_平潭综合实验区", "normative:valid 393"),
      ("2023_福建_平潭综合实验区", "normative:issued 77"),
      ("2025_福建_平潭综合实验区", "request.received:all 154"),
      ("2025_福建_平潭综合实验区", "review:total 36"),
      ("2019_上海_上海市人民政府办公厅", "request.received:all 859"),
    ]
    for (name, claim) in expected {
      #expect(found[name]?.contains(claim) == true, "\(name): \(claim)")
    }
  }
}
