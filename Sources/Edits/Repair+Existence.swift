extension Repair {
  /// Whether some values of a set of variables satisfy all edits that speak of them; false also where
  /// that could not be told.
  public static func exists(
    of variables: [Int], in system: inout some EditSystem, required: [Int] = [],
    ignoring ignored: Set<Int> = []
  ) -> Bool {
    var problem = Problem(variables, [:], &system, required, ignored)
    return problem.isSatisfied()
  }
}
