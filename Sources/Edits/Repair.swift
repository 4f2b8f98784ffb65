/// What a set of changed variables may be.
public struct Repair: Sendable, Hashable {
  /// The least and greatest value of each variable that satisfies all edits while the others of the set
  /// are free.
  public let ranges: [Int: ClosedRange<Double>]

  /// The values that some changed variables may have; nil where nothing satisfies all edits.
  public init?(
    of variables: [Int], in system: inout some EditSystem, required: [Int] = [],
    ignoring ignored: Set<Int> = []
  ) {
    var part = Subsystem(
      of: &system, changed: variables, required: required, ignoring: ignored)
    var ranges: [Int: ClosedRange<Double>] = [:]
    for variable in variables {
      guard let range = part.range(of: variable) else { return nil }
      ranges[variable] = range
    }
    self.ranges = ranges
  }

  /// Whether certain values of some variables satisfy all edits that speak of them, with all others as
  /// recorded.
  public static func holds(
    _ values: [Int: Double], in system: inout some EditSystem, required: [Int] = [],
    ignoring ignored: Set<Int> = []
  ) -> Bool {
    for (number, value) in values {
      let variable = system.variable(number)
      guard variable.domain.contains(value), !variable.isWhole || value == value.rounded() else {
        return false
      }
    }
    var part = Subsystem(
      of: &system, changed: [], replaced: values, required: required, ignoring: ignored)
    if case .satisfied = part.solve() { return true }
    return false
  }
}
