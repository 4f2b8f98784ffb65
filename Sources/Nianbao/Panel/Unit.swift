/// A reporting body: a township, street office, district, department.
public struct Unit: Hashable, Sendable {
  /// What kind of body reports.
  public enum Kind: String, Sendable, CaseIterable {
    /// The government or office of the region itself.
    case government
    /// A department or institution that belongs to a region.
    case department
  }

  /// The name as reports print it, without the names of the regions above: `古北口镇`.
  public let name: String
  /// The region it governs, or for a department the region it belongs to; nil where not known.
  public let region: RegionCode?
  /// Government or department.
  public let kind: Kind

  /// A reporting body.
  public init(name: String, region: RegionCode?, kind: Kind = .government) {
    self.name = name
    self.region = region
    self.kind = kind
  }

  /// What makes two reports speak of one unit: the region's code for a government, code and name for
  /// a department, the bare name where no region is known.
  public var key: Key {
    switch (region, kind) {
    case (let region?, .government): .government(region)
    case (let region, _): .body(region, name)
    }
  }

  /// The identity of a unit, whatever its reports call it.
  public enum Key: Hashable, Sendable {
    /// The government of a region.
    case government(RegionCode)
    /// A body known by its name, within a region where that is known.
    case body(RegionCode?, String)
  }

  /// The code as written in outputs: a government's region code, `110118/民政局` for a department,
  /// empty where no region is known.
  public var code: String {
    guard let region else { return "" }
    return kind == .government ? region.description : "\(region)/\(name)"
  }
}

/// The position of a unit in its panel: the dense index of every column.
public struct UnitIndex: Hashable, Comparable, Sendable, Strideable {
  /// The position, from 0.
  public let position: Int

  /// The index for a position.
  public init(_ position: Int) { self.position = position }

  /// The order of the panel.
  public static func < (left: UnitIndex, right: UnitIndex) -> Bool {
    left.position < right.position
  }

  /// The number of positions from this index to another.
  public func distance(to other: UnitIndex) -> Int { other.position - position }

  /// The index some positions further.
  public func advanced(by positions: Int) -> UnitIndex { UnitIndex(position + positions) }
}
