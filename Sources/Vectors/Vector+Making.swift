extension Vector {
  /// A vector of `count` times the same element. O(`count`).
  public init(repeating element: Element, count: Int) {
    let storage = VectorStorage<Element>(count: count)
    storage.start.initialize(repeating: element, count: count)
    self.init(storage: storage)
  }

  /// A vector that holds the elements of an array in order. O(`count`).
  public init(_ elements: [Element]) {
    let storage = VectorStorage<Element>(count: elements.count)
    elements.withUnsafeBufferPointer { source in
      guard let base = source.baseAddress else { return }
      storage.start.initialize(from: base, count: source.count)
    }
    self.init(storage: storage)
  }

  /// A vector of `count` elements that starts as `element` everywhere and is then filled in place.
  ///
  /// - Parameter fill: Called once with all elements; may write any of them.
  /// - Complexity: O(`count`) and whatever `fill` takes. No second copy is made.
  public init<Failure: Error>(
    repeating element: Element, count: Int,
    fill: (inout MutableSpan<Element>) throws(Failure) -> Void
  ) throws(Failure) {
    let storage = VectorStorage<Element>(count: count)
    storage.start.initialize(repeating: element, count: count)
    var span = MutableSpan(_unsafeStart: storage.start, count: count)
    try fill(&span)
    self.init(storage: storage)
  }

  /// The elements as an array. O(`count`).
  public var array: [Element] {
    Array(UnsafeBufferPointer(start: storage.start, count: storage.count))
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
