import ArgumentParser
import Nianbao

extension RankOptions.Ties: ExpressibleByArgument {}
extension TopPlaces.Edge: ExpressibleByArgument {}

/// Who is ranked with whom.
struct RankGroupOptions: ParsableArguments {
  @Option(
    name: .customLong("in"), parsing: .singleValue,
    help: ArgumentHelp(
      "Rank within each region of a level, kind of body or form on its own; may be repeated.",
      discussion: """
        province, prefecture, county, kind, edition. A region is the one that a body lay in in the year.
        """, valueName: "in"))
  var groups: [GroupName] = []

  @Option(
    parsing: .singleValue,
    help: "Rank the units with one tag together: a column of the file of --tags; may be repeated.")
  var tag: [String] = []

  @Option(
    help: ArgumentHelp(
      "A table of tags: a column unit or unit_code, and a column for each tag.",
      discussion: "Comma- or tab-separated text, or a workbook."),
    completion: .file())
  var tags: String?

  @Option(
    help: "Rank bodies of about one size together: the indicator that size is measured by.",
    completion: Completions.indicator)
  var size: String?

  @Option(help: "In how many bands, by quantiles of each year, --size parts the bodies.")
  var sizeBands = 4

  enum GroupName: String, ExpressibleByArgument, CaseIterable {
    case province, prefecture, county, kind, edition

    var level: RegionCode.Level? {
      switch self {
      case .province: .province
      case .prefecture: .prefecture
      case .county: .county
      case .kind, .edition: nil
      }
    }
  }

  func validate() throws {
    if Set(groups.compactMap(\.level)).count > 1 {
      throw ValidationError(
        "--in takes one level of regions; a county lies in one province anyway.")
    }
    if tag.isEmpty != (tags == nil) {
      throw ValidationError(
        "--tag and --tags belong together: the column to group by, and the file that has it.")
    }
    if sizeBands < 2 { throw ValidationError("--size-bands is \(sizeBands); expected 2 or more.") }
  }

  /// Refuses what only units have where the bodies are regions.
  func check(by level: GroupingName?) throws {
    guard level != nil else { return }
    if let group = groups.first(where: { $0.level == nil }) {
      throw ValidationError(
        "--in \(group) is for units; the regions of --by have no \(group).")
    }
    if !tag.isEmpty {
      throw ValidationError("--tag is for units; of regions write rollup --by TAG --tags FILE.")
    }
  }

  /// The indicator of size, or nil.
  func sizeIndicator(_ catalog: Catalog) throws -> IndicatorIndex? {
    try size.map { word in
      let found = try Selection.indicators([word], in: catalog)
      guard found.count == 1 else {
        throw ValidationError("--size \(word) names \(found.count) indicators; expected one.")
      }
      return found[0]
    }
  }

  /// Puts the groups into the options of a ranking of a panel's units or regions.
  func apply(to options: inout RankOptions, _ panel: Panel) throws {
    options.within = groups.lazy.compactMap(\.level).first
    options.byKind = groups.contains(.kind)
    options.sizeBands = try sizeIndicator(panel.catalog).map {
      RankOptions.SizeBands($0, count: sizeBands)
    }
    if groups.contains(.edition) { options.yearTags = panel.editionsOfUnits() }
    guard let tags else { return }
    options.tags = try UnitTags(path: tags, of: panel).words(tag, of: panel)
  }
}

/// Which places are shown.
struct PlacesOptions: ParsableArguments {
  @Option(help: "Only the first so many of each group.")
  var top: Int?

  @Option(help: "Only the last so many of each group; with --top both.")
  var bottom: Int?

  @Option(
    help: ArgumentHelp(
      "Ties at the edge of the places: cut (so many rows) or keep (all that are equal).",
      discussion: "cut unless said otherwise; keep with --stable-top."))
  var edge: TopPlaces.Edge?

  func validate() throws {
    for (name, value) in [("--top", top), ("--bottom", bottom)] {
      if let value, value < 0 { throw ValidationError("\(name) is \(value); expected 0 or more.") }
    }
  }

  var places: TopPlaces { TopPlaces(first: top, last: bottom, edge: edge ?? .cut) }
}
