/// Bytes on their way to a file or a terminal, handed on in large pieces.
///
/// What cannot be written (a full disk, a closed pipe) is kept as `failure`; later bytes are dropped
/// then, and the owner sees the failure at the end.
public struct ByteBuffer {
  private var bytes: [UInt8] = []
  private let write: (([UInt8]) throws -> Void)?
  /// Why bytes were not written; nil while all went well.
  public private(set) var failure: (any Error)?

  private static let pieceSize = 1 << 18

  /// A buffer that hands its bytes to a closure, or keeps them all where there is none.
  public init(write: (([UInt8]) throws -> Void)? = nil) {
    self.write = write
  }

  /// A buffer that keeps all its bytes, with room for some of them from the beginning.
  init(reserving capacity: Int) {
    write = nil
    bytes.reserveCapacity(capacity)
  }

  /// The bytes not handed on yet; all of them where there is no closure.
  public var pending: [UInt8] { bytes }

  /// Appends one byte.
  mutating func append(_ byte: UInt8) {
    bytes.append(byte)
  }

  /// Appends bytes, and hands a piece on when there are enough.
  mutating func append(_ more: some Sequence<UInt8>) {
    bytes.append(contentsOf: more)
    if write != nil, bytes.count >= Self.pieceSize { flush() }
  }

  /// Appends bytes, and hands a piece on when there are enough; a large one by itself.
  mutating func append(_ more: [UInt8]) {
    if write != nil, more.count >= Self.pieceSize {
      flush()
      return handOn(more)
    }
    bytes.append(contentsOf: more)
    if write != nil, bytes.count >= Self.pieceSize { flush() }
  }

  /// Appends a number with the digits that a program wants.
  mutating func append(_ value: Double, as style: NumberStyle) {
    switch style {
    case .printed(let decimals): NumberText.append(value, decimals: decimals, to: &bytes)
    case .plain, .rounded, .signed: NumberText.append(value, to: &bytes)
    }
  }

  /// The buffer with a text at its end.
  public func appending(_ text: String) -> ByteBuffer {
    var buffer = self
    buffer.append(text.utf8)
    return buffer
  }

  /// The buffer with some bytes at its end.
  public func appending(_ bytes: [UInt8]) -> ByteBuffer {
    var buffer = self
    buffer.append(bytes)
    return buffer
  }

  /// Keeps why the bytes cannot be made, unless something failed before.
  mutating func fail(_ error: any Error) {
    if failure == nil { failure = error }
  }

  /// Hands on what is pending.
  public mutating func flush() {
    guard write != nil, !bytes.isEmpty else { return }
    handOn(bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  private mutating func handOn(_ piece: [UInt8]) {
    guard let write, failure == nil else { return }
    do { try write(piece) } catch { failure = error }
  }
}
