import CLibZip
import Markup
import Testing

@Suite struct ZipArchiveTests {
  /// A zip archive of entries, made by the library itself.
  private func archive(_ entries: [(name: String, bytes: [UInt8])]) throws -> [UInt8] {
    var error = zip_error_t()
    let source = try #require(zip_source_buffer_create(nil, 0, 0, &error))
    zip_source_keep(source)
    let archive = try #require(zip_open_from_source(source, ZIP_TRUNCATE, &error))
    for entry in entries {
      let copy = UnsafeMutableRawPointer.allocate(
        byteCount: max(entry.bytes.count, 1), alignment: 1)
      entry.bytes.withUnsafeBytes {
        if let base = $0.baseAddress { copy.copyMemory(from: base, byteCount: $0.count) }
      }
      let content = zip_source_buffer(archive, copy, zip_uint64_t(entry.bytes.count), 1)
      #expect(zip_file_add(archive, entry.name, content, zip_flags_t(ZIP_FL_ENC_UTF_8)) >= 0)
    }
    #expect(zip_close(archive) == 0)
    #expect(zip_source_open(source) == 0)
    zip_source_seek(source, 0, SEEK_END)
    let count = Int(zip_source_tell(source))
    zip_source_seek(source, 0, SEEK_SET)
    var bytes = [UInt8](repeating: 0, count: count)
    #expect(
      bytes.withUnsafeMutableBytes { zip_source_read(source, $0.baseAddress, zip_uint64_t(count)) }
        == Int64(count))
    zip_source_close(source)
    zip_source_free(source)
    return bytes
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
