/// The forms that the reports behind a frame's figures stand on: one of a unit in a year, several of a
/// region whose units do not report alike.
///
/// They are looked up where they are asked for; most figures compare whatever form they stand on.
struct BodyForms: Sendable {
  /// The forms of one body in one year.
  struct Set: Hashable, Sendable {
    /// The editions; nil stands for reports on no form that is known.
    private(set) var editions: Swift.Set<EditionID?>

    /// Those of one report.
    init(_ edition: EditionID?) { editions = [edition] }

    init(_ editions: Swift.Set<EditionID?>) { self.editions = editions }

    /// Whether they are one form, so that figures count alike.
    var isOne: Bool { editions.count == 1 && !editions.contains(nil) }
  }

  /// The units of the bodies of a roll-up in the years that one year of the frame stands for.
  struct Members: Sendable {
    /// The year of the panel, and who is in which group in it.
    let parts: [(year: Year, membership: UnitGroups.Membership)]
  }

  private let reports: ReportTable
  /// nil where the bodies are the units themselves.
  private let members: [Year: Members]?

  /// The forms of units' own reports.
  init(_ reports: ReportTable) {
    self.reports = reports
    members = nil
  }

  /// The forms of the reports of groups of units.
  init(_ reports: ReportTable, members: [Year: Members]) {
    self.reports = reports
    self.members = members
  }

  /// The forms of a body's reports of a year; of none where it has no report.
  ///
  /// - Complexity: O(1) for a unit, O(units) for a group.
  func forms(of body: Int, in year: Year) -> Set {
    guard let members else {
      return Set(edition(of: body, in: year).map { [$0] } ?? [])
    }
    var editions: Swift.Set<EditionID?> = []
    for (year, membership) in members[year]?.parts ?? [] {
      guard let positions = reports.positions(in: year) else { continue }
      var codes: Swift.Set<Int32> = []
      for unit in membership.units(of: body) where positions[unit] >= 0 {
        codes.insert(reports.editions[Int(positions[unit])])
      }
      for code in codes { editions.insert(reports.edition(code: code)) }
    }
    return Set(editions)
  }

  /// The form of a unit's report; nil inside where it stands on none, nil where there is no report.
  private func edition(of unit: Int, in year: Year) -> EditionID?? {
    guard let positions = reports.positions(in: year), positions[unit] >= 0 else { return nil }
    return .some(reports.edition(Int(positions[unit])))
  }

  /// The forms that occur in some years, in no order.
  func editions(in years: [Year]) -> Swift.Set<EditionID> {
    let panelYears = members.map { members in
      years.flatMap { members[$0]?.parts.map(\.year) ?? [] }
    }
    return reports.editions(in: panelYears ?? years)
  }
}

extension ReportTable {
  /// The forms that reports of some years stand on, in no order. O(units × years).
  func editions(in years: [Year]) -> Set<EditionID> {
    var codes: Set<Int32> = []
    for year in years {
      guard let positions = positions(in: year) else { continue }
      for unit in 0..<positions.count where positions[unit] >= 0 {
        codes.insert(editions[Int(positions[unit])])
      }
    }
    return Set(codes.compactMap { edition(code: $0) })
  }

  /// The form behind a code of `editions`; nil for −1. O(length of its name).
  func edition(code: Int32) -> EditionID? {
    code < 0 ? nil : EditionID(editionTexts[Int(code)])
  }
}
