/// What a set of changed variables may be.
///
/// Of 10 = 3 + 5 over numbers from 0 the total alone may be 8...8 and the second part alone 7...7; both
/// parts together may be 0...10 each.
public struct Repair: Sendable, Hashable {
  /// The least and greatest value of each variable that satisfies all edits while the others of the set
  /// are free.
  public let ranges: [Int: ClosedRange<Double>]
  /// Whether the ranges are exact: no bound of the work was hit. Else they may be too wide.
  public let isExact: Bool

  /// The values that some changed variables may have; nil where nothing satisfies all edits, or where
  /// that could not be told.
  ///
  /// - Parameters:
  ///   - variables: The variables that may change.
  ///   - system: The record.
  ///   - required: Edits that must hold in any case, such as those that the record breaks.
  ///   - ignored: Edits that need not be satisfied.
  /// - Complexity: Two linear programs a variable, small as its neighbourhood; exponential in the
  ///   alternatives and fractions met only, and bounded.
  public init?(
    of variables: [Int], in system: inout some EditSystem, required: [Int] = [],
    ignoring ignored: Set<Int> = []
  ) {
    var problem = Problem(variables, [:], &system, required, ignored)
    guard problem.isGathered else { return nil }
    var ranges: [Int: ClosedRange<Double>] = [:]
    var isExact = true
    for (variable, place) in zip(variables, problem.places) {
      guard let range = problem.part.range(of: place, problem.model) else { return nil }
      ranges[variable] = range
      if problem.part.isDoubtful { isExact = false }
      problem.part.isDoubtful = false
    }
    self.ranges = ranges
    self.isExact = isExact
  }

  /// Whether certain values of some variables satisfy all edits that speak of them, with all others as
  /// recorded; false also where that could not be told.
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
    var problem = Problem([], values, &system, required, ignored)
    return problem.isSatisfied()
  }

  /// The neighbourhood of some variables with all edits that bear on them.
  struct Problem {
    var model: Neighbourhood
    var part = Subsystem()
    let places: [Int]
    let isGathered: Bool

    init(
      _ changed: [Int], _ replaced: [Int: Double], _ system: inout some EditSystem,
      _ required: [Int], _ ignored: Set<Int>
    ) {
      model = Neighbourhood(ignoring: ignored, replacing: replaced)
      var edits: [Int] = []
      for number in required where !ignored.contains(number) {
        edits.append(model.edit(number, of: &system))
      }
      for number in replaced.keys.sorted() {
        let variable = model.variable(number, of: &system)
        edits += model.edits(of: variable, from: &system)
      }
      var places: [Int] = []
      for number in changed { places.append(model.variable(number, of: &system)) }
      self.places = places
      isGathered = part.gather(places, required: edits, reach: .whole, in: &model, from: &system)
    }

    mutating func isSatisfied() -> Bool {
      guard isGathered, case .satisfied = part.solve(model) else { return false }
      return true
    }
  }
}
