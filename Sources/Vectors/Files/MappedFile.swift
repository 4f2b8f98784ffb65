#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file mapped into memory for reading: vectors over its bytes cost nothing until they are read.
///
/// The mapping is private and stays as it was when the file is replaced by a rename; it must not be
/// truncated in place while it is mapped.
public struct MappedFile: Sendable {
  private let mapping: Mapping

  /// Why a file could not be mapped: the system's error number.
  public struct Failure: Error, Sendable, Equatable {
    /// The number, as in `errno`.
    public let code: Int32
    /// What the system says about it.
    public var reason: String { String(cString: strerror(code)) }
    /// Whether there is no such file.
    public var isMissing: Bool { code == ENOENT }
    /// Whether another process is in the way.
    public var isBusy: Bool { code == EWOULDBLOCK || code == EAGAIN }
  }

  /// Maps a file.
  ///
  /// - Throws: `Failure` with the system's error number where it cannot be opened or mapped.
  /// - Complexity: O(1); pages are read when they are touched.
  public init(path: String) throws(Failure) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure(code: errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Failure(code: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw Failure(code: EISDIR) }
    let count = Int(status.st_size)
    guard count > 0 else {
      mapping = Mapping(start: nil, count: 0)
      return
    }
    guard let start = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0),
      start != UnsafeMutableRawPointer(bitPattern: -1)
    else { throw Failure(code: errno) }
    mapping = Mapping(start: UnsafeRawPointer(start), count: count)
  }

  /// The number of bytes.
  public var count: Int { mapping.count }

  /// A vector over a part of the file, or nil where the part is not inside the file or not aligned
  /// for its elements. The vector keeps the file mapped. O(1).
  ///
  /// - Parameters:
  ///   - offset: The byte that the first element begins at.
  ///   - count: The number of elements.
  public func vector<Element: BitwiseCopyable & Sendable>(
    of _: Element.Type, at offset: Int, count: Int
  ) -> Vector<Element>? {
    let (bytes, overflow) = count.multipliedReportingOverflow(by: MemoryLayout<Element>.stride)
    guard count >= 0, offset >= 0, !overflow, bytes <= mapping.count,
      offset <= mapping.count - bytes,
      offset % MemoryLayout<Element>.alignment == 0
    else { return nil }
    guard let start = mapping.start, count > 0 else { return Vector([]) }
    let first = (start + offset).assumingMemoryBound(to: Element.self)
    return Vector(storage: VectorStorage(start: first, count: count, owner: mapping))
  }
}

extension MappedFile {
  /// Whether a part of the file has the bytes of some elements. O(bytes).
  public func has<Element: BitwiseCopyable>(
    _ elements: borrowing Span<Element>, at offset: Int, size: Int
  ) -> Bool {
    guard let part = vector(of: UInt8.self, at: offset, count: size) else { return false }
    return elements.withUnsafeBytes { bytes in
      guard bytes.count == size else { return false }
      guard size > 0, let base = bytes.baseAddress else { return true }
      return memcmp(base, part.storage.start, size) == 0
    }
  }
}

/// The mapping itself, unmapped when the last vector over it is gone.
private final class Mapping: @unchecked Sendable {
  let start: UnsafeRawPointer?
  let count: Int

  init(start: UnsafeRawPointer?, count: Int) {
    self.start = start
    self.count = count
  }

  deinit {
    if let start { munmap(UnsafeMutableRawPointer(mutating: start), count) }
  }
}
