#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes vectors one after the other to a new file, each on a 64-byte boundary, and puts the file in
/// its place only when it is whole.
///
/// The bytes go to a temporary name beside the file; `commit` syncs and renames. Whatever happens
/// before, a reader sees the old file or none.
public struct AlignedFileWriter: ~Copyable {
  private let path: String
  private let temporary: String
  private let descriptor: Int32
  private var isCommitted = false
  /// The number of bytes written.
  public private(set) var count = 0

  /// Where a vector was written, and the checksum of its bytes.
  public struct Extent: Sendable, Hashable {
    /// The first byte, a multiple of 64.
    public let offset: Int
    /// The number of bytes.
    public let count: Int
    /// The `Checksum` of the bytes.
    public let checksum: UInt64
  }

  /// Opens a temporary file beside the path.
  public init(path: String) throws(MappedFile.Failure) {
    self.path = path
    temporary = "\(path).\(getpid()).tmp"
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw MappedFile.Failure(code: errno) }
  }

  deinit {
    close(descriptor)
    if !isCommitted { unlink(temporary) }
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

  /// Overwrites bytes at the start of the file, such as a header whose content is known last.
  public func overwriteStart<Element: BitwiseCopyable>(_ elements: borrowing Span<Element>)
    throws(MappedFile.Failure)
  {
    let failure: Int32 = elements.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return 0 }
      return pwrite(descriptor, base, bytes.count, 0) == bytes.count ? 0 : max(errno, 1)
    }
    guard failure == 0 else { throw MappedFile.Failure(code: failure) }
  }

  /// Makes the file durable and puts it in its place.
  public mutating func commit() throws(MappedFile.Failure) {
    guard fsync(descriptor) == 0, rename(temporary, path) == 0 else {
      throw MappedFile.Failure(code: errno)
    }
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
