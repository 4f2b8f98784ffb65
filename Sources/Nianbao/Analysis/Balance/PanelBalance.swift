/// Who is missing when: which bodies have a report, or a figure, for which years.
///
/// The years are those of the calendar from the first to the last, those without any report among
/// them, as in Stata's `xtdescribe`.
public struct PanelBalance: Sendable {
  /// The bodies; those that should report and never did stand at the end.
  public let bodies: [Frame.Body]
  /// The years without gaps, ascending.
  public let years: [Year]
  /// The regions that lie elsewhere than their codes say.
  let parents: RegionParents

  /// For each body whether it is there, year by year.
  private let presence: [[Bool]]

  /// The balance of bodies that are there or not.
  ///
  /// - Parameter presence: For each body one answer a year.
  init(
    bodies: [Frame.Body], years: [Year], presence: [[Bool]],
    parents: RegionParents = RegionParents()
  ) {
    precondition(
      presence.count == bodies.count && presence.allSatisfy { $0.count == years.count },
      "a balance needs one answer for each body and year")
    self.bodies = bodies
    self.years = years
    self.presence = presence
    self.parents = parents
  }

  /// The pattern of a body. O(years).
  public subscript(body: Int) -> Participation { Participation(presence[body]) }

  /// The balance of some of the bodies.
  func selecting(_ chosen: [Int]) -> PanelBalance {
    PanelBalance(
      bodies: chosen.map { bodies[$0] }, years: years, presence: chosen.map { presence[$0] },
      parents: parents)
  }
}

/// In which years one body is there.
public struct Participation: Sendable, Hashable {
  /// One answer a year.
  public let isPresent: [Bool]

  /// A pattern.
  public init(_ isPresent: [Bool]) { self.isPresent = isPresent }

  /// The pattern as Stata prints it: `11.11` for five years without the third.
  public var text: String { String(isPresent.map { $0 ? "1" : "." }) }

  /// The number of years.
  public var count: Int { isPresent.count { $0 } }

  /// The position of the first year; nil where there is none.
  public var first: Int? { isPresent.firstIndex(of: true) }

  /// The position of the last year; nil where there is none.
  public var last: Int? { isPresent.lastIndex(of: true) }

  /// The positions of the years between the first and the last that are missing.
  public var gaps: [Int] {
    guard let first, let last else { return [] }
    return (first...last).filter { !isPresent[$0] }
  }

  /// The positions of all years that are missing.
  public var missing: [Int] { isPresent.indices.filter { !isPresent[$0] } }

  /// Whether no year is missing.
  public var isComplete: Bool { !isPresent.contains(false) }
}
