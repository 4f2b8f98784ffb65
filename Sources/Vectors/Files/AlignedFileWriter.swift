#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes vectors one after the other, each on a 64-byte boundary, to a new file or behind what a file
/// has, and lets them count only when they are whole.
///
/// The bytes of a new file go to a temporary name beside it; `commit` syncs and renames. What is
/// appended stands behind the part of the file that counts; `commit` syncs it, and then writes the header
/// that says so. Whatever happens before, a reader sees the old file, or none where there was none.
public struct AlignedFileWriter: ~Copyable {
  private let path: String
  /// The name that a new file is renamed from; nil where a file is appended to.
  private let temporary: String?
  private let descriptor: Int32
  private var isCommitted = false
  /// The number of bytes of the file that count, and of those written behind them.
  public private(set) var count: Int

  /// Where a vector was written, and the checksum of its bytes.
  public struct Extent: Sendable, Hashable {
    /// The first byte, a multiple of 64.
    public let offset: Int
    /// The number of bytes.
    public let count: Int
    /// The `Checksum` of the bytes.
    public let checksum: UInt64

    /// The place of bytes that are known to be in the file already.
    public init(offset: Int, count: Int, checksum: UInt64) {
      self.offset = offset
      self.count = count
      self.checksum = checksum
    }
  }

  /// Opens a temporary file beside the path.
  ///
  /// - Parameter reserved: The bytes at the start that are kept for headers; zero until `commit`.
  public init(path: String, reserving reserved: Int) throws(MappedFile.Failure) {
    self.path = path
    let temporary = "\(path).\(getpid()).tmp"
    self.temporary = temporary
    count = 0
    descriptor = open(temporary, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw MappedFile.Failure(code: errno) }
    let zeros = [UInt8](repeating: 0, count: reserved)
    _ = try append(zeros.span)
  }

  /// Appends to a file behind the part that counts. No other writer may hold its lock meanwhile: see
  /// `FileLock`.
  ///
  /// - Parameter end: The number of bytes that count.
  public init(appendingTo path: String, behind end: Int) throws(MappedFile.Failure) {
    self.path = path
    temporary = nil
    count = end
    descriptor = open(path, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { throw MappedFile.Failure(code: errno) }
    guard lseek(descriptor, off_t(end), SEEK_SET) == off_t(end) else {
      throw MappedFile.Failure(code: errno)
    }
  }

  deinit {
    close(descriptor)
    if let temporary, !isCommitted { unlink(temporary) }
  }

  /// Writes the bytes of some elements on the next 64-byte boundary.
  public mutating func append<Element: BitwiseCopyable>(_ elements: borrowing Span<Element>)
    throws(MappedFile.Failure) -> Extent
  {
    try pad()
    let offset = count
    var failure: Int32 = 0
    var checksum: UInt64 = 0
    let size = elements.withUnsafeBytes { bytes in
      checksum = Checksum.of(bytes)
      failure = Self.write(bytes, to: descriptor)
      return bytes.count
    }
    guard failure == 0 else { throw MappedFile.Failure(code: failure) }
    count += size
    return Extent(offset: offset, count: size, checksum: checksum)
  }

  /// Makes what was written durable, then the header that makes it count, and puts a new file in its
  /// place.
  ///
  /// - Parameters:
  ///   - header: The words of the header.
  ///   - offset: Where it stands, within one sector of the disk.
  public mutating func commit<Element: BitwiseCopyable>(
    _ header: borrowing Span<Element>, at offset: Int
  ) throws(MappedFile.Failure) {
    // What the header speaks of is on the disk before the header is.
    guard fsync(descriptor) == 0 else { throw MappedFile.Failure(code: errno) }
    let failure: Int32 = header.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return 0 }
      return pwrite(descriptor, base, bytes.count, off_t(offset)) == bytes.count
        ? 0 : max(errno, 1)
    }
    guard failure == 0 else { throw MappedFile.Failure(code: failure) }
    guard fsync(descriptor) == 0 else { throw MappedFile.Failure(code: errno) }
    if let temporary, rename(temporary, path) != 0 { throw MappedFile.Failure(code: errno) }
    isCommitted = true
  }

  private mutating func pad() throws(MappedFile.Failure) {
    let missing = (64 - count % 64) % 64
    guard missing > 0 else { return }
    let zeros = [UInt8](repeating: 0, count: missing)
    let failure = zeros.withUnsafeBytes { Self.write($0, to: descriptor) }
    guard failure == 0 else { throw MappedFile.Failure(code: failure) }
    count += missing
  }

  private static func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = UnsafeRawBufferPointer(rebasing: rest)
      #if canImport(Glibc)
        let written = Glibc.write(descriptor, piece.baseAddress, piece.count)
      #elseif canImport(Musl)
        let written = Musl.write(descriptor, piece.baseAddress, piece.count)
      #else
        let written = Darwin.write(descriptor, piece.baseAddress, piece.count)
      #endif
      if written < 0 {
        if errno == EINTR { continue }
        return errno
      }
      rest = rest.dropFirst(written)
    }
    return 0
  }
}
