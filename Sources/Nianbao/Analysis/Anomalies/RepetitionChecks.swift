import Vectors

/// The checks of reports that repeat another one: the unit's own of the year before, or another
/// unit's of the same year.
///
/// Cells that are zero in both reports say nothing, sums say nothing that their parts do not, and a
/// figure that stands in a report several times says it once.
struct RepetitionChecks {
  let panel: Panel
  let groups: PeerGroups
  let options: AnomalyDetection.Options
  /// Figures that are no sum of others on any form.
  let leaves: [IndicatorIndex]

  init(
    panel: Panel, groups: PeerGroups, indicators: [IndicatorIndex]?,
    options: AnomalyDetection.Options
  ) {
    self.panel = panel
    self.groups = groups
    self.options = options
    var sums: Set<IndicatorIndex> = []
    for indicator in panel.catalog.indicators {
      for parent in indicator.parents.values.joined() where parent.relation == .part {
        sums.insert(parent.indicator)
      }
    }
    leaves = (indicators ?? panel.presentIndicators).filter { !sums.contains($0) }
  }

  /// So many different figures must coincide.
  static let fewestFigures = 4

  /// Whether a report with some figures that coincide among those that are not zero in both repeats
  /// the other one: all do, or all but one in ten, at least all but one.
  static func repeats(_ matching: Int, of active: Int) -> Bool {
    matching >= fewestFigures && active - matching <= max(1, active / 10)
  }

  /// The columns of the leaves that a year has.
  func columns(_ year: Int) -> [(indicator: IndicatorIndex, values: Vector<Double>)] {
    leaves.compactMap { indicator in
      panel.column(indicator, panel.years[year]).map { (indicator, $0.values) }
    }
  }

  /// How two reports compare, figure by figure.
  struct Comparison {
    var matching: [(indicator: IndicatorIndex, value: Double)] = []
    var differing: [IndicatorIndex] = []

    mutating func add(_ indicator: IndicatorIndex, _ one: Double, _ other: Double) {
      // Not of two reported figures, or zero in both.
      guard !one.isNaN, !other.isNaN, one != 0 || other != 0 else { return }
      if one == other { matching.append((indicator, one)) } else { differing.append(indicator) }
    }

    var active: Int { matching.count + differing.count }
    var repeats: Bool { RepetitionChecks.repeats(matching.count, of: active) }

    /// The matching figures by value.
    var byValue: [Double: [IndicatorIndex]] {
      Dictionary(grouping: matching, by: \.value).mapValues { $0.map(\.indicator) }
    }
  }
}
