extension Repair {
  /// Whether some values of a set of variables satisfy all edits that speak of them.
  public static func exists(
    of variables: [Int], in system: inout some EditSystem, required: [Int] = [],
    ignoring ignored: Set<Int> = []
  ) -> Bool {
    var part = Subsystem(of: &system, changed: variables, required: required, ignoring: ignored)
    if case .satisfied = part.solve() { return true }
    return false
  }
}
