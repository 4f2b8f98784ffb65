/// The order of the elements of a vector, as positions. NaN is null.
public enum Sorting {
  /// The positions of all elements in sorted order: equal values, +0 and −0 among them, in the order
  /// of their positions, nulls last in either direction.
  ///
  /// - Parameter positions: As long as `values`.
  /// - Returns: The number of values that are not null.
  /// - Complexity: O(n · digits), see `Workspace.sortKeys`.
  @discardableResult
  public static func permutation(
    of values: Span<Double>, _ direction: Direction, into positions: inout MutableSpan<Int32>,
    workspace: inout Workspace
  ) -> Int {
    precondition(
      positions.count == values.count,
      "\(values.count) values do not fit \(positions.count) positions")
    let (count, varying) = workspace.gatherKeys(values.pointer, count: values.count, direction)
    workspace.sortKeys(count, varying: varying)
    positions.mutablePointer.update(from: workspace.positions, count: count)
    guard count < values.count else { return count }
    var place = count
    for position in values.indices where values[unchecked: position].isNaN {
      positions[unchecked: place] = Int32(truncatingIfNeeded: position)
      place += 1
    }
    return count
  }

  /// The positions of all elements in sorted order, nulls last.
  public static func permutation(of values: Span<Double>, _ direction: Direction)
    -> Vector<Int32>
  {
    var workspace = Workspace()
    return Vector(count: values.count) {
      permutation(of: values, direction, into: &$0, workspace: &workspace)
    }
  }

  /// The positions of the first `limit` values in sorted order, fewer where fewer are not null.
  ///
  /// The same as the start of `permutation` without its nulls. A heap holds the best so far with the
  /// worst of them on top, so most elements cost one comparison.
  ///
  /// - Complexity: O(n + k · log `limit`), k the number of times a better one is found: expected
  ///   `limit` · log(n / `limit`), at most n.
  public static func top(_ limit: Int, of values: Span<Double>, _ direction: Direction)
    -> [Int32]
  {
    precondition(limit >= 0, "there are no first \(limit) values")
    precondition(values.count <= Int32.max, "a vector of \(values.count) is too long")
    guard limit > 0 else { return [] }
    let turn: UInt64 = direction == .descending ? ~0 : 0
    var heap = BoundedHeap(limit: min(limit, values.count))
    for position in values.indices {
      let value = values[unchecked: position]
      guard value == value else { continue }
      heap.offer(OrderedKey.of(value) ^ turn, Int32(truncatingIfNeeded: position))
    }
    return heap.sortedPositions
  }
}

/// The least entries of those offered, the greatest of them on top. Entries are compared by key, then
/// by position; they are offered in the order of positions.
private struct BoundedHeap {
  private struct Entry {
    let key: UInt64
    let position: Int32

    static func < (left: Entry, right: Entry) -> Bool {
      left.key < right.key || (left.key == right.key && left.position < right.position)
    }
  }

  private let limit: Int
  private var entries: [Entry] = []
  /// The key that a new entry must be below, once the heap is full.
  private var bound = UInt64.max

  init(limit: Int) {
    self.limit = limit
    entries.reserveCapacity(limit)
  }

  @inline(__always)
  mutating func offer(_ key: UInt64, _ position: Int32) {
    if entries.count < limit {
      insert(Entry(key: key, position: position))
    } else if key < bound {
      replaceTop(Entry(key: key, position: position))
    }
  }

  var sortedPositions: [Int32] { entries.sorted(by: <).map(\.position) }

  private mutating func insert(_ entry: Entry) {
    var child = entries.count
    entries.append(entry)
    while child > 0 {
      let parent = (child - 1) / 2
      guard entries[parent] < entries[child] else { break }
      entries.swapAt(parent, child)
      child = parent
    }
    bound = entries[0].key
  }

  private mutating func replaceTop(_ entry: Entry) {
    entries[0] = entry
    var parent = 0
    while true {
      var child = 2 * parent + 1
      guard child < entries.count else { break }
      if child + 1 < entries.count, entries[child] < entries[child + 1] { child += 1 }
      guard entries[parent] < entries[child] else { break }
      entries.swapAt(parent, child)
      parent = child
    }
    bound = entries[0].key
  }
}
