/// Memory that ordering kernels need beside their result, kept from one call to the next.
///
/// Fresh memory costs a page fault each 4 KiB, more than ranking the values that lie in it. A caller
/// with many vectors makes one workspace for each thread and passes it to every call; it grows to
/// the longest vector and shrinks never. What a call leaves in it means nothing to the next.
public struct Workspace: ~Copyable, @unchecked Sendable {
  // `@unchecked Sendable` holds because the memory has exactly one owner, this value.

  /// Order-preserving keys of values, and a second run of them to sort into.
  var keys: UnsafeMutablePointer<UInt64>
  var otherKeys: UnsafeMutablePointer<UInt64>
  /// Positions of the values that the keys belong to, and a second run of them.
  var positions: UnsafeMutablePointer<Int32>
  var otherPositions: UnsafeMutablePointer<Int32>
  private var capacity = 0

  /// A table of counts, offsets or ranks.
  var table: UnsafeMutablePointer<Int32>
  private var tableCapacity = 0

  /// Values gathered from where they lie, and what is made of them before it is put back.
  var gathered: UnsafeMutablePointer<Double>
  var made: UnsafeMutablePointer<Double>
  private var gatheredCapacity = 0

  /// An empty workspace. No memory is taken before it is needed.
  public init() {
    keys = VectorAllocation.make(UInt64.self, count: 0)
    otherKeys = VectorAllocation.make(UInt64.self, count: 0)
    positions = VectorAllocation.make(Int32.self, count: 0)
    otherPositions = VectorAllocation.make(Int32.self, count: 0)
    table = VectorAllocation.make(Int32.self, count: 0)
    gathered = VectorAllocation.make(Double.self, count: 0)
    made = VectorAllocation.make(Double.self, count: 0)
  }

  deinit {
    for memory: UnsafeMutableRawPointer in [
      .init(keys), .init(otherKeys), .init(positions), .init(otherPositions), .init(table),
      .init(gathered), .init(made),
    ] {
      memory.deallocate()
    }
  }

  /// Makes room for keys and positions of `count` values. What they held is lost.
  mutating func reserve(_ count: Int) {
    guard count > capacity else { return }
    precondition(count <= Int32.max, "a vector of \(count) has positions beyond 32 bits")
    // Whole groups of lanes, so that a kernel may fill up the last one.
    capacity = max(count + count / 2, 64) & ~7 + 8
    Self.replace(&keys, capacity)
    Self.replace(&otherKeys, capacity)
    Self.replace(&positions, capacity)
    Self.replace(&otherPositions, capacity)
  }

  /// Makes room for a table of `count` entries. What it held is lost.
  mutating func reserveTable(_ count: Int) {
    guard count > tableCapacity else { return }
    tableCapacity = count
    Self.replace(&table, count)
  }

  /// Makes room for gathered values and what is made of them. What they held is lost.
  mutating func reserveGathered(_ count: Int) {
    guard count > gatheredCapacity else { return }
    gatheredCapacity = count
    Self.replace(&gathered, count)
    Self.replace(&made, count)
  }

  /// Lets what was sorted into be what is sorted from.
  mutating func swapKeysAndPositions() {
    swap(&keys, &otherKeys)
    swap(&positions, &otherPositions)
  }

  private static func replace<Element>(
    _ memory: inout UnsafeMutablePointer<Element>, _ count: Int
  ) {
    UnsafeMutableRawPointer(memory).deallocate()
    memory = VectorAllocation.make(Element.self, count: count)
  }
}
