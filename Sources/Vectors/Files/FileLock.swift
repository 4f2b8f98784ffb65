#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The right to change a file, held by one process at a time until this value is gone; also where the
/// process is killed. Readers need none.
public struct FileLock: ~Copyable {
  private let descriptor: Int32

  /// Takes the lock of the file at a path.
  ///
  /// - Throws: `MappedFile.Failure` where there is no such file or another process changes it.
  public init(path: String) throws(MappedFile.Failure) {
    let opened = open(path, O_RDWR | O_CLOEXEC)
    guard opened >= 0 else { throw MappedFile.Failure(code: errno) }
    guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      close(opened)
      throw MappedFile.Failure(code: code)
    }
    // Whoever held the lock may have put another file in the place of this one.
    var (own, placed) = (stat(), stat())
    guard fstat(opened, &own) == 0, stat(path, &placed) == 0, own.st_ino == placed.st_ino,
      own.st_dev == placed.st_dev
    else {
      close(opened)
      throw MappedFile.Failure(code: EAGAIN)
    }
    descriptor = opened
  }

  deinit { close(descriptor) }
}
