import Foundation
import Markup
import Synthesis

@testable import Nianbao

/// Files for mutation, and what is done to them. The same seed makes the same file.
enum Mutation {
  /// How many times as many runs as usual are made: `NIANBAO_FUZZ_RUNS`, else 1.
  static let factor =
    ProcessInfo.processInfo.environment["NIANBAO_FUZZ_RUNS"].flatMap { Int($0) } ?? 1

  /// Takes out, doubles, swaps, overwrites, cuts off, or puts in one of some tokens, a few times.
  static func mutated(
    _ bytes: [UInt8], with tokens: [String], using random: inout SeededGenerator
  ) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...8, using: &random) {
      let position = Int.random(in: 0...bytes.count, using: &random)
      let end = min(bytes.count, position + Int.random(in: 0...60, using: &random))
      switch Int.random(in: 0..<16, using: &random) {
      case 0...2: bytes.removeSubrange(position..<end)
      case 3...5: bytes.insert(contentsOf: bytes[position..<end], at: position)
      case 6...10:
        bytes.insert(contentsOf: (tokens.randomElement(using: &random) ?? "").utf8, at: position)
      case 11...13 where position < bytes.count:
        bytes[position] = UInt8.random(in: 0...255, using: &random)
      case 14:
        // A longer piece is put elsewhere.
        let target = Int.random(in: 0...bytes.count, using: &random)
        bytes.insert(contentsOf: bytes[position..<min(position + 600, bytes.count)], at: target)
      default: bytes.removeLast(min(bytes.count, Int.random(in: 0...200, using: &random)))
      }
    }
    return bytes
  }

  /// An archive with one of its entries mutated.
  static func mutatedEntry(
    _ archive: [UInt8], with tokens: [String], using random: inout SeededGenerator
  ) throws -> [UInt8] {
    let zip = try ZipArchive(archive)
    let names = zip.entryNames
    let chosen = names.randomElement(using: &random)
    return try ZipWriter.archive(
      try names.map { name in
        let bytes = try zip.bytes(of: name) ?? []
        return (name, name == chosen ? mutated(bytes, with: tokens, using: &random) : bytes)
      })
  }

  // MARK: Tokens

  static let text = [
    "|", "\t", "\"", ",", "\n", "\r", "\u{0}", "\u{FF}", "件", "（一）", "1.", "99999999999999999999",
    "0", "-", "/", "无", "其他处理", "一、", "共收到", "近", "万元", "\u{3000}", "２", "三", "2017年", ")", "(",
    "合计", "1 2 3 4 5 6 7", "\u{202E}", "{unit}",
  ]

  static let html =
    text + [
      "<table>", "</table>", "<tr>", "</td>", "<td colspan=1000000>", "<td rowspan=\"99999\">",
      "<!--", "-->", "<script>", "</script>", "<p hidden>", "&nbsp;", "&#0;", "&#x110000;", "&lt;",
      "<![CDATA[", "<td", ">", "'", "=", "<br>", "<svg>", "<title>", "<body>", "</html>", "<thead>",
    ]

  static let word =
    text + [
      "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>", "</w:tc>", "<w:p/>", "<w:vMerge/>",
      "<w:gridSpan w:val=\"9223372036854775807\"/>", "<w:gridSpan w:val=\"-1\"/>", "<w:br/>",
      "<w:del>", "<w:t>", "</w:t>", "<!DOCTYPE x []>", "&#0;", "&lt;", "<w:sdt>", "<w:tab/>",
      "<w:gridBefore w:val=\"99999\"/>", "]]>", "<?x?>", "xmlns:w=\"urn:y\"",
    ]

  static let sheet =
    text + [
      "<row r=\"9223372036854775807\">", "<row r=\"-1\">", "<row>", "</row>",
      "<c r=\"XFD1048576\">",
      "<c t=\"s\"><v>7</v></c>", "<c t=\"b\"><v>1</v></c>", "</c>", "<v>1e999</v>", "<v>NaN</v>",
      "<v>0x1F</v>", "<v>-1</v>", "<mergeCell ref=\"A1:XFD1048576\"/>",
      "<mergeCell ref=\"B2:A1\"/>",
      "r=\"A1\"", "t=\"s\"", "t=\"inlineStr\"", "&#0;", "<is>", "<t>", "<sheet r:id=\"rId1\"/>",
      "state=\"hidden\"", "1E3", "43101.5",
    ]

  static let delimited =
    text + [
      "\"\"", "\",\"", "\r\n", "absent", "blank", "reported", "recovered", "=", "request.received",
      "unit", "year", "value", "1e5", "0x10", "T1R2C3", "+1", ".5", "5.", "110118111",
    ]

  // MARK: Files to begin with

  /// Generated reports of all editions in some formats, small ones.
  static func reports(_ catalog: Catalog, as formats: [PrintedPage.FileFormat]) throws -> [[UInt8]]
  {
    var reports: [[UInt8]] = []
    for edition in catalog.editions {
      for (offset, format) in formats.enumerated() {
        var figures: [IndicatorIndex: Double]
        if edition.rows.contains(where: { if case .matrix = $0 { true } else { false } }) {
          figures =
            RequestModel(
              edition, of: catalog, seed: UInt64(offset) + 1, scale: 9 << (3 * (offset % 3))
            ).figures
        } else {
          var random = SplitMix64(seed: UInt64(offset) + 1)
          figures = [:]
          for indicator in edition.indicators { figures[indicator] = Double(random.next() % 3000) }
        }
        reports.append(
          try PrintedPage(
            edition, of: catalog, fullName: "北京市密云区古北口镇人民政府",
            year: edition.years.lowerBound, figures: figures.mapValues { NumberText.text($0) }
          ).bytes(as: format))
      }
    }
    return reports
  }

  /// Sentences of the kinds that claims are read from.
  static let prose = [
    "2017年，本镇共收到政府信息公开申请12件，其中网络申请8件，均已按期答复。主动公开政府信息1,234条。",
    "全年主动公开政府信息近三十条，依申请公开18万余件；未发生行政复议、行政诉讼。收取费用0.5万元。",
    "截至2017年12月31日，累计公开政府信息5.6万条，较上年增长12%，召开新闻发布会不少于3次，举报投诉0件。",
  ]
}
