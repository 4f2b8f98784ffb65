/// What the figure of a region on other boundaries is made of: figures of bodies in the panel, or that
/// it cannot be told.
struct Composition: Sendable {
  /// The figure of one body, whole or in part.
  struct Term: Sendable {
    let region: RegionCode
    /// The divisions between the body and the region, each with the region that got a part.
    var parts: [Part]
  }

  /// A part of a divided region.
  struct Part: Sendable {
    let flow: BoundaryFlows.Flow
    let basis: RegionHistory.Change.Basis
  }

  var terms: [Term] = []
  /// Bodies whose figures are in it by an amount that nothing tells.
  var undivided: [RegionCode] = []

  /// The figure of a body as it stands.
  init(_ region: RegionCode) { terms = [Term(region: region, parts: [])] }

  init() {}

  /// Whether it is the figure of one body as it stands.
  func isPlain(_ region: RegionCode) -> Bool {
    undivided.isEmpty && terms.count == 1 && terms[0].region == region && terms[0].parts.isEmpty
  }

  mutating func add(_ other: Composition) {
    terms += other.terms
    undivided += other.undivided
  }

  /// The part of this that a division gave.
  func divided(by flow: BoundaryFlows.Flow) -> Composition {
    guard case .part(let basis) = flow.portion else { return self }
    var part = self
    if let basis {
      for position in part.terms.indices {
        part.terms[position].parts.append(Part(flow: flow, basis: basis))
      }
    } else {
      part.undivided += part.terms.map(\.region)
      part.terms = []
    }
    return part
  }
}

/// Works out compositions on the boundaries of one year.
struct BoundaryCompositions {
  let flows: BoundaryFlows
  /// The year whose boundaries are wanted, at its end.
  let year: Year
  /// The last year that a region reported for, as a body of some kind; nil where it never did.
  let lastReport: (RegionCode) -> Year?

  /// Whether a region is there on the boundaries.
  func isThere(_ code: RegionCode) -> Bool {
    if flows.isNew(code, after: year) { return false }
    return !(flows.outOf[code] ?? []).contains { flow in
      yearOf(flow) <= year && !remains(flow)
    }
  }

  /// The regions there that take the place of one that is not, in the order of the flows.
  func heirs(of code: RegionCode) -> [RegionCode] {
    var heirs: [RegionCode] = []
    var seen: Set<RegionCode> = [code]
    var open = [code]
    while let next = open.popLast() {
      let isLater = flows.isNew(next, after: year)
      let steps =
        isLater ? (flows.into[next] ?? []).map(\.from) : (flows.outOf[next] ?? []).map(\.to)
      for step in steps where seen.insert(step).inserted {
        if isThere(step) { heirs.append(step) } else { open.append(step) }
      }
    }
    return heirs
  }

  /// What a region's figure of a year is made of.
  ///
  /// - Complexity: O(changes) for each change on the way.
  func composition(of code: RegionCode, in figures: Year) -> Composition {
    figures <= year
      ? forward(code, before: Moment(year: year, order: .max), figures)
      : backward(code, after: Moment(year: year, order: .max), figures)
  }

  /// When a change came: in which year, and where among the changes of the year.
  struct Moment: Comparable {
    let year: Year
    let order: Int

    static func < (left: Moment, right: Moment) -> Bool {
      (left.year, left.order) < (right.year, right.order)
    }
  }

  private func moment(_ flow: BoundaryFlows.Flow) -> Moment {
    Moment(year: yearOf(flow), order: flow.order)
  }

  /// The year of a change; where it is not known, the last one that the giving region reported for.
  private func yearOf(_ flow: BoundaryFlows.Flow) -> Year {
    flow.year ?? lastReport(flow.from) ?? RegionParents.ever.lowerBound
  }

  /// Whether figures of a year still are of the boundaries before a change: those of earlier years,
  /// and those of the year itself where the region that was merged or divided still reported for it.
  private func isBefore(_ figures: Year, _ flow: BoundaryFlows.Flow) -> Bool {
    let changed = yearOf(flow)
    guard figures == changed else { return figures < changed }
    return !remains(flow) && lastReport(flow.from).map { $0 >= figures } ?? false
  }

  /// Whether the giving region goes on under its code.
  private func remains(_ flow: BoundaryFlows.Flow) -> Bool {
    (flows.into[flow.from] ?? []).contains { $0.from == flow.from && moment($0) == moment(flow) }
  }

  /// Figures that are older than the boundaries: what was given since is added.
  ///
  /// Changes of one year follow each other: what a region gave in a year has what it got earlier in that
  /// year.
  private func forward(_ code: RegionCode, before bound: Moment, _ figures: Year) -> Composition {
    let inflows = (flows.into[code] ?? []).filter { moment($0) < bound && isBefore(figures, $0) }
    guard let last = inflows.map(yearOf).max() else { return Composition(code) }
    let ofYear = inflows.filter { yearOf($0) == last }
    // What remained of the region has all that it got before it was divided.
    let remainder = ofYear.filter { $0.from == code }.map(moment).max()
    var sum = Composition()
    if remainder == nil, flows.wasThere(code, before: last) {
      sum.add(forward(code, before: Moment(year: last, order: .min), figures))
    }
    for flow in ofYear where remainder.map({ moment(flow) >= $0 }) ?? true {
      let given = forward(flow.from, before: moment(flow), figures)
      // A region has no figures before it was there, unless others became it.
      if let since = flow.since, since > figures, given.isPlain(flow.from) { continue }
      sum.add(given.divided(by: flow))
    }
    return sum
  }

  /// Figures that are younger than the boundaries: the parts add up to what was divided since, and what
  /// was merged cannot be told apart. Changes of one year are gone through one after the other.
  private func backward(_ code: RegionCode, after bound: Moment, _ figures: Year) -> Composition {
    let all = (flows.outOf[code] ?? []) + (flows.into[code] ?? [])
    let later = all.filter { moment($0) > bound && !isBefore(figures, $0) }
    guard let next = later.map(moment).min() else { return Composition(code) }
    var heirs = (flows.outOf[code] ?? []).filter { moment($0) == next }.map(\.to)
    if heirs.isEmpty { heirs = [code] }
    var sum = Composition()
    for heir in heirs {
      // A region that several came to be in one year has all of them, whichever line is the first.
      var givers = Set(
        (flows.into[heir] ?? []).filter { yearOf($0) == next.year && moment($0) <= next }.map(
          \.from))
      if flows.existed(heir, before: next.year) { givers.insert(heir) }
      if givers == [code] {
        sum.add(backward(heir, after: next, figures))
      } else {
        // The figures that it is in are those of wherever the heir went on to.
        let whole = backward(heir, after: next, figures)
        sum.undivided += whole.terms.map(\.region) + whole.undivided
      }
    }
    return sum
  }
}
