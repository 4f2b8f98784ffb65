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
}

extension Expectation.Source: ExpressibleByArgument {}
