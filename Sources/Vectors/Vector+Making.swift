import CKernels

extension Vector {
  /// Takes over memory from `VectorAllocation.make` whose elements are all initialised.
  init(taking start: UnsafeMutablePointer<Element>, count: Int) {
    self.init(storage: VectorStorage(start: UnsafePointer(start), count: count, owner: nil))
  }

  /// A vector over memory that is never freed and never changes, such as constants of the binary.
  public init(everlasting start: UnsafePointer<Element>, count: Int) {
    self.init(storage: VectorStorage(start: start, count: count, owner: Everlasting.memory))
  }

  /// A vector of `count` times the same element. O(`count`).
  public init(repeating element: Element, count: Int) {
    let start = VectorAllocation.make(Element.self, count: count)
    start.initialize(repeating: element, count: count)
    self.init(taking: start, count: count)
  }

  /// A vector that holds the elements of an array in order. O(`count`).
  public init(_ elements: [Element]) {
    let start = VectorAllocation.make(Element.self, count: elements.count)
    elements.withUnsafeBufferPointer { source in
      guard let base = source.baseAddress else { return }
      start.initialize(from: base, count: source.count)
    }
    self.init(taking: start, count: elements.count)
  }

  /// A vector of `count` elements that starts as `element` everywhere and is then filled in place.
  ///
  /// - Parameter fill: Called once with all elements; may write any of them.
  /// - Complexity: O(`count`) and whatever `fill` takes. No second copy is made.
  public init<Failure: Error>(
    repeating element: Element, count: Int,
    fill: (inout MutableSpan<Element>) throws(Failure) -> Void
  ) throws(Failure) {
    let start = VectorAllocation.make(Element.self, count: count)
    start.initialize(repeating: element, count: count)
    var span = MutableSpan(_unsafeStart: start, count: count)
    do { try fill(&span) } catch {
      UnsafeMutableRawPointer(start).deallocate()
      throw error
    }
    self.init(taking: start, count: count)
  }

  /// The elements as an array. O(`count`).
  public var array: [Element] {
    Array(UnsafeBufferPointer(start: storage.start, count: storage.count))
  }
}

/// The owner of memory that is never freed.
private final class Everlasting: Sendable {
  static let memory = Everlasting()
}

extension Vector<Int32> {
  /// The least and the greatest element; nil in an empty vector. O(count).
  public var extent: ClosedRange<Int32>? {
    guard count > 0 else { return nil }
    var (least, greatest) = (Int32.max, Int32.min)
    nianbao_extent(storage.start, count, &least, &greatest)
    return least...greatest
  }
}

extension Vector<UInt8> {
  /// The text that the bytes from one position up to another are, in UTF-8. O(their number).
  public func text(from start: Int, to end: Int) -> String {
    precondition(
      0 <= start && start <= end && end <= count, "\(start)..<\(end) is outside \(count) bytes")
    return String(
      decoding: UnsafeBufferPointer(start: storage.start + start, count: end - start),
      as: UTF8.self)
  }
}

extension Vector: Equatable where Element: Equatable {
  /// Whether two vectors hold equal elements in the same order; NaN is unequal to itself.
  public static func == (left: Vector, right: Vector) -> Bool {
    guard left.count == right.count else { return false }
    for position in 0..<left.count where left[position] != right[position] { return false }
    return true
  }
}

extension Vector {
  /// The elements from one position up to another as an array. O(their number).
  public func array(from start: Int, to end: Int) -> [Element] {
    precondition(
      start >= 0 && start <= end && end <= count,
      "the part \(start)..<\(end) is outside a vector of \(count)")
    return Array(UnsafeBufferPointer(start: storage.start + start, count: end - start))
  }
}

extension Vector {
  /// The elements at some positions, in their order. O(number of positions).
  public func gathering(_ positions: [Int]) -> Vector {
    let start = VectorAllocation.make(Element.self, count: positions.count)
    for (offset, position) in positions.enumerated() {
      (start + offset).initialize(to: self[position])
    }
    return Vector(taking: start, count: positions.count)
  }
}
