#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Bytes that are read piece by piece, from any number of threads: a file's or an array's.
public struct ByteSource: Sendable {
  private let storage: Storage

  private enum Storage: Sendable {
    case file(OpenFile, count: Int)
    case array([UInt8])
  }

  /// The bytes of an array.
  public init(_ bytes: [UInt8]) { storage = .array(bytes) }

  /// The bytes of a regular file as long as it is now, or nil where the path names none that can be read.
  ///
  /// Whatever happens to the file while it is read, pieces only become shorter.
  public init?(path: String) {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    let file = OpenFile(descriptor)
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    storage = .file(file, count: Int(status.st_size))
  }

  /// The number of bytes.
  public var count: Int {
    switch storage {
    case .file(_, let count): count
    case .array(let bytes): bytes.count
    }
  }

  /// The bytes from a position on, at most so many; fewer where the file was cut or cannot be read.
  public func bytes(at offset: Int, atMost limit: Int) -> [UInt8] {
    let wanted = min(limit, max(count - offset, 0))
    return [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
      filled = buffer.baseAddress.map { read(at: offset, count: wanted, into: $0) } ?? 0
    }
  }

  /// Copies bytes into memory with room for them, and returns how many there were.
  func read(at offset: Int, count: Int, into memory: UnsafeMutablePointer<UInt8>) -> Int {
    switch storage {
    case .array(let bytes):
      let range = min(offset, bytes.count)..<min(offset + count, bytes.count)
      bytes.withUnsafeBufferPointer { source in
        guard let base = source.baseAddress else { return }
        memory.update(from: base + range.lowerBound, count: range.count)
      }
      return range.count
    case .file(let file, _): return file.read(at: offset, count: count, into: memory)
    }
  }
}

/// A descriptor that is closed when nobody reads from it any more.
private final class OpenFile: Sendable {
  private let descriptor: Int32

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  func read(at offset: Int, count: Int, into memory: UnsafeMutablePointer<UInt8>) -> Int {
    var done = 0
    while done < count {
      let got = pread(descriptor, memory + done, count - done, off_t(offset + done))
      if got < 0, errno == EINTR { continue }
      guard got > 0 else { break }
      done += got
    }
    return done
  }
}
