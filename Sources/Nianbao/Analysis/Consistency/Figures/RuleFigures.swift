/// A panel's figures as rules see them: cells of tables, and beside them what prose states and what the
/// units below add up to, each worked out once for an indicator and year.
struct RuleFigures: Sendable {
  let panel: Panel
  /// Which units stand below which; nil where no rule asks.
  let unitsBelow: UnitsBelow?
  private let derived: [DerivedKey: DerivedColumn]
  /// What is to be known of each indicator's figures.
  private let kinds: [FigureKind]

  private struct DerivedKey: Hashable {
    let indicator: IndicatorIndex
    let year: Year
    let source: CellReference.Source
  }

  /// The figures that some rules speak of.
  ///
  /// - Parameter years: The years of the reports that are checked.
  /// - Complexity: O(claims + sums below × units below); panels without either cost nothing.
  init(_ panel: Panel, for rules: [CompiledRule], years: [Year]) {
    self.panel = panel
    let wanted = Set(
      rules.lazy.flatMap(\.cells).filter { $0.source != .table }.flatMap { cell in
        years.map { year in
          DerivedKey(
            indicator: cell.indicator, year: year.advanced(by: -cell.lag), source: cell.source)
        }
      })
    var derived = Self.claimed(panel, wanted)
    let sums = wanted.filter { $0.source == .below && panel.position(of: $0.year) != nil }
    let below = wanted.contains { $0.source == .below } ? UnitsBelow(panel) : nil
    if let below {
      for year in Set(sums.map(\.year)) {
        let absent = below.units.map { below.absentRegions(below: $0, in: year) }
        for key in sums where key.year == year {
          derived[key] = DerivedColumn(sumOf: key.indicator, year, panel, below, absent: absent)
        }
      }
    }
    unitsBelow = below
    self.derived = derived
    kinds = panel.catalog.indicators.map(FigureKind.init)
  }

  private static func claimed(_ panel: Panel, _ wanted: Set<DerivedKey>)
    -> [DerivedKey: DerivedColumn]
  {
    var derived: [DerivedKey: DerivedColumn] = [:]
    var open: [DerivedKey: ClaimedInterval] = [:]
    let claims = panel.claims
    for position in 0..<claims.count {
      let precision = claims.precisions[position]
      let key = DerivedKey(
        indicator: IndicatorIndex(Int(claims.indicators[position])),
        year: Year(Int(claims.years[position])), source: .prose)
      if precision & ClaimTable.share == 0, wanted.contains(key) {
        let claim = ClaimedInterval(
          claims.values[position], Claim.Precision(rawValue: precision) ?? .about,
          isAmount: panel.catalog[key.indicator].measure.kind == .amount,
          isInMyriads: claims.isInMyriads(position))
        if open[key]?.add(claim) == nil { open[key] = claim }
      }
      let unit = claims.units[position]
      guard position + 1 == claims.count || claims.units[position + 1] != unit else { continue }
      // The table is sorted by unit: what is open is all that this unit states.
      for (key, claim) in open {
        derived[key, default: DerivedColumn()].append(
          UnitIndex(Int(unit)),
          RuleFigure(
            value: claim.value, mark: CellMark(.fromText), known: claim.interval, presence: .found,
            isSigned: panel.catalog[key.indicator].isSigned))
      }
      open.removeAll(keepingCapacity: true)
    }
    return derived
  }

  /// The column of a figure that is no cell of the panel; nil where no unit has it. O(1).
  func derivedColumn(_ reference: CellReference, _ year: Year) -> DerivedColumn? {
    derived[
      DerivedKey(
        indicator: reference.indicator, year: year.advanced(by: -reference.lag),
        source: reference.source)]
  }

  /// Whether a rule says nothing about any report of a year, for it wants all figures and the prose
  /// states none, or nothing stands below. O(figures of the rule).
  func silences(_ rule: CompiledRule, _ year: Year) -> Bool {
    rule.missing == .nonNull
      && rule.cells.contains { $0.source != .table && derivedColumn($0, year) == nil }
  }

  /// The only units that a rule says something about, for it wants all figures and few units have those
  /// of the prose or of the units below; nil where it is to be evaluated for all units.
  func unitsWithFigures(of rule: CompiledRule, _ year: Year) -> Set<UnitIndex>? {
    guard rule.missing == .nonNull, let cell = rule.cells.first(where: { $0.source != .table })
    else { return nil }
    return Set((derivedColumn(cell, year)?.units ?? []).lazy.map { UnitIndex(Int($0)) })
  }

  /// What a rule about a unit's report of a year sees of a figure. O(log n).
  func figure(_ reference: CellReference, _ unit: UnitIndex, _ year: Year) -> RuleFigure {
    let kind = kinds[reference.indicator.position]
    guard reference.source == .table else {
      guard let column = derivedColumn(reference, year), let position = column.position(of: unit)
      else { return .missing(kind) }
      return column.figure(position, kind, reference.source)
    }
    guard let column = panel.column(reference.indicator, year.advanced(by: -reference.lag)) else {
      return .missing(kind)
    }
    let (value, mark) = (column.value(unit), column.mark(unit))
    guard let value else {
      return RuleFigure(
        value: nil, mark: mark, known: FigureInterval(0, slack: 0),
        presence: mark.status.isMissingRow ? .missing : [.found, .null],
        isSigned: kind.isSigned)
    }
    return RuleFigure(
      value: value, mark: mark,
      known: FigureInterval(value: value, mark: mark, kind: kind), presence: .found,
      isSigned: kind.isSigned)
  }

  /// The figure as a finding shows it. O(log n).
  func cell(_ reference: CellReference, _ unit: UnitIndex, _ year: Year) -> Finding.Cell {
    let figure = figure(reference, unit, year)
    return Finding.Cell(
      unit: unit, indicator: reference.indicator, year: year.advanced(by: -reference.lag),
      source: reference.source, value: figure.value, mark: figure.mark)
  }
}

extension RuleFigure {
  /// The figure of a row, claim or unit that is not there.
  static func missing(_ kind: FigureKind) -> RuleFigure {
    RuleFigure(
      value: nil, mark: .absent, known: FigureInterval(0, slack: 0), presence: .missing,
      isSigned: kind.isSigned)
  }
}

extension CellStatus {
  /// Whether there is no row at all.
  var isMissingRow: Bool { self == .absent || self == .notApplicable }
}

extension DerivedColumn {
  /// The figure at a position.
  func figure(_ position: Int, _ kind: FigureKind, _ source: CellReference.Source)
    -> RuleFigure
  {
    let value = values[position].isNaN ? nil : values[position]
    let status: CellStatus =
      source == .prose ? .fromText : value == nil ? .blank : .reported
    return RuleFigure(
      value: value, mark: CellMark(status),
      known: FigureInterval(low: low[position], high: high[position]),
      presence: RuleFigure.Presence(rawValue: presence[position]), isSigned: kind.isSigned)
  }

  /// What the units directly below each unit add up to: the sum of the intervals that their figures
  /// stand for.
  ///
  /// - Parameter absent: For each unit of `below.units` the regions below it without a unit.
  /// - Complexity: O(units below).
  init(
    sumOf indicator: IndicatorIndex, _ year: Year, _ panel: Panel, _ below: UnitsBelow,
    absent: [Int]
  ) {
    let column = panel.column(indicator, year)
    let kind = FigureKind(panel.catalog[indicator])
    for (unit, absent) in zip(below.units, absent) {
      var sum = RuleFigure.missing(kind)
      sum.presence = absent > 0 ? .missing : []
      var value = 0.0
      for child in below.units(below: unit) {
        let mark = column?.mark(child) ?? .absent
        guard let figure = column?.value(child) else {
          if !mark.status.isMissingRow {
            sum.presence.formUnion([.found, .null])
          } else if below.isExpected(child, in: year) {
            sum.presence.insert(.missing)
          }
          continue
        }
        let interval = FigureInterval(value: figure, mark: mark, kind: kind)
        sum.known.low += interval.low
        sum.known.high += interval.high
        value += figure
        sum.presence.insert(.found)
      }
      // Where nothing below is found or expected the sum is as missing as without a report.
      if sum.presence.isEmpty { sum.presence = .missing }
      sum.value = sum.isComplete ? value : nil
      append(unit, sum)
    }
  }
}
