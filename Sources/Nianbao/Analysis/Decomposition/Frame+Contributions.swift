import Vectors

extension Frame {
  /// What each body adds to the change of the region it lies in.
  ///
  /// - Parameters:
  ///   - from: The earlier year.
  ///   - to: The later year.
  ///   - level: The level of the regions whose change is explained, as they are in the later year; nil
  ///     for all bodies together.
  ///   - regions: What the regions are called.
  /// - Complexity: O(bodies × indicators), and a sort of each region's.
  public func contributions(
    from: Year, to: Year, within level: RegionCode.Level?, of regions: RegionTree
  ) -> Contributions {
    let pairs = FigurePairs(self, from, to)
    let wholes = BodyGroups(of: self, at: level, in: regions, year: to).groups
    var groups: [Contributions.Group] = []
    for whole in wholes {
      for indicator in indicators.indices {
        let items = whole.bodies.compactMap { pairs.item(.body($0), indicator, $0) }
        guard !items.isEmpty else { continue }
        let (previous, value) = (
          items.compactMap(\.previous).total, items.compactMap(\.value).total
        )
        groups.append(
          Contributions.Group(
            whole: whole.whole, indicator: indicator, breakdown: 1, previous: previous,
            value: value, change: previous == nil || value == nil ? nil : items.sum,
            items: items.largestFirst))
      }
    }
    return Contributions(frame: self, from: from, to: to, groups: groups)
  }

  /// What each part of a total adds to the total's change, body by body. The parts are those that the
  /// forms of the reports of either year print.
  ///
  /// - Parameters:
  ///   - from: The earlier year.
  ///   - to: The later year.
  ///   - totals: The totals, as positions in `indicators`; nil for all that have parts.
  /// - Complexity: O(bodies × parts).
  public func partContributions(from: Year, to: Year, of totals: [Int]? = nil) -> Contributions {
    let pairs = FigurePairs(self, from, to)
    var groups: [Contributions.Group] = []
    let breakdowns = (totals ?? Array(indicators.indices)).flatMap { total in
      self.breakdowns(of: total, in: [from, to]).enumerated().map { (total, $0.offset, $0.element) }
    }
    for body in bodies.indices {
      for (total, breakdown, parts) in breakdowns {
        guard let whole = pairs.item(.rest, total, body) else { continue }
        let items = parts.compactMap { pairs.item(.part(indicators[$0]), $0, body) }
        guard !items.isEmpty else { continue }
        let all = items + [whole.rest(after: items)].compactMap { $0 }
        groups.append(
          Contributions.Group(
            whole: bodies[body], indicator: total, breakdown: breakdown + 1,
            previous: whole.previous, value: whole.value,
            change: whole.kind == .changed ? whole.amount : nil, items: all.largestFirst))
      }
    }
    return Contributions(frame: self, from: from, to: to, groups: groups)
  }

  /// The breakdowns of a total into parts of this frame, as positions in `indicators`: along the rows
  /// and along the columns of the form, each with the parts of the forms of both years.
  func breakdowns(of total: Int, in years: [Year]) -> [[Int]] {
    var positions: [IndicatorIndex: Int] = [:]
    for (position, indicator) in indicators.enumerated() { positions[indicator] = position }
    var breakdowns: [[Int]] = []
    var seen: Set<EditionID> = []
    for edition in years.flatMap(editions) where seen.insert(edition.id).inserted {
      let groups = catalog.children(of: indicators[total], .part, in: edition)
      for (place, group) in groups.enumerated() {
        let parts = group.compactMap { positions[$0] }
        if place == breakdowns.count { breakdowns.append([]) }
        breakdowns[place] += parts.filter { !breakdowns[place].contains($0) }
      }
    }
    return breakdowns.filter { !$0.isEmpty }
  }

  /// The forms that reports of a year stand on, the national one first; where that is not known the
  /// national one of the year.
  private func editions(of year: Year) -> [Edition] {
    let national = catalog.edition(for: year)
    guard let used = forms?.editions(in: [year]) else { return national.map { [$0] } ?? [] }
    let all = catalog.editions.filter { used.contains($0.id) }
    return all.filter { $0.id == national?.id } + all.filter { $0.id != national?.id }
  }
}

extension Contributions.Item {
  /// What is left of a total's change after its parts'; nil where nothing is.
  fileprivate func rest(after parts: [Contributions.Item]) -> Contributions.Item? {
    guard kind == .changed, let whole = amount, let explained = parts.sum, whole != explained else {
      return nil
    }
    return Contributions.Item(
      source: .rest, kind: .residual, previous: nil, value: nil, amount: whole - explained,
      notes: [])
  }
}

extension [Double] {
  /// The sum; nil of none.
  var total: Double? { isEmpty ? nil : reduce(0, +) }
}

/// The figures of two years side by side.
struct FigurePairs {
  private let frame: Frame
  private let columns: [(previous: Vector<Double>?, value: Vector<Double>?, answers: [Bool]?)]
  private let years: (from: Int?, to: Int?)

  init(_ frame: Frame, _ from: Year, _ to: Year) {
    let years = (from: frame.position(of: from), to: frame.position(of: to))
    self.frame = frame
    self.years = years
    columns = frame.indicators.indices.map { indicator in
      (
        years.from.flatMap { frame.column(indicator, $0) },
        years.to.flatMap { frame.column(indicator, $0) },
        years.from.flatMap { from in
          years.to.flatMap { frame.comparability(indicator, from, $0) }
        }
      )
    }
  }

  func previous(_ indicator: Int, _ body: Int) -> Double {
    columns[indicator].previous.map { $0[body] } ?? .nan
  }

  func value(_ indicator: Int, _ body: Int) -> Double {
    columns[indicator].value.map { $0[body] } ?? .nan
  }

  func isComparable(_ indicator: Int, _ body: Int) -> Bool {
    columns[indicator].answers.map { $0[body] } ?? true
  }

  func notes(_ indicator: Int, _ body: Int) -> FigureNotes {
    let both = [years.from, years.to].compactMap { $0 }
    return both.reduce([]) { $0.union(frame.notes(indicator, $1, body)) }
  }

  func item(_ source: Contributions.Item.Source, _ indicator: Int, _ body: Int)
    -> Contributions.Item?
  {
    Contributions.Item(
      source, previous: previous(indicator, body), value: value(indicator, body),
      notes: notes(indicator, body), isComparable: isComparable(indicator, body))
  }
}
