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
      let regions = panel.years.map { year in
        (0..<leaves).map { panel.region(of: UnitIndex($0), at: level, in: year) }
      }
      let all = Set(regions.joined().compactMap(\.self)).sorted()
      var positions: [RegionCode: Int32] = [:]
      for (position, region) in all.enumerated() { positions[region] = Int32(position) }
      values = all.map { region in
        let name = panel.regions.path(to: region).last ?? region.description
        return Value(name: name, id: region.description, region: region)
      }
      codes = regions.map { Vector($0.map { $0.flatMap { positions[$0] } ?? -1 }) }
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
