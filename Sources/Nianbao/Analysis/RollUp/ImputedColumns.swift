import Vectors

/// The columns of a panel with estimates where leaf units miss figures. Each column is estimated once.
///
/// Nothing is estimated for a figure that the unit's form does not have, and no column appears in a
/// year that has none.
final class ImputedColumns {
  private let panel: Panel
  private let imputation: RollUp.Imputation
  private let groups: UnitGroups
  private var columns: [IndicatorIndex: [Vector<Double>?]] = [:]

  /// How many other units must have changed between two years for the median to be used.
  static let leastPeers = 3

  init(_ panel: Panel, by imputation: RollUp.Imputation, within groups: UnitGroups) {
    self.panel = panel
    self.imputation = imputation
    self.groups = groups
  }

  /// The figures of an indicator in a year, reported and estimated; nil where the panel has no column.
  func column(_ indicator: IndicatorIndex, _ year: Year) -> Vector<Double>? {
    guard let position = panel.position(of: year) else { return nil }
    if let known = columns[indicator] { return known[position] }
    let reported = panel.years.map { panel.column(indicator, $0)?.values }
    let all = panel.years.indices.map { year in
      reported[year].map { estimated($0, indicator, year, reported) }
    }
    columns[indicator] = all
    return all[position]
  }

  private func estimated(
    _ values: Vector<Double>, _ indicator: IndicatorIndex, _ year: Int,
    _ reported: [Vector<Double>?]
  ) -> Vector<Double> {
    let missing = (0..<panel.units.leafCount).filter { unit in
      values[unit].isNaN
        && panel.mark(indicator, panel.years[year], UnitIndex(unit)).status != .notApplicable
    }
    guard !missing.isEmpty else { return values }
    var filled = values.array
    switch imputation {
    case .linear:
      for unit in missing { filled[unit] = interpolated(unit, year, reported) }
    case .last:
      for unit in missing {
        filled[unit] = nearest(unit, (0..<year).reversed(), reported)?.value ?? .nan
      }
    case .medianRatio: scale(missing, year, reported, &filled)
    }
    return Vector(filled)
  }

  private struct Known {
    let year: Int
    let value: Double
  }

  private func nearest(
    _ unit: Int, _ years: some Sequence<Int>, _ reported: [Vector<Double>?]
  ) -> Known? {
    for year in years {
      if let value = reported[year]?[unit], !value.isNaN { return Known(year: year, value: value) }
    }
    return nil
  }

  private func interpolated(_ unit: Int, _ year: Int, _ reported: [Vector<Double>?]) -> Double {
    guard let before = nearest(unit, (0..<year).reversed(), reported),
      let after = nearest(unit, year + 1..<reported.count, reported)
    else { return .nan }
    let start = panel.years[before.year].number
    let length = Double(panel.years[after.year].number - start)
    let passed = Double(panel.years[year].number - start)
    return before.value + (after.value - before.value) * passed / length
  }

  /// Estimates figures by what the other units of each group became since, or will have been before,
  /// the nearest year with a figure; of two as near the earlier one.
  private func scale(
    _ missing: [Int], _ year: Int, _ reported: [Vector<Double>?], _ filled: inout [Double]
  ) {
    let membership = groups.membership(year)
    let isMissing = Set(missing)
    for group in groups.groups.indices {
      let units = membership.units(of: group)
      var ratios: [Int: Double] = [:]
      for unit in units where isMissing.contains(unit) {
        let before = nearest(unit, (0..<year).reversed(), reported)
        let after = nearest(unit, year + 1..<reported.count, reported)
        guard let base = nearer(before, after, to: year) else { continue }
        let ratio = ratios[base.year] ?? medianRatio(units, year, base.year, reported)
        ratios[base.year] = ratio
        filled[unit] = base.value * ratio
      }
    }
  }

  private func nearer(_ before: Known?, _ after: Known?, to year: Int) -> Known? {
    guard let before, let after else { return before ?? after }
    let now = panel.years[year].number
    let isBefore =
      now - panel.years[before.year].number <= panel.years[after.year].number - now
    return isBefore ? before : after
  }

  private func medianRatio(
    _ units: [Int], _ year: Int, _ base: Int, _ reported: [Vector<Double>?]
  ) -> Double {
    guard let values = reported[year], let bases = reported[base] else { return .nan }
    let ratios = units.compactMap { unit -> Double? in
      guard bases[unit] > 0, !values[unit].isNaN else { return nil }
      return values[unit] / bases[unit]
    }
    guard ratios.count >= Self.leastPeers else { return .nan }
    return Quantiles.quantiles(Vector(ratios).span, [0.5])[0]
  }
}
