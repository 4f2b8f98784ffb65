import Vectors

/// The bodies of a frame that are ranked together.
///
/// Leaf units are ranked among themselves, units that cover others among those of their level; within
/// these by region, kind, tag and band of size as asked for. Regions are those that a body lay in in the
/// year. In tree order the groups of leaf units by region are contiguous, so that ranking them copies
/// nothing.
public struct RankGroups: Sendable {
  /// The group of each body.
  public let grouping: Grouping
  /// What tells each group apart, such as `110118`, `department` or `2/4`; empty for all together.
  public let names: [String]

  /// The group of a body, or nil where it is in none.
  public func group(of body: Int) -> Int? {
    let group = grouping.groups[body]
    return group < 0 ? nil : Int(group)
  }

  /// The groups of a frame's bodies in a year.
  ///
  /// - Parameter year: A position in the frame's years; matters where `variesByYear` says so.
  /// - Complexity: O(bodies).
  init(_ frame: Frame, _ options: RankOptions, year: Int) {
    precondition(
      options.tags.map { $0.count == frame.bodies.count } ?? true,
      "\(options.tags?.count ?? 0) tags do not fit \(frame.bodies.count) bodies")
    precondition(
      options.yearTags?.values.allSatisfy { $0.count == frame.bodies.count } ?? true,
      "the tags of a year do not fit \(frame.bodies.count) bodies")
    let bands = options.sizeBands.map { Self.bands(frame, $0, options, year) }
    var numbers: [Key: Int32] = [:]
    var names: [String] = []
    var groups = [Int32](repeating: -1, count: frame.bodies.count)
    var last: (key: Key, group: Int32)?
    for (position, body) in frame.bodies.enumerated() {
      guard
        let key = Key(body, at: position, frame, options, year, band: bands.map { $0[position] })
      else { continue }
      // Neighbours in the tree are mostly of one group.
      if let last, last.key == key {
        groups[position] = last.group
        continue
      }
      let group = numbers[key] ?? Int32(names.count)
      if group == names.count {
        numbers[key] = group
        names.append(key.name(options))
      }
      groups[position] = group
      last = (key, group)
    }
    grouping = Grouping(groups)
    self.names = names
  }

  /// Whether bodies may be in other groups in other years.
  static func variesByYear(_ frame: Frame, _ options: RankOptions) -> Bool {
    options.sizeBands != nil || options.yearTags != nil
      || options.within != nil && frame.parents.dependsOnYear
  }

  /// The band of size of each body among all of its tier; NaN for none.
  private static func bands(
    _ frame: Frame, _ size: RankOptions.SizeBands, _ options: RankOptions, _ year: Int
  ) -> Vector<Double> {
    guard let indicator = frame.indicators.firstIndex(of: size.indicator),
      let values = frame.column(indicator, year)
    else { return Vector(repeating: .nan, count: frame.bodies.count) }
    var workspace = Workspace()
    let tiers = RankGroups(frame, RankOptions(), year: year).grouping
    return QuantileBands.bands(
      values.span, in: tiers, size.count, .ascending, workspace: &workspace)
  }

  private struct Key: Hashable {
    let tier: Int
    let region: RegionCode?
    let kind: Unit.Kind?
    let band: Int
    let tag: String?
    let yearTag: String?

    /// The key of a body, or nil where it is in no group.
    init?(
      _ body: Frame.Body, at position: Int, _ frame: Frame, _ options: RankOptions, _ year: Int,
      band: Double?
    ) {
      tier = position < frame.leafCount ? 0 : body.region?.level.digits ?? 0
      region = options.within.flatMap { Self.region(body, at: position, $0, frame, year) }
      kind = options.byKind ? body.kind : nil
      tag = options.tags?[position]
      yearTag = options.yearTags?[frame.years[year]]?[position]
      if options.within != nil, region == nil { return nil }
      if options.byKind, kind == nil { return nil }
      if options.tags != nil, tag == nil { return nil }
      if options.yearTags != nil, yearTag == nil { return nil }
      if let band, band.isNaN { return nil }
      self.band = band.map { Int($0) } ?? 0
    }

    /// The region whose bodies a body is ranked with: a department lies in the region that it is of, a
    /// government is that region itself and stands above it.
    private static func region(
      _ body: Frame.Body, at position: Int, _ level: RegionCode.Level, _ frame: Frame, _ year: Int
    ) -> RegionCode? {
      guard let own = body.region, own.level > level || body.kind == .department else { return nil }
      return frame.region(of: position, at: level, in: year)
    }

    func name(_ options: RankOptions) -> String {
      var parts: [String] = []
      if let region { parts.append(region.description) }
      if let kind { parts.append(kind.rawValue) }
      parts += [tag, yearTag].compactMap(\.self)
      if let sizeBands = options.sizeBands { parts.append("\(band)/\(sizeBands.count)") }
      return parts.joined(separator: " ")
    }
  }
}
