extension Ranks {
  /// Ranks the elements of each group among themselves.
  ///
  /// - Parameters:
  ///   - ranks: As long as `values`; null where the value is null or in no group.
  ///   - sizes: One for each group: how many of its elements are ranked.
  /// - Complexity: As `rank` of each group; groups that are no segments are copied there and back.
  public static func rank(
    _ values: Span<Double>, in grouping: Grouping, _ direction: Direction,
    ties: Ties = .competition, into ranks: inout MutableSpan<Double>,
    sizes: inout MutableSpan<Int32>, workspace: inout Workspace
  ) {
    precondition(
      sizes.count == grouping.groupCount,
      "\(grouping.groupCount) groups do not fit \(sizes.count) sizes")
    let sizes = sizes.mutablePointer
    grouping.forEachGroup(values, into: &ranks, workspace: &workspace) {
      group, values, count, ranks, workspace in
      let size = workspace.rank(values, count: count, direction, ties, into: ranks)
      sizes[group] = Int32(truncatingIfNeeded: size)
    }
  }

  /// Ranks the elements of each group among themselves, and counts those of each.
  public static func rank(
    _ values: Span<Double>, in grouping: Grouping, _ direction: Direction,
    ties: Ties = .competition, workspace: inout Workspace
  ) -> (ranks: Vector<Double>, sizes: Vector<Int32>) {
    let sizes = VectorAllocation.make(Int32.self, count: grouping.groupCount)
    sizes.update(repeating: 0, count: grouping.groupCount)
    let ranks = Vector<Double>(count: values.count) { ranks in
      var span = MutableSpan(_unsafeStart: sizes, count: grouping.groupCount)
      rank(
        values, in: grouping, direction, ties: ties, into: &ranks, sizes: &span,
        workspace: &workspace)
    }
    return (ranks, Vector(taking: sizes, count: grouping.groupCount))
  }
}
