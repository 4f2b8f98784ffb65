/// The positions of a vector in groups: found once, used for every vector of that length.
///
/// A group whose positions follow one another is a segment and costs nothing to work on. The others
/// are gathered, worked on and put back. Positions in no group get null results.
public struct Grouping: Sendable {
  /// The length of the vectors.
  public let count: Int
  /// The group of each position from 0, or −1 where it is in none.
  public let groups: Vector<Int32>
  /// The number of positions in each group.
  public let sizes: [Int]

  /// The groups that are segments.
  let runs: [Run]
  /// The groups that are not, as runs of `scatteredPositions`.
  let scattered: [Run]
  /// The positions of scattered groups, group by group, ascending within each.
  let scatteredPositions: Vector<Int32>
  /// Whether the runs cover the vector from end to end, so that every result is written.
  let coversAll: Bool

  struct Run: Sendable {
    let group: Int
    let start: Int
    let count: Int
  }

  /// The number of groups.
  public var groupCount: Int { sizes.count }

  /// One group of all positions.
  public init(all count: Int) { self.init([Int32](repeating: 0, count: count)) }

  /// Groups by the number of each position's group.
  ///
  /// - Parameter groups: Whole numbers from 0 without gaps, or −1 for no group.
  /// - Complexity: O(n).
  public init(_ groups: [Int32]) {
    let groupCount = Int(groups.max() ?? -1) + 1
    var sizes = [Int](repeating: 0, count: groupCount)
    var first = [Int](repeating: 0, count: groupCount)
    var last = first
    for (position, group) in groups.enumerated() where group >= 0 {
      let group = Int(group)
      if sizes[group] == 0 { first[group] = position }
      sizes[group] += 1
      last[group] = position
    }
    var runs: [Run] = []
    var scattered: [Run] = []
    var starts = [Int](repeating: -1, count: groupCount)
    var scatteredCount = 0
    for group in 0..<groupCount where sizes[group] > 0 {
      if last[group] - first[group] + 1 == sizes[group] {
        runs.append(Run(group: group, start: first[group], count: sizes[group]))
      } else {
        scattered.append(Run(group: group, start: scatteredCount, count: sizes[group]))
        starts[group] = scatteredCount
        scatteredCount += sizes[group]
      }
    }
    var positions = [Int32](repeating: 0, count: scatteredCount)
    if scatteredCount > 0 {
      for (position, group) in groups.enumerated() where group >= 0 && starts[Int(group)] >= 0 {
        positions[starts[Int(group)]] = Int32(position)
        starts[Int(group)] += 1
      }
    }
    count = groups.count
    self.groups = Vector(groups)
    self.sizes = sizes
    self.runs = runs
    self.scattered = scattered
    scatteredPositions = Vector(positions)
    coversAll = runs.reduce(0) { $0 + $1.count } + scatteredCount == groups.count
  }

  /// The positions of each group, ascending. O(n).
  public func members() -> [[Int]] {
    var members = sizes.map { size in
      var positions: [Int] = []
      positions.reserveCapacity(size)
      return positions
    }
    for position in 0..<count where groups[position] >= 0 {
      members[Int(groups[position])].append(position)
    }
    return members
  }
}

extension Grouping {
  /// Makes a result of the values of each group: `body` is given the group, its values and where its
  /// results go, one for each value.
  ///
  /// - Parameters:
  ///   - values: As long as the grouping.
  ///   - results: As long as the grouping; null at positions in no group.
  func forEachGroup(
    _ values: Span<Double>, into results: inout MutableSpan<Double>,
    workspace: inout Workspace,
    _ body: (
      _ group: Int, UnsafePointer<Double>, Int, UnsafeMutablePointer<Double>, inout Workspace
    ) -> Void
  ) {
    precondition(
      values.count == count && results.count == count,
      "\(values.count) values and \(results.count) results do not fit groups of \(count)")
    let source = values.pointer
    let target = results.mutablePointer
    if !coversAll { target.update(repeating: .nan, count: count) }
    for run in runs {
      body(run.group, source + run.start, run.count, target + run.start, &workspace)
    }
    guard !scattered.isEmpty else { return }
    workspace.reserveGathered(scattered.reduce(0) { max($0, $1.count) })
    let gathered = workspace.gathered
    let made = workspace.made
    for run in scattered {
      let positions = scatteredPositions.storage.start + run.start
      for offset in 0..<run.count { gathered[offset] = source[Int(positions[offset])] }
      body(run.group, gathered, run.count, made, &workspace)
      for offset in 0..<run.count { target[Int(positions[offset])] = made[offset] }
    }
  }
}
