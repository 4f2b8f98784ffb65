import SystemPackage

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where the output of a command goes: standard output, or a file that appears whole or not at all.
public struct OutputDestination {
  /// Why an output could not be written.
  public struct Failure: DescribedError, Sendable, Equatable {
    /// The file's path, or `-` for standard output.
    public let path: String
    /// What the system said.
    public let reason: String

    /// The message for a person.
    public var message: LocalizedText {
      let name = path == "-" ? LocalizedText(zh: "标准输出", en: "standard output") : nil
      return LocalizedText(
        zh: "无法写入\(name?.chinese ?? "“\(path)”")：\(reason)",
        en: "cannot write \(name?.english ?? "‘\(path)’"): \(reason)")
    }
  }

  private let path: String?

  /// A destination.
  ///
  /// - Parameter path: The file to write; nil or `-` is standard output.
  public init(path: String?) {
    self.path = path == "-" ? nil : path
  }

  /// Whether the output is a file.
  public var isFile: Bool { path != nil }

  /// The file's path; nil for standard output.
  public var file: String? { path }

  /// Lets a closure write, and then puts the file in its place.
  ///
  /// Where the reader of standard output has gone away, the rest is dropped and nothing is wrong.
  /// A file is written beside its final place under a temporary name and renamed at the end, so that
  /// a reader sees the old content or the new one, and a failure leaves the old one.
  ///
  /// - Parameter pager: What shows text that is longer than the screen; for standard output only.
  public func write(through pager: Pager? = nil, _ body: (ByteBuffer) throws -> ByteBuffer) throws {
    guard let path else {
      if let pager { return try write(on: PagedOutput(pager), body) }
      try finish(
        body(ByteBuffer { try FileDescriptor.standardOutput.writeAll($0) }), path: "-")
      return
    }
    let temporary = FilePath("\(path).\(getpid()).tmp")
    let descriptor: FileDescriptor
    do {
      descriptor = try FileDescriptor.open(
        temporary, .writeOnly, options: [.create, .truncate],
        permissions: [
          .ownerReadWrite, .groupRead, .otherRead,
        ])
    } catch let error as Errno {
      throw Failure(path: path, reason: error.description)
    }
    do {
      try descriptor.closeAfter {
        try finish(body(ByteBuffer { try descriptor.writeAll($0) }), path: path)
      }
      guard rename(temporary.string, path) == 0 else {
        throw Failure(path: path, reason: Errno(rawValue: errno).description)
      }
    } catch {
      unlink(temporary.string)
      throw error
    }
  }

  private func write(on screen: PagedOutput, _ body: (ByteBuffer) throws -> ByteBuffer) throws {
    defer { screen.close() }
    try finish(body(ByteBuffer { try screen.write($0) }), path: "-")
    do { try screen.finish() } catch { try report(error, path: "-") }
  }

  private func finish(_ buffer: ByteBuffer, path: String) throws {
    var buffer = buffer
    buffer.flush()
    if let failure = buffer.failure { try report(failure, path: path) }
  }

  /// Throws why nothing could be written, unless there is nobody left to read it.
  private func report(_ failure: any Error, path: String) throws {
    if self.path == nil, failure as? Errno == .brokenPipe { return }
    throw Failure(
      path: path, reason: (failure as? Errno)?.description ?? String(describing: failure))
  }
}
