/// An immutable run of numbers in memory, 64-byte aligned, shared by reference.
///
/// Copying a vector copies a reference. The elements never change after `init`, so a vector may be
/// read from any number of threads. Kernels take the `span`; nothing outside this module sees a
/// pointer. A vector's memory is its own, or a part of a `MappedFile` that it keeps open.
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
      // The address by itself: a span made of the property would borrow the storage object, and the
      // optimizer stops at a borrow that ends before the span does.
      let start = storage.start
      let span = Span(_unsafeStart: start, count: storage.count)
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
/// `@unchecked Sendable` holds because the memory is no longer written once a `Vector` of it exists.
final class VectorStorage<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  let start: UnsafePointer<Element>
  let count: Int

  /// What keeps the memory alive; nil where it is this object's own.
  private let owner: AnyObject?

  /// Takes over memory that `VectorAllocation.make` made, or borrows memory that an owner keeps.
  init(start: UnsafePointer<Element>, count: Int, owner: AnyObject?) {
    self.start = start
    self.count = count
    self.owner = owner
  }

  deinit {
    if owner == nil { UnsafeMutableRawPointer(mutating: start).deallocate() }
  }
}

/// Memory of a vector that is still being written.
enum VectorAllocation {
  /// Memory for `count` elements, 64-byte aligned, not yet initialised.
  static func make<Element>(_: Element.Type, count: Int) -> UnsafeMutablePointer<Element> {
    precondition(count >= 0, "a vector cannot have \(count) elements")
    let bytes = max(count * MemoryLayout<Element>.stride, 64)
    return UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
      .bindMemory(to: Element.self, capacity: count)
  }
}
