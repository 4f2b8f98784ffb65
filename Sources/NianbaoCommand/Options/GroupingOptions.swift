import ArgumentParser
import Nianbao

/// What `--by` names.
enum GroupingName: String, ExpressibleByArgument, CaseIterable {
  case province, prefecture, county, township, all

  var grouping: RollUp.Grouping {
    switch self {
    case .province: .level(.province)
    case .prefecture: .level(.prefecture)
    case .county: .level(.county)
    case .township: .level(.township)
    case .all: .all
    }
  }

  /// The level; nil for all together.
  var level: RegionCode.Level? {
    if case .level(let level) = grouping { level } else { nil }
  }
}

extension Expectation.Source: ExpressibleByArgument {}
