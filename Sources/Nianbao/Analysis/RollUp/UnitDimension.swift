import Vectors

/// One key of a grouping over the leaf units of a panel: which of its values each unit has.
struct UnitDimension: Sendable {
  /// One value: how it is named for people and for programs, and the region that it is.
  struct Value: Sendable {
    let name: String
    let id: String
    let region: RegionCode?
  }

  /// The values in order.
  let values: [Value]
  private let key: RollUp.Grouping.Key
  /// For each unit a position in `values`, or −1; where it varies one vector a year of the panel.
  private let codes: [Vector<Int32>]

  /// The values of a key.
  ///
  /// - Complexity: O(units), by edition times the years.
  init(_ key: RollUp.Grouping.Key, of panel: Panel, tags: UnitTags?) {
    self.key = key
    let leaves = panel.units.leafCount
    switch key {
    case .region(let level) where !panel.parents.isEmpty:
      let regions = Self.regions(at: level, of: panel)
      // Units of one region mostly stand beside each other.
      var seen: Set<RegionCode> = []
      var last: RegionCode?
      for region in regions.joined() where region != last {
        last = region
        if let region { seen.insert(region) }
      }
      let all = seen.sorted()
      var positions: [RegionCode: Int32] = [:]
      for (position, region) in all.enumerated() { positions[region] = Int32(position) }
      values = all.map { region in
        let name = panel.regions.path(to: region).last ?? region.description
        return Value(name: name, id: region.description, region: region)
      }
      codes = regions.map { regions in
        var (last, code) = (RegionCode?.none, Int32(-1))
        return Vector(
          regions.map { region in
            if region != last { (last, code) = (region, region.flatMap { positions[$0] } ?? -1) }
            return code
          })
      }
    case .region(let level):
      let runs = panel.units.segments(at: level)
      var all = [Int32](repeating: -1, count: leaves)
      for (code, run) in runs.enumerated() { for unit in run.units { all[unit] = Int32(code) } }
      values = runs.map { run in
        let name = panel.regions.path(to: run.region).last ?? run.region.description
        return Value(name: name, id: run.region.description, region: run.region)
      }
      codes = [Vector(all)]
    case .kind:
      values = Unit.Kind.allCases.map { kind in
        Value(name: kind == .government ? "政府" : "部门", id: kind.rawValue, region: nil)
      }
      codes = [Vector((0..<leaves).map { panel.units.isDepartment(UnitIndex($0)) ? 1 : 0 })]
    case .edition:
      let editions = panel.catalog.editions.map(\.id)
      values = editions.map { Value(name: $0.name, id: $0.name, region: nil) }
      codes = panel.years.map {
        Vector(panel.reports.editionCodes(editions, in: $0, first: leaves))
      }
    case .tag(let name):
      let column = tags?.column(name)
      values = (column?.values ?? []).map { Value(name: $0, id: $0, region: nil) }
      codes = [
        Vector(column.map { Array($0.codes.prefix(leaves)) } ?? Array(repeating: -1, count: leaves))
      ]
    }
  }

  /// For each leaf unit the region of a level that it lies in: once where that is the same in all years,
  /// else for each year.
  private static func regions(at level: RegionCode.Level, of panel: Panel) -> [[RegionCode?]] {
    let leaves = 0..<panel.units.leafCount
    guard let first = panel.years.first else { return [] }
    func region(_ unit: Int, _ year: Year) -> RegionCode? {
      panel.region(of: UnitIndex(unit), at: level, in: year)
    }
    let all = leaves.map { region($0, first) }
    let movable = leaves.filter { unit in
      panel.units.region(of: UnitIndex(unit)).map(panel.parents.mayMove) ?? false
    }
    guard panel.years.contains(where: { year in movable.contains { region($0, year) != all[$0] } })
    else { return [all] }
    return panel.years.map { year in
      var own = all
      for unit in movable { own[unit] = region(unit, year) }
      return own
    }
  }

  /// Whether a unit may have another value each year.
  var variesByYear: Bool { codes.count > 1 }

  /// The position of a unit's value, or −1; the year is a position in the panel's years.
  func code(of unit: Int, _ year: Int?) -> Int {
    Int(codes[codes.count == 1 ? 0 : year ?? 0][unit])
  }

  /// The position of the value that a township without a unit would have; nil for none.
  func code(ofTownship township: RegionCode, tags: UnitTags?) -> Int? {
    switch key {
    case .region:
      return values.firstIndex { $0.region?.contains(township) ?? false }
    case .kind: return 0
    case .edition: return nil
    case .tag(let name): return tags?.column(name)?.townships[township].map { Int($0) }
    }
  }
}

extension ReportTable {
  /// For the first so many units the position of their report's edition in a list, or −1.
  fileprivate func editionCodes(_ editions: [EditionID], in year: Year, first count: Int) -> [Int32]
  {
    let codes = (0..<editionTexts.count).map { text in
      Int32(editions.firstIndex { $0.name == editionTexts[text] } ?? -1)
    }
    guard let positions = positions(in: year) else { return Array(repeating: -1, count: count) }
    return (0..<count).map { unit in
      guard positions[unit] >= 0 else { return -1 }
      let text = self.editions[Int(positions[unit])]
      return text < 0 ? -1 : codes[Int(text)]
    }
  }
}

extension UnitTable {
  /// Whether a unit is a department. O(1).
  func isDepartment(_ index: UnitIndex) -> Bool { kinds[index.position] & 0x10 != 0 }
}
