import Vectors

/// Which report fills each unit and year of a panel that is being built.
///
/// A *slot* is a unit in a year: slots run through the units of the first year, then through those of
/// the second.
struct ReportSlots: Sendable {
  let units: UnitTable
  let years: [Year]
  /// For each slot its report among all of `holders`, or −1.
  private var positions: [Int32]
  /// All reports in the order they were added.
  private var holders: Holders
  /// Reports that another one took the place of, and their slots.
  private var losers: [(loser: Int32, slot: Int)] = []

  /// A report by its contribution and its number there.
  typealias Chosen = (contribution: Int, report: Int)

  /// Reports, column by column.
  private struct Holders: Sendable {
    /// For each contribution the number of its first report.
    var starts: [Int] = []
    var contributions: [Int32] = []

    subscript(number: Int32) -> Chosen {
      let contribution = Int(contributions[Int(number)])
      return (contribution, Int(number) - starts[contribution])
    }
  }

  /// Finds the report of each slot.
  ///
  /// - Complexity: Linear in the reports, and in the units × years.
  init(_ contributions: [PanelBuilder.Contribution], catalog: Catalog) {
    var named: [Unit] = []
    var unitStarts: [Int] = []
    var isPresent: Set<Int32> = []
    for contribution in contributions {
      unitStarts.append(named.count)
      switch contribution.reports {
      case .report(_, let unit, let year):
        named.append(unit)
        isPresent.insert(Int32(clamping: year.number))
      case .batch(let batch):
        named += batch.lastNamedUnits
        isPresent.formUnion(batch.presentYears)
      }
    }
    let table = UnitTable.make(named)
    units = table.table
    let present = isPresent.sorted()
    years = present.map { Year(Int($0)) }
    let yearPositions = Dictionary(
      uniqueKeysWithValues: present.enumerated().map { ($1, $0 * table.table.count) })
    positions = Array(repeating: -1, count: present.count * table.table.count)
    holders = Holders()
    var figures = FigureCounts(contributions, catalog: catalog)
    for (number, contribution) in contributions.enumerated() {
      holders.starts.append(holders.contributions.count)
      let start = unitStarts[number]
      switch contribution.reports {
      case .report(_, _, let year):
        let first = yearPositions[Int32(clamping: year.number)] ?? 0
        take(first + table.positions[start].position, number, &figures)
      case .batch(let batch):
        holders.contributions.reserveCapacity(holders.contributions.count + batch.count)
        let unitPositions = batch.unitOfSubject.map {
          table.positions[start + Int($0)].position
        }
        var (lastYear, first): (Int32, Int) = (-1, 0)
        for report in 0..<batch.count {
          let year = batch.reports.years[report]
          if year != lastYear { (lastYear, first) = (year, yearPositions[year] ?? 0) }
          take(first + unitPositions[Int(batch.reports.subjects[report])], number, &figures)
        }
      }
    }
  }

  /// Lets the next report of a contribution have a slot, unless a better one has it.
  private mutating func take(_ slot: Int, _ contribution: Int, _ figures: inout FigureCounts) {
    let report = Int32(holders.contributions.count)
    holders.contributions.append(Int32(contribution))
    let holder = positions[slot]
    guard holder >= 0 else {
      positions[slot] = report
      return
    }
    let isBetter = figures.rank(holders[report]) >= figures.rank(holders[holder])
    positions[slot] = isBetter ? report : holder
    losers.append((isBetter ? holder : report, slot))
  }

  /// The number of slots.
  var count: Int { positions.count }

  /// The unit and year of a slot. O(1).
  func place(_ slot: Int) -> (unit: UnitIndex, year: Year) {
    (UnitIndex(slot % units.count), years[slot / units.count])
  }

  /// The slots with a report, and the report, in order.
  var filled: some Sequence<(slot: Int, report: Chosen)> {
    positions.indices.lazy.filter { positions[$0] >= 0 }.map { ($0, holders[positions[$0]]) }
  }

  /// For each report that was added its slot, −1 for those that another one took the place of.
  var slotOfEachReport: [Int32] {
    var slots = [Int32](repeating: -1, count: holders.contributions.count)
    for slot in positions.indices where positions[slot] >= 0 {
      slots[Int(positions[slot])] = Int32(slot)
    }
    return slots
  }

  /// The reports that another one took the place of, in the order in which they lost it.
  func superseded(_ contributions: [PanelBuilder.Contribution]) -> [SupersededReading] {
    losers.map { loser, slot in
      func added(_ chosen: Chosen) -> (reading: ReportReading, position: Int) {
        let contribution = contributions[chosen.contribution]
        return (contribution.reading(chosen.report), contribution.position + chosen.report)
      }
      let (unit, year) = place(slot)
      return SupersededReading(
        added(holders[loser]), by: added(holders[positions[slot]]), unit: unit, year: year)
    }
  }

  /// The table of the reports of all slots.
  func reportTable(_ contributions: [PanelBuilder.Contribution]) -> ReportTable {
    var builder = ReportTableBuilder()
    var byYear: [Year: Vector<Int32>] = [:]
    // Neighbours mostly come from one contribution, which is looked at once: a copy of a batch counts the
    // references to all its columns.
    var (current, batch, reading) = (-1, ReportBatch(path: ""), ReportReading?.none)
    for (number, year) in years.enumerated() {
      var own = [Int32](repeating: -1, count: units.count)
      for unit in own.indices {
        let holder = positions[number * units.count + unit]
        guard holder >= 0 else { continue }
        own[unit] = Int32(builder.count)
        let chosen = holders[holder]
        if chosen.contribution != current {
          current = chosen.contribution
          switch contributions[current].reports {
          case .report(let single, _, _): reading = single
          case .batch(let many): (batch, reading) = (many, nil)
          }
        }
        guard let reading else {
          builder.append(batch, chosen.report, contribution: current)
          continue
        }
        builder.append(
          file: reading.file, edition: reading.edition,
          unitName: reading.subject.name ?? units.name(of: UnitIndex(unit)))
      }
      byYear[year] = Vector(own)
    }
    return builder.table(unitCount: units.count, positions: byYear)
  }
}

/// What decides between two readings of one unit and year: a correction, then the figures. Counted
/// only where two meet.
private struct FigureCounts {
  private let contributions: [PanelBuilder.Contribution]
  private let catalog: Catalog
  private var tallies: [Int: BatchTally] = [:]

  init(_ contributions: [PanelBuilder.Contribution], catalog: Catalog) {
    self.contributions = contributions
    self.catalog = catalog
  }

  mutating func rank(_ chosen: ReportSlots.Chosen) -> (Int, Int) {
    switch contributions[chosen.contribution].reports {
    case .report(let reading, _, _): return (reading.isCorrection ? 1 : 0, reading.figureCount)
    case .batch(let batch):
      let tally = tallies[chosen.contribution] ?? BatchTally(batch, catalog: catalog)
      tallies[chosen.contribution] = tally
      return (0, Int(tally.read[chosen.report]))
    }
  }
}

extension ReportBatch {
  /// The units, each as its last report names it.
  fileprivate var lastNamedUnits: [Unit] {
    guard subjects.count > units.count else { return units }
    var last = [Int32](repeating: -1, count: units.count)
    for subject in reports.subjects { last[Int(unitOfSubject[Int(subject)])] = subject }
    return last.enumerated().map { unit, subject in
      guard subject >= 0 else { return units[unit] }
      return subjects[Int(subject)].unit(named: units[unit].name)
    }
  }

  fileprivate var presentYears: Set<Int32> {
    var years: Set<Int32> = []
    var last: Int32 = -1
    for year in reports.years where year != last {
      years.insert(year)
      last = year
    }
    return years
  }
}
