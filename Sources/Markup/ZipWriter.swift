import CLibZip

/// Writes zip archives in memory, such as DOCX and XLSX files are.
public enum ZipWriter {
  /// Why an archive could not be made: what the library says.
  public struct Failure: Error, Sendable, CustomStringConvertible {
    /// The reason.
    public let description: String
  }

  /// An archive of entries in their order.
  ///
  /// - Complexity: Linear in the bytes.
  public static func archive(_ entries: [(name: String, bytes: [UInt8])]) throws(Failure) -> [UInt8]
  {
    var error = zip_error_t()
    zip_error_init(&error)
    defer { zip_error_fini(&error) }
    guard let source = zip_source_buffer_create(nil, 0, 0, &error) else {
      throw Failure(description: String(cString: zip_error_strerror(&error)))
    }
    // Kept beyond the archive, for the bytes are read from it once the archive is closed.
    zip_source_keep(source)
    defer { zip_source_free(source) }
    guard let archive = zip_open_from_source(source, ZIP_TRUNCATE, &error) else {
      throw Failure(description: String(cString: zip_error_strerror(&error)))
    }
    for entry in entries {
      // The archive owns the copy once it is added.
      let copy = UnsafeMutableRawPointer.allocate(
        byteCount: max(entry.bytes.count, 1), alignment: 1)
      entry.bytes.withUnsafeBytes {
        if let base = $0.baseAddress { copy.copyMemory(from: base, byteCount: $0.count) }
      }
      let content = zip_source_buffer(archive, copy, zip_uint64_t(entry.bytes.count), 1)
      let index = zip_file_add(archive, entry.name, content, zip_flags_t(ZIP_FL_ENC_UTF_8))
      guard index >= 0 else {
        zip_source_free(content)
        let reason = String(cString: zip_strerror(archive))
        zip_discard(archive)
        throw Failure(description: reason)
      }
      // One date for all, so that the same entries make the same bytes.
      zip_file_set_dostime(archive, zip_uint64_t(index), 0, 0x2821, 0)
    }
    guard zip_close(archive) == 0 else {
      let reason = String(cString: zip_strerror(archive))
      zip_discard(archive)
      throw Failure(description: reason)
    }
    return try bytes(of: source)
  }

  private static func bytes(of source: OpaquePointer) throws(Failure) -> [UInt8] {
    guard zip_source_open(source) == 0, zip_source_seek(source, 0, 2) == 0 else {
      throw Failure(description: "the archive cannot be read back")
    }
    defer { zip_source_close(source) }
    let count = Int(zip_source_tell(source))
    guard count >= 0, zip_source_seek(source, 0, 0) == 0 else {
      throw Failure(description: "the archive cannot be read back")
    }
    var bytes = [UInt8](repeating: 0, count: count)
    let read = bytes.withUnsafeMutableBytes {
      zip_source_read(source, $0.baseAddress, zip_uint64_t(count))
    }
    guard read == Int64(count) else {
      throw Failure(description: "the archive cannot be read back")
    }
    return bytes
  }
}
