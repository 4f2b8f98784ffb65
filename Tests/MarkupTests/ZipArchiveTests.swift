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

  /// Of two entries with one name some programs read the first, others the last.
  @Test func anEntryThatIsThereTwiceIsRefused() throws {
    var bytes = try archive([("aa", Array("1".utf8)), ("ab", Array("2".utf8)), ("c", [])])
    for position in bytes.indices.dropLast() where bytes[position...].starts(with: Array("ab".utf8))
    {
      bytes[position + 1] = UInt8(ascii: "a")
    }
    let zip = try ZipArchive(bytes)
    #expect(zip.entryNames == ["aa", "aa", "c"])
    #expect(throws: ZipArchive.Failure.repeated(entry: "aa")) { try zip.bytes(of: "aa") }
    #expect(try zip.bytes(of: "c") == [])
  }

  /// Sizes in the archive's list that are not those of the entry.
  @Test func aSizeThatIsALieIsNotBelieved() throws {
    let bytes = try archive([("bomb", [UInt8](repeating: 0, count: 4 << 20))])
    var limits = ZipArchive.Limits()
    limits.entryBytes = 1 << 20
    // In the list: four bytes of signature, 20 in front of the unpacked size.
    let list = try #require(
      bytes.indices.first { bytes[$0...].starts(with: [0x50, 0x4B, 0x01, 0x02]) })
    for size in [
      [0, 0, 0, 0], [1, 0, 0, 0], [0xFF, 0xFF, 0xFF, 0x7F], [0xFE, 0xFF, 0xFF, 0xFF],
    ] {
      var lie = bytes
      lie.replaceSubrange((list + 24)..<(list + 28), with: size.map { UInt8($0) })
      guard let zip = try? ZipArchive(lie, limits: limits) else { continue }
      #expect(throws: ZipArchive.Failure.self) { try zip.bytes(of: "bomb") }
    }
    // A packed size beyond the archive's end.
    var lie = bytes
    lie.replaceSubrange((list + 20)..<(list + 24), with: [0xFF, 0xFF, 0xFF, 0x7F])
    if let zip = try? ZipArchive(lie, limits: limits) {
      #expect(throws: ZipArchive.Failure.self) { try zip.bytes(of: "bomb") }
    }
  }

  @Test func entriesAreCountedBeforeTheyAreListed() throws {
    let bytes = try archive((0..<3000).map { ("e\($0)", []) })
    #expect(try ZipArchive(bytes).entryNames.count == 3000)
    var limits = ZipArchive.Limits()
    limits.entries = 2999
    #expect(throws: ZipArchive.Failure.tooMany(entries: 3000, limit: 2999)) {
      try ZipArchive(bytes, limits: limits)
    }
  }
}
