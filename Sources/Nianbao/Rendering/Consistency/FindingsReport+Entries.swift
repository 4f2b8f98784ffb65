extension FindingsReport {
  /// What stands together in an account: a story with all its findings, or a finding that is in none.
  struct Entry {
    /// The findings as positions, ascending.
    let findings: [Int]
    /// The story; nil for a finding that no rule but a statistical check made.
    let story: Story?
  }

  /// The entries of one report.
  struct ReportGroup {
    let unit: UnitIndex
    let year: Year
    var entries: [Entry]
  }

  /// The stories in the order of what to put right first, then the findings that are in none.
  var entries: [Entry] {
    let told = Set(stories.flatMap(\.findings))
    return stories.map { Entry(findings: $0.findings, story: $0) }
      + findings.indices.filter { !told.contains($0) }.map { Entry(findings: [$0], story: nil) }
  }

  /// Some entries by report; the report with the first entry first.
  func groups(_ entries: [Entry]) -> [ReportGroup] {
    struct Key: Hashable {
      let unit: UnitIndex
      let year: Year
    }
    var groups: [ReportGroup] = []
    var positions: [Key: Int] = [:]
    for entry in entries {
      guard let first = entry.findings.first.map({ findings[$0] }) else { continue }
      let key = Key(unit: first.unit, year: first.year)
      if let position = positions[key] {
        groups[position].entries.append(entry)
      } else {
        positions[key] = groups.count
        groups.append(ReportGroup(unit: first.unit, year: first.year, entries: [entry]))
      }
    }
    return groups
  }
}
