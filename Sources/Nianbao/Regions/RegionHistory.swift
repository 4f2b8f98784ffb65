/// Regions that are no more, or are now another: renamed, raised from county to district, given
/// another code, merged, divided.
///
/// The reports of a renamed region are those of its successor. A merged or divided region stays a
/// unit of its own, for its figures are not its successor's.
public struct RegionHistory: Sendable {
  /// One change; a division has one for each part.
  public struct Change: Sendable, Hashable {
    /// What became of the region.
    public enum Kind: String, Sendable, CaseIterable {
      /// The same body under another name, code or rank, or in another region.
      case rename
      /// It became part of another region.
      case merger
      /// It was divided.
      case split
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
  }

  /// The changes in the order of the data files.
  public internal(set) var changes: [Change]

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
    for change in changes where change.kind == .rename && change.oldCode.contains(code) {
      let tail = code.description.dropFirst(change.oldCode.level.digits)
      if let successor = RegionCode(change.newCode.description + tail) { return successor }
    }
    return nil
  }

  /// The merged and divided regions, each once, for the tree to have them beside those of today.
  public var formerRegions: [RegionTree.Region] {
    var seen: Set<RegionCode> = []
    return changes.compactMap { change in
      guard change.kind != .rename, seen.insert(change.oldCode).inserted else { return nil }
      return RegionTree.Region(
        code: change.oldCode, name: change.oldName, from: change.from, until: change.until)
    }
  }

  /// What took the place of a merged or divided region, in the order of the data files; empty for
  /// all others. O(changes).
  public func successors(ofFormer code: RegionCode) -> [RegionCode] {
    changes.filter { $0.kind != .rename && $0.oldCode == code }.map { current($0.newCode) }
  }
}
