import CLibZip

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A zip archive in memory, such as a DOCX or XLSX file.
///
/// What an archive claims is not believed: an entry is unpacked only up to a limit, and all entries
/// together up to another, so that a small file cannot fill the memory.
public final class ZipArchive {
  /// Why an archive or an entry could not be read.
  public enum Failure: Error, Sendable, Hashable {
    /// The bytes are no zip archive, or it is cut off or damaged: what the library says.
    case damaged(reason: String)
    /// An entry unpacks to more than is allowed.
    case tooLarge(entry: String, limit: Int)
    /// The archive has more entries than any document.
    case tooMany(entries: Int, limit: Int)
    /// Two entries have the name of one that is asked for, and nothing tells which is meant.
    case repeated(entry: String)
  }

  /// The limits of unpacking.
  public struct Limits: Sendable, Hashable {
    /// The bytes of one entry.
    public var entryBytes = 64 << 20
    /// The bytes of all entries that are asked for.
    public var totalBytes = 256 << 20
    /// The number of entries.
    public var entries = 10_000

    /// The limits that are meant for reports.
    public init() {}
  }

  private let archive: OpaquePointer
  private let limits: Limits
  private var unpackedBytes = 0

  /// Opens an archive.
  ///
  /// - Complexity: Linear in its list of entries; the bytes are copied once.
  public init(_ bytes: [UInt8], limits: Limits = Limits()) throws(Failure) {
    self.limits = limits
    guard !bytes.isEmpty else { throw .damaged(reason: "no bytes") }
    let listed = Self.listedEntries(bytes)
    // Counted before the library makes a list of them.
    guard listed <= limits.entries else { throw .tooMany(entries: listed, limit: limits.entries) }
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    // The source owns a copy that lives as long as the archive.
    let copy = UnsafeMutableRawPointer.allocate(byteCount: max(bytes.count, 1), alignment: 16)
    bytes.withUnsafeBytes {
      copy.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(copy), byteCount: $0.count)
    }
    guard let source = zip_source_buffer_create(copy, zip_uint64_t(bytes.count), 1, &error) else {
      copy.deallocate()
      throw .damaged(reason: String(cString: zip_error_strerror(&error)))
    }
    guard let archive = zip_open_from_source(source, ZIP_RDONLY, &error) else {
      zip_source_free(source)
      throw .damaged(reason: String(cString: zip_error_strerror(&error)))
    }
    self.archive = archive
    let count = Int(zip_get_num_entries(archive, 0))
    guard count <= limits.entries else {
      throw .tooMany(entries: count, limit: limits.entries)
    }
  }

  deinit { zip_discard(archive) }

  /// How often the bytes have the signature of an entry of the archive's list: at least the number of
  /// entries, and more by chance only once in four gigabytes.
  private static func listedEntries(_ bytes: [UInt8]) -> Int {
    bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return 0 }
      var count = 0
      var start = 0
      while let found = memchr(base + start, 0x50, bytes.count - start) {
        start = UnsafeRawPointer(found) - base + 1
        if bytes[start...].starts(with: [0x4B, 0x01, 0x02]) { count += 1 }
      }
      return count
    }
  }

  /// The number of entries with a name. O(entries).
  private func count(of name: String) -> Int {
    (0..<zip_get_num_entries(archive, 0)).count { index in
      zip_get_name(archive, zip_uint64_t(index), 0).map { String(cString: $0) == name } ?? false
    }
  }

  /// The names of the entries in the order of the archive.
  public var entryNames: [String] {
    (0..<zip_get_num_entries(archive, 0)).compactMap { index in
      zip_get_name(archive, zip_uint64_t(index), 0).map { String(cString: $0) }
    }
  }

  /// The bytes of an entry, or nil where there is none of that name.
  ///
  /// - Throws: `Failure.tooLarge` once the limit is passed, whatever size the entry claims;
  ///   `Failure.repeated` where two entries have the name.
  public func bytes(of name: String) throws(Failure) -> [UInt8]? {
    let index = zip_name_locate(archive, name, 0)
    guard index >= 0 else { return nil }
    guard count(of: name) <= 1 else { throw .repeated(entry: name) }
    guard let file = zip_fopen_index(archive, zip_uint64_t(index), 0) else {
      throw .damaged(reason: String(cString: zip_strerror(archive)))
    }
    defer { zip_fclose(file) }
    let limit = min(limits.entryBytes, limits.totalBytes - unpackedBytes)
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let read = piece.withUnsafeMutableBytes {
        Int(zip_fread(file, $0.baseAddress, zip_uint64_t($0.count)))
      }
      guard read >= 0 else {
        throw .damaged(reason: String(cString: zip_error_strerror(zip_file_get_error(file))))
      }
      if read == 0 { break }
      guard bytes.count + read <= limit else { throw .tooLarge(entry: name, limit: limit) }
      bytes.append(contentsOf: piece[..<read])
    }
    unpackedBytes += bytes.count
    return bytes
  }
}
