/// How what one region covered went over to others: the mergers and divisions of a history as flows
/// between bodies, each body named by the code that its reports have in a panel.
struct BoundaryFlows: Sendable {
  /// What one region gave to another in a year.
  struct Flow: Sendable {
    let from: RegionCode
    let to: RegionCode
    /// The year of the change; nil where not known.
    let year: Year?
    /// The first year of the giving region; nil where not known.
    let since: Year?
    let portion: Portion
    /// The place of the change among those of its year: that of its line in the data files, and for all
    /// parts of a division that of the first one's.
    let order: Int
  }

  /// How much of it.
  enum Portion: Sendable, Hashable {
    case all
    /// A part, by a basis; nil where nothing says how much.
    case part(RegionHistory.Change.Basis?)
  }

  /// The flows into each region, and out of it.
  private(set) var into: [RegionCode: [Flow]] = [:]
  private(set) var outOf: [RegionCode: [Flow]] = [:]
  /// The years that regions were new in.
  private var established: [RegionCode: Year] = [:]

  /// The flows of a tree's history.
  init(_ tree: RegionTree) {
    let history = tree.history
    for change in history.changes where change.kind == .merger || change.kind == .split {
      // A region that began with the change has no figures of its own before it.
      let heir = history.current(change.newCode)
      if let from = tree.region(heir)?.from { established[heir] = from }
    }
    for (position, change) in history.changes.enumerated() {
      switch change.kind {
      case .rename, .recode, .transfer: continue
      case .established: established[history.current(change.newCode)] = change.from
      case .merger, .split:
        // The parts of a division come about together.
        let siblings = change.kind == .split ? outOf[change.oldCode] ?? [] : []
        let first = siblings.first { $0.year == change.until && $0.portion != .all }
        let flow = Flow(
          from: change.oldCode, to: history.current(change.newCode), year: change.until,
          since: change.from, portion: change.kind == .merger ? .all : .part(change.basis),
          order: first?.order ?? position)
        into[flow.to, default: []].append(flow)
        outOf[flow.from, default: []].append(flow)
      }
    }
  }

  /// The regions that gave or got something.
  var touched: Set<RegionCode> { Set(into.keys).union(outOf.keys).union(established.keys) }

  /// Whether a region was there before a year, so that it had figures of its own.
  func wasThere(_ code: RegionCode, before year: Year) -> Bool {
    established[code].map { $0 < year } ?? true
  }

  /// Whether a region was there before it got something in a year, so that it had figures of its own.
  ///
  /// Not where it was new in that year, and not where it is what remained of a divided region.
  func existed(_ code: RegionCode, before year: Year) -> Bool {
    wasThere(code, before: year)
      && !(into[code] ?? []).contains { $0.from == code && $0.year == year }
  }

  /// Whether a region was new after a year.
  func isNew(_ code: RegionCode, after year: Year) -> Bool {
    established[code].map { $0 > year } ?? false
  }
}

extension RegionHistory {
  /// The code and the name that a region had on the boundaries at the end of a year.
  ///
  /// - Parameter code: The code that its reports have in a panel.
  /// - Returns: The name where the region itself had another one; nil where it is the present one.
  func codeAndName(of code: RegionCode, asOf year: Year) -> (code: RegionCode, name: String?) {
    var (code, name): (RegionCode, String?) = (code, nil)
    var done: Set<Int> = []
    // Back along the renames that came after the year, the latest first.
    while true {
      let later = changes.indices.filter { position in
        let change = changes[position]
        return change.kind.isSuccession && change.newCode.contains(code)
          && change.until.map { $0 > year } ?? false && !done.contains(position)
      }
      guard let last = later.max(by: { until($0) < until($1) }),
        let earlier = code.moved(from: changes[last].newCode, to: changes[last].oldCode)
      else { return (code, name) }
      if changes[last].newCode == code { name = changes[last].oldName }
      code = earlier
      done.insert(last)
    }
  }

  private func until(_ position: Int) -> Year {
    changes[position].until ?? RegionParents.ever.lowerBound
  }
}
