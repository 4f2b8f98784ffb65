/// An immutable run of numbers in memory, 64-byte aligned, shared by reference.
///
/// Copying a vector copies a reference. The elements never change after `init`, so a vector may be
/// read from any number of threads. Kernels take the `span`; nothing outside this module sees a
/// pointer.
///
/// In vectors of `Double` a null is NaN, whatever its payload.
public struct Vector<Element: BitwiseCopyable & Sendable>: Sendable {
  let storage: VectorStorage<Element>

  init(storage: VectorStorage<Element>) {
    self.storage = storage
  }

  /// The number of elements.
  public var count: Int { storage.count }

  /// All elements, borrowed. O(1).
  public var span: Span<Element> {
    @_lifetime(borrow self)
    get {
      let span = Span(_unsafeStart: UnsafePointer(storage.start), count: storage.count)
      return _overrideLifetime(span, borrowing: self)
    }
  }

  /// The element at a position, checked. O(1).
  public subscript(position: Int) -> Element {
    precondition(
      position >= 0 && position < storage.count,
      "position \(position) is outside a vector of \(storage.count)")
    return storage.start[position]
  }
}

/// The memory behind a `Vector`: written once by its maker, then only read.
///
/// `@unchecked Sendable` holds because no reference to the storage leaves an initialiser of `Vector`
/// before its last write.
final class VectorStorage<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  let start: UnsafeMutablePointer<Element>
  let count: Int

  /// Memory for `count` elements, not yet initialised.
  init(count: Int) {
    precondition(count >= 0, "a vector cannot have \(count) elements")
    let bytes = max(count * MemoryLayout<Element>.stride, 64)
    let raw = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
    start = raw.bindMemory(to: Element.self, capacity: count)
    self.count = count
  }

  deinit {
    UnsafeMutableRawPointer(start).deallocate()
  }
}
