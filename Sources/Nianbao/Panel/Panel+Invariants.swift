extension Panel {
  /// Stops a debug build where the parts of a panel do not fit together; costs nothing in release.
  func checkInvariants() {
    assert(zip(years, years.dropFirst()).allSatisfy(<), "years are ascending, each once")
    assert(
      years.allSatisfy { year in
        catalog.indicators.indices.allSatisfy { position in
          column(IndicatorIndex(position), year).map { $0.count == units.count } ?? true
        }
      }, "every column has one element a unit")
    assert(
      !hasNotes
        || years.allSatisfy { year in
          catalog.indicators.indices.allSatisfy { position in
            notes(IndicatorIndex(position), year).map { $0.count == units.count } ?? true
          }
        }, "every column of notes has one element a unit")
    assert(reports.unitCount == units.count, "the table of reports is about other units")
    assert(
      unrecognised.allSatisfy { units.indices.contains($0.unit) },
      "an unrecognised row belongs to a unit of the panel")
    assert(
      (0..<corrections.count).allSatisfy { position in
        units.indices.contains(UnitIndex(Int(corrections.units[position])))
      }, "a correction belongs to a unit of the panel")
  }
}
