extension Panel {
  /// The smallest region that all leaf units with a known region lie in; nil where they lie in several
  /// provinces or none is known. O(units).
  public var commonRegion: RegionCode? {
    var common: RegionCode?
    for position in 0..<units.leafCount {
      guard let region = units.region(of: UnitIndex(position)) else { continue }
      guard let known = common else {
        common = region
        continue
      }
      guard
        let shared = RegionCode.Level.allCases.reversed().lazy.compactMap({ level in
          let own = level == known.level ? known : known.ancestor(at: level)
          return own.flatMap { $0.contains(region) ? $0 : nil }
        }).first
      else { return nil }
      common = shared
    }
    return common
  }

  /// The name of the common region; of several provinces 全国, of a single unit its own.
  public var commonRegionName: String {
    if units.count == 1, let unit = units.first { return unit.name }
    guard let region = commonRegion else { return "全国" }
    return regions.path(to: region).last ?? region.description
  }

  /// The levels between the common region and the townships, the highest first.
  public var levelsBelowCommonRegion: [RegionCode.Level] {
    RegionCode.Level.allCases.filter { level in
      level < .township && (commonRegion.map { level > $0.level } ?? true)
    }
  }
}
