import ArgumentParser
import Nianbao

/// What `--by` names where there is no table of tags: `county`, or a list such as `county,kind`.
struct GroupingName: ExpressibleByArgument {
  let grouping: RollUp.Grouping

  init?(argument: String) {
    guard let grouping = try? RollUp.Grouping([argument]) else { return nil }
    self.grouping = grouping
  }

  /// The level; nil for any other grouping.
  var level: RegionCode.Level? {
    grouping.level
  }

  static let allValueStrings = [
    "province", "prefecture", "county", "township", "kind", "edition", "all",
  ]
}

/// What a roll-up groups by.
struct GroupingOptions: ParsableArguments {
  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "The groups: province, prefecture, county, township, kind, edition, a tag, or all.",
      discussion: """
        A list such as county,kind makes a group of each combination. kind is government or department; \
        edition is the form of the report; a tag is a column of the file of --tags. (default: county)
        """), completion: .list(GroupingName.allValueStrings))
  var by: [String] = []

  @Option(
    help: ArgumentHelp(
      "A table of tags: a column unit or unit_code, and a column for each tag.",
      discussion: "Comma- or tab-separated text, or a workbook."),
    completion: .file())
  var tags: String?

  /// The grouping, and the tags that it may use.
  func grouping(of panel: Panel) throws -> (RollUp.Grouping, UnitTags?) {
    let tags = try tags.map { try UnitTags(path: $0, of: panel) }
    let words = by.isEmpty ? ["county"] : by
    return (try RollUp.Grouping(words, tags: tags?.names ?? []), tags)
  }
}

extension Expectation.Source: ExpressibleByArgument {}
extension RollUp.Imputation: ExpressibleByArgument {}
