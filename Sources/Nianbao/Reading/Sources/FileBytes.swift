#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads whole files, up to a size.
struct FileBytes {
  /// The bytes above which a file is refused.
  let limit: Int

  /// The default limit: half a gibibyte, some thousand times the largest report.
  static let defaultLimit = 512 << 20

  /// The bytes of a file, or of standard input for `-`.
  ///
  /// A pipe or device is refused instead of waited for.
  func read(_ path: String) throws(ReadingError) -> [UInt8] {
    if path == "-" { return try drain(STDIN_FILENO, path: path, expected: 0) }
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw errno == ENOENT ? .notFound(file: path) : .refused(file: path, errno: errno)
    }
    defer { close(descriptor) }
    var info = stat()
    guard fstat(descriptor, &info) == 0 else { throw .refused(file: path, errno: errno) }
    guard info.st_mode & S_IFMT == S_IFREG else { throw .notAFile(file: path) }
    let size = Int(info.st_size)
    guard size <= limit else { throw .tooLarge(file: path, bytes: size, limit: limit) }
    return try drain(descriptor, path: path, expected: size)
  }

  private func drain(_ descriptor: Int32, path: String, expected: Int) throws(ReadingError)
    -> [UInt8]
  {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(expected)
    // One byte more than expected, so that a small file is seen to end in its first reading.
    var part = [UInt8](repeating: 0, count: min(max(expected + 1, 1 << 16), 1 << 20))
    while true {
      let count = Self.readSome(descriptor, into: &part)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .refused(file: path, errno: errno) }
      if count == 0 { return bytes }
      guard bytes.count + count <= limit else {
        throw .tooLarge(file: path, bytes: bytes.count + count, limit: limit)
      }
      bytes.append(contentsOf: part[..<count])
    }
  }

  private static func readSome(_ descriptor: Int32, into part: inout [UInt8]) -> Int {
    let count = part.count
    return read(descriptor, &part, count)
  }

  #if canImport(Glibc)
    private static func read(_ descriptor: Int32, _ buffer: inout [UInt8], _ count: Int) -> Int {
      Glibc.read(descriptor, &buffer, count)
    }
  #elseif canImport(Musl)
    private static func read(_ descriptor: Int32, _ buffer: inout [UInt8], _ count: Int) -> Int {
      Musl.read(descriptor, &buffer, count)
    }
  #elseif canImport(Darwin)
    private static func read(_ descriptor: Int32, _ buffer: inout [UInt8], _ count: Int) -> Int {
      Darwin.read(descriptor, &buffer, count)
    }
  #endif
}
