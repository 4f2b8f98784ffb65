import Testing

@testable import Nianbao

@Suite struct DecodedTextTests {
  static let text = "古北口镇政府信息公开情况统计表\r\n(2017年度)\r\n一、主动公开情况\t条\t322\r\n"

  private func decode(_ bytes: [UInt8]) throws -> DecodedText {
    try DecodedText(bytes, path: "x.txt")
  }

  private static func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
    text.utf16.flatMap { unit -> [UInt8] in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      return bigEndian ? [high, low] : [low, high]
    }
  }

  /// 古北口镇2017年度 in GBK, as bytes of another tool.
  static let gbk: [UInt8] = [
    0xB9, 0xC5, 0xB1, 0xB1, 0xBF, 0xDA, 0xD5, 0xF2, 0x32, 0x30, 0x31, 0x37, 0xC4, 0xEA, 0xB6, 0xC8,
  ]

  @Test func everyEncodingBecomesTheSameText() throws {
    let utf8 = Array(Self.text.utf8)
    let cases: [([UInt8], TextEncoding, EncodingEvidence)] = [
      (utf8, .utf8, .detected), ([0xEF, 0xBB, 0xBF] + utf8, .utf8, .byteOrderMark),
      ([0xFF, 0xFE] + Self.utf16(Self.text, bigEndian: false), .utf16LittleEndian, .byteOrderMark),
      ([0xFE, 0xFF] + Self.utf16(Self.text, bigEndian: true), .utf16BigEndian, .byteOrderMark),
      (Self.utf16(Self.text, bigEndian: false), .utf16LittleEndian, .detected),
      (Self.utf16(Self.text, bigEndian: true), .utf16BigEndian, .detected),
    ]
    for (bytes, encoding, evidence) in cases {
      let decoded = try decode(bytes)
      #expect(decoded.bytes == utf8 && decoded.encoding == encoding, "\(encoding)")
      #expect(decoded.evidence == evidence && decoded.undecodableLines.isEmpty, "\(encoding)")
    }
    let decoded = try decode(Self.gbk)
    #expect(String(decoding: decoded.bytes, as: UTF8.self) == "古北口镇2017年度")
    #expect(decoded.encoding == .gb18030 && decoded.undecodableLines.isEmpty)
  }

  @Test func undecodableBytesAreToldByLine() throws {
    var bytes = Array(Self.text.utf8)
    bytes.removeLast(2)
    let truncated = try decode(bytes + Array("\n收到申请数\n".utf8) + [0xE6, 0x94])
    #expect(truncated.encoding == .utf8 && truncated.undecodableLines == [5])
    #expect(String(decoding: truncated.bytes, as: UTF8.self).hasSuffix("\u{FFFD}"))
    let broken = try decode(Self.gbk + [0x0A] + Self.gbk + [0xFF] + Self.gbk)
    #expect(broken.encoding == .gb18030 && broken.undecodableLines == [2])
    let fixtures = try ReadingFixtures.shared.get()
    let reading = try fixtures.read(bytes + [0x0A, 0xE6, 0x94])
    #expect(reading.notes.contains { $0.kind == .encoding && $0.place == .line(4) })
  }

  @Test func whatIsNoTextSaysWhatItIs() {
    let cases: [([UInt8], BinaryKind)] = [
      (Array("%PDF-1.7\n".utf8), .pdf), (Array("PK\u{3}\u{4}xxxx".utf8), .zip),
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0], .ole),
      (Array("\n <!DOCTYPE html><html>".utf8), .html), (Array("a\nb\u{0}c".utf8), .unknown),
      ([0x89, 0x50, 0x4E, 0x47], .image),
    ]
    for (bytes, kind) in cases {
      do {
        _ = try DecodedText(bytes, path: "x.txt")
        Issue.record("\(kind) was read")
      } catch {
        let line = kind == .unknown ? 2 : 1
        #expect(error == .binary(file: "x.txt", line: line, kind: kind))
      }
    }
  }

  @Test(arguments: [[], [0xEF, 0xBB, 0xBF], [0x20, 0x0A, 0x0D], [0xFF, 0xFE]] as [[UInt8]])
  func nothingIsEmpty(bytes: [UInt8]) {
    #expect(throws: ReadingError.empty(file: "x.txt")) { try decode(bytes) }
  }

  @Test func linesEndInThreeWays() {
    let bytes = Array("a\r\nb\rc\n\nd".utf8)
    let lines = Array(TextLines(bytes))
    #expect(lines.map(\.number) == [1, 2, 3, 4, 5])
    #expect(
      lines.map { String(decoding: bytes[$0.range], as: UTF8.self) } == ["a", "b", "c", "", "d"])
  }
}
