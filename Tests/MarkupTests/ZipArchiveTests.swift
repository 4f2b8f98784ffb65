import Markup
import Testing

@Suite struct ZipArchiveTests {
  private func archive(_ entries: [(name: String, bytes: [UInt8])]) throws -> [UInt8] {
    try ZipWriter.archive(entries)
  }

  @Test func entriesAreReadByName() throws {
    let bytes = try archive([("word/document.xml", Array("甲".utf8)), ("empty", [])])
    let zip = try ZipArchive(bytes)
    #expect(zip.entryNames == ["word/document.xml", "empty"])
    #expect(try zip.bytes(of: "word/document.xml") == Array("甲".utf8))
    #expect(try zip.bytes(of: "empty") == [])
    #expect(try zip.bytes(of: "missing") == nil)
  }

  @Test func aBombIsStoppedAtTheLimit() throws {
    let bytes = try archive([("bomb", [UInt8](repeating: 0, count: 20 << 20))])
    #expect(bytes.count < 100_000)
    var limits = ZipArchive.Limits()
    limits.entryBytes = 1 << 20
    let zip = try ZipArchive(bytes, limits: limits)
    #expect(throws: ZipArchive.Failure.tooLarge(entry: "bomb", limit: 1 << 20)) {
      try zip.bytes(of: "bomb")
    }
  }

  @Test func allEntriesTogetherHaveALimit() throws {
    let bytes = try archive((0..<4).map { ("\($0)", [UInt8](repeating: 1, count: 1000)) })
    var limits = ZipArchive.Limits()
    limits.totalBytes = 2500
    let zip = try ZipArchive(bytes, limits: limits)
    _ = try zip.bytes(of: "0")
    _ = try zip.bytes(of: "1")
    #expect(throws: ZipArchive.Failure.self) { try zip.bytes(of: "2") }
    limits.entries = 3
    #expect(throws: ZipArchive.Failure.tooMany(entries: 4, limit: 3)) {
      try ZipArchive(bytes, limits: limits)
    }
  }

  @Test func damagedArchivesAreErrors() throws {
    let bytes = try archive([("a", Array(repeating: 65, count: 5000))])
    for count in stride(from: 0, to: bytes.count, by: 7) {
      #expect(throws: ZipArchive.Failure.self) { try ZipArchive(Array(bytes.prefix(count))) }
    }
    for position in bytes.indices {
      var damaged = bytes
      damaged[position] ^= 0x55
      if let zip = try? ZipArchive(damaged) { _ = try? zip.bytes(of: "a") }
    }
  }
}
