import ArgumentParser
import Nianbao

/// Whose figures a command looks at: the units', or those of regions.
struct BodyOptions: ParsableArguments {
  @Option(help: "Compare regions of a level instead of units: province, prefecture, county, all.")
  var by: GroupingName?

  /// The figures of the bodies asked for.
  func frame(of panel: Panel, indicators: [IndicatorIndex]?) -> Frame {
    by.map { panel.rollUp(to: $0.grouping, indicators: indicators).frame }
      ?? panel.frame(indicators: indicators)
  }
}

/// What `--in` names.
enum WholeName: String, ExpressibleByArgument, CaseIterable {
  case province, prefecture, county, all

  /// The level; nil for all bodies together.
  var level: RegionCode.Level? {
    switch self {
    case .province: .province
    case .prefecture: .prefecture
    case .county: .county
    case .all: nil
    }
  }
}
