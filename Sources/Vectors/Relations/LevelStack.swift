import CKernels

/// Works out, for a run of elements at a time, what is known of statements that are made of relations.
///
/// What is known is a byte an element: 0 the statement is refuted, 1 it depends on what is not known, 2
/// it holds. So *and* is the lesser, *or* the greater and *not* the difference to two (Kleene 1938). The
/// bytes of a statement stay in the nearest cache while the next one is worked out; memory is made once.
public struct LevelStack {
  /// The levels of a statement.
  public enum Level {
    /// It does not hold.
    public static let refuted: UInt8 = 0
    /// It depends on what is not known.
    public static let unknown: UInt8 = 1
    /// It holds.
    public static let holding: UInt8 = 2
  }

  /// How many elements have which level.
  public struct Counts: Sendable, Hashable {
    /// The elements that the statement is refuted for.
    public var refuted = 0
    /// The elements of which it cannot be said.
    public var unknown = 0
    /// The elements that it holds for.
    public var holding = 0

    /// No elements.
    public init() {}
  }

  /// The number of elements of a run, at most.
  public let capacity: Int
  private var levels: [UInt8] = []
  private var workspace = Relation.Workspace()
  private var depth = 0
  private var run = 0..<0

  /// An empty stack for runs of up to a number of elements.
  public init(capacity: Int) {
    precondition(capacity > 0, "runs of \(capacity) elements cannot be worked on")
    self.capacity = capacity
  }

  /// Empties the stack for another run of elements.
  public mutating func begin(_ run: Range<Int>) {
    precondition(run.count <= capacity, "\(run) has more than \(capacity) elements")
    self.run = run
    depth = 0
  }

  /// Puts what is known of a relation on top.
  ///
  /// - Complexity: O(run · terms), one pass over each vector.
  public mutating func push(_ relation: Relation) {
    checkRun(within: relation.count)
    if levels.count < (depth + 1) * capacity {
      levels += [UInt8](repeating: 0, count: capacity)
    }
    let (offset, run) = (depth * capacity, run)
    levels.withUnsafeMutableBufferPointer { buffer in
      relation.evaluate(run, into: Self.start(buffer, offset), &workspace)
    }
    depth += 1
  }

  /// Counts the levels of a relation, and appends the positions that it is refuted at: what `push` and
  /// `pop` do, without the levels in between wherever codes are summed.
  ///
  /// - Parameters:
  ///   - wanted: For all elements, not only the run's, 255 where they are looked at and 0 elsewhere.
  ///   - refuted: Gets the positions, ascending.
  /// - Complexity: O(run · terms), one pass over each vector.
  public mutating func count(
    _ relation: Relation, where wanted: Vector<UInt8>, refuted: inout [Int32]
  ) -> Counts {
    checkRun(within: relation.count)
    checkRun(within: wanted.count)
    let mask = wanted.storage.start + run.lowerBound
    if let found = relation.count(run, mask, &workspace, refuted: &refuted) {
      return Counts(found)
    }
    push(relation)
    return pop(where: wanted, refuted: &refuted)
  }

  private func checkRun(within count: Int) {
    precondition(
      run.lowerBound >= 0 && run.upperBound <= count, "\(count) elements have none at \(run)")
  }

  /// Replaces the two on top by: both hold.
  public mutating func and() {
    merge { nianbao_lesser_levels($0, $1, $2) }
  }

  /// Replaces the two on top by: at least one holds.
  public mutating func or() {
    merge { nianbao_greater_levels($0, $1, $2) }
  }

  /// Replaces the one on top by: it does not hold.
  public mutating func not() {
    precondition(depth >= 1, "there is nothing on the stack")
    let (offset, count) = ((depth - 1) * capacity, run.count)
    levels.withUnsafeMutableBufferPointer { buffer in
      nianbao_opposite_levels(Self.start(buffer, offset), count)
    }
  }

  /// Takes the one on top, counts its levels, and appends the positions that it is refuted at.
  ///
  /// - Parameters:
  ///   - wanted: For all elements, not only the run's, 255 where they are looked at and 0 elsewhere.
  ///   - refuted: Gets the positions, ascending.
  /// - Complexity: O(run).
  public mutating func pop(where wanted: Vector<UInt8>, refuted: inout [Int32]) -> Counts {
    precondition(depth >= 1, "there is nothing on the stack")
    checkRun(within: wanted.count)
    depth -= 1
    let (offset, run) = (depth * capacity, run)
    let mask = wanted.storage.start + run.lowerBound
    return levels.withUnsafeBufferPointer { buffer in
      let start = buffer.baseAddress.unsafelyUnwrapped + offset
      let counts = Counts(nianbao_count_levels(start, mask, run.count))
      guard counts.refuted > 0 else { return counts }
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: counts.refuted) { positions in
        nianbao_find_refuted(
          start, mask, run.count, Int32(run.lowerBound), positions.baseAddress)
        refuted.append(contentsOf: positions)
      }
      return counts
    }
  }

  private mutating func merge(
    _ kernel: (UnsafeMutablePointer<UInt8>, UnsafePointer<UInt8>, Int) -> Void
  ) {
    precondition(depth >= 2, "there are \(depth) on the stack where two are needed")
    depth -= 1
    let (offset, count, capacity) = ((depth - 1) * capacity, run.count, capacity)
    levels.withUnsafeMutableBufferPointer { buffer in
      let start = Self.start(buffer, offset)
      kernel(start, start + capacity, count)
    }
  }

  /// The address of the levels at an offset; there are some wherever it is asked for.
  private static func start(_ buffer: UnsafeMutableBufferPointer<UInt8>, _ offset: Int)
    -> UnsafeMutablePointer<UInt8>
  {
    buffer.baseAddress.unsafelyUnwrapped + offset
  }
}

extension LevelStack.Counts {
  fileprivate init(_ counts: nianbao_level_counts) {
    refuted = Int(counts.refuted)
    unknown = Int(counts.unknown)
    holding = Int(counts.holding)
  }
}
