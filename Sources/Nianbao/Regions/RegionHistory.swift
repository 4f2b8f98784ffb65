/// Regions that are no more, or are now another: renamed, raised from county to district, given
/// another code, transferred, merged, divided.
///
/// The reports of a renamed, recoded or transferred region are those of its successor. A merged or
/// divided region stays a unit of its own, for its figures are not its successor's; what becomes of
/// them on the boundaries of another year is worked out by `Panel.asOf(_:)`.
public struct RegionHistory: Sendable {
  /// One change; a division has one for each part.
  public struct Change: Sendable, Hashable {
    /// What became of the region.
    public enum Kind: String, Sendable, CaseIterable {
      /// The same body under another name, code or rank, or in another region.
      case rename
      /// The same body and name under another code.
      case recode
      /// The same body in another region, under another code or its own.
      case transfer
      /// It became part of another region.
      case merger
      /// It was divided.
      case split
      /// It was new in the year `from`; the region itself stands for old and new.
      case established

      /// Whether the body goes on, so that its reports are one series.
      public var isSuccession: Bool { self == .rename || self == .recode || self == .transfer }
    }

    /// By what the figures of a divided region are divided.
    public enum Basis: Sendable, Hashable {
      /// The part's share.
      case share(Double)
      /// The parts' figures of an indicator in the first year that all of them have one.
      case indicator(IndicatorID)
    }

    /// What became of the region.
    public let kind: Kind
    /// The code until then.
    public let oldCode: RegionCode
    /// The name until then.
    public let oldName: String
    /// The first year of the old name; nil where not known.
    public let from: Year?
    /// The last year of the old name, the one of the change; nil where not known.
    public let until: Year?
    /// The code of the region that took its place, or of one of its parts.
    public let newCode: RegionCode
    /// The region it lay in until then, where its code does not say so.
    public let oldParent: RegionCode?
    /// For a part of a divided region by what figures are divided; nil where nothing says.
    public let basis: Basis?
  }

  /// The changes in the order of the data files.
  public internal(set) var changes: [Change]

  /// A history of changes.
  init(changes: [Change] = []) { self.changes = changes }

  /// The code that a region has now; the code itself where it was not renamed.
  ///
  /// - Complexity: O(changes) for each of its renames.
  public func current(_ code: RegionCode) -> RegionCode {
    var code = code
    // A chain of renames is followed to its end; a circle is left after one round.
    for _ in changes.indices {
      guard let next = successor(of: code), next != code else { break }
      code = next
    }
    return code
  }

  private func successor(of code: RegionCode) -> RegionCode? {
    for change in changes where change.kind.isSuccession && change.oldCode.contains(code) {
      guard change.oldCode != change.newCode else { continue }
      if let successor = code.moved(from: change.oldCode, to: change.newCode) { return successor }
    }
    return nil
  }

  /// The merged and divided regions, each once, for the tree to have them beside those of today.
  public var formerRegions: [RegionTree.Region] {
    var seen: Set<RegionCode> = []
    return changes.compactMap { change in
      guard change.kind == .merger || change.kind == .split, seen.insert(change.oldCode).inserted
      else { return nil }
      return RegionTree.Region(
        code: change.oldCode, name: change.oldName, from: change.from, until: change.until)
    }
  }

  /// What took the place of a merged or divided region, in the order of the data files; empty for
  /// all others. O(changes).
  public func successors(ofFormer code: RegionCode) -> [RegionCode] {
    changes.filter { ($0.kind == .merger || $0.kind == .split) && $0.oldCode == code }
      .map { current($0.newCode) }
  }
}

extension RegionCode {
  /// The code of this region where a region that it is or lies in has another code; nil where the
  /// digits do not make one.
  func moved(from old: RegionCode, to new: RegionCode) -> RegionCode? {
    RegionCode(new.description + description.dropFirst(old.level.digits))
  }
}
