import Edits

/// Makes explanations of sets of figures: the values that satisfy all rules, and how the printed ones
/// may have come about.
struct ExplanationBuilder {
  let context: LocalisationContext
  var system: RecordSystem
  /// The broken rules that are explained, as edits.
  let failing: [Int]
  /// Broken rules that other explanations are found for.
  let ignored: Set<Int>
  /// In how many places of each report slips happen.
  var places: [RecordReport: SlipPlaces] = [:]

  /// An explanation before it is compared with others.
  struct Draft {
    /// The changed figures with what they should say.
    var changes: [Int: Double]
    /// The least and greatest value of each.
    var ranges: [Int: ClosedRange<Double>]
    /// The slips, that of the first figure first.
    var slips: [Slip]
    /// The figures of the prose that repeat a changed one, with what they should say.
    var copies: [Int: Double] = [:]
    /// The logarithm of how likely it is.
    var logarithm: Double

    /// Whether something discrete explains the figures: one that the others imply is explained, however
    /// it went wrong; several need a slip that can be told from chance.
    var isSlip: Bool {
      changes.count == 1 || slips.contains { $0 != .unexplained && $0 != .totalNotUpdated }
    }

    /// Whether rows moved: one slip over several figures.
    var isMove: Bool { slips == [.rowsSwapped] || slips == [.rowsShifted] }
  }

  /// The most values tried for one figure of several.
  private static let valueLimit = 5

  /// The logarithm of how much less likely one more slip is.
  static let furtherSlip = -1.0

  private func surroundings(of cell: RecordCell, changed: [Int: Double])
    -> SlipLikelihood.Surroundings
  {
    var surroundings = context.surroundings(of: cell, changed: changed)
    surroundings.places = places[cell.report] ?? SlipPlaces()
    return surroundings
  }

  private var likelihood: SlipLikelihood { SlipLikelihood(context: context) }

  /// The likeliest values of a set of figures; nil where nothing satisfies all rules.
  mutating func draft(changing variables: [Int]) -> Draft? {
    guard
      let ranges = Repair(of: variables, in: &system, required: failing, ignoring: ignored)?.ranges
    else { return nil }
    guard var draft = best(variables[...], ranges, fixed: [:]) else { return nil }
    draft.ranges = ranges.mapValues { Self.clean($0.lowerBound)...Self.clean($0.upperBound) }
    return draft
  }

  /// The likeliest values, figure by figure: the first gets a value that a slip explains, or the
  /// nearest possible one; the others what is then left for them.
  private mutating func best(
    _ variables: ArraySlice<Int>, _ ranges: [Int: ClosedRange<Double>], fixed: [Int: Double]
  ) -> Draft? {
    guard let variable = variables.first, let range = ranges[variable] else { return nil }
    let rest = variables.dropFirst()
    var best: Draft?
    for value in candidates(variable, within: range, fixed).prefix(
      rest.isEmpty ? 1 : Self.valueLimit)
    {
      var values = fixed
      values[variable] = value
      guard
        let draft = rest.isEmpty
          ? assessed(values, within: [variable: range]) : completed(rest, values)
      else { continue }
      if best.map({ draft.logarithm > $0.logarithm }) ?? true { best = draft }
    }
    return best
  }

  private mutating func completed(_ rest: ArraySlice<Int>, _ values: [Int: Double]) -> Draft? {
    system.assumed = values
    defer { system.assumed = [:] }
    let touched = values.keys.sorted().flatMap { system.edits(of: $0) }
    guard
      let ranges = Repair(
        of: Array(rest), in: &system, required: failing + touched, ignoring: ignored)?.ranges
    else { return nil }
    system.assumed = [:]
    return best(rest, ranges, fixed: values)
  }

  /// Values of a range, likeliest first.
  private func candidates(
    _ variable: Int, within range: ClosedRange<Double>, _ fixed: [Int: Double]
  ) -> [Double] {
    if range.lowerBound == range.upperBound { return [Self.clean(range.lowerBound)] }
    let cell = context.layout.cell(of: variable)
    guard let printed = context.value(cell) else { return [] }
    let surroundings = surroundings(of: cell, changed: fixed)
    let isWhole = context.isCount(cell.indicator)
    let ends = [range.lowerBound, range.upperBound].filter(\.isFinite)
    let middle =
      ends.count == 2
      ? [Self.rounded((ends[0] + ends[1]) / 2, decimals: surroundings.decimals)] : []
    let values =
      middle + ends + SlipLikelihood.meant(by: printed, surroundings) + surroundings.neighbours
      + [min(max(printed, range.lowerBound), range.upperBound)]
      + [context.reliability.claim(of: cell)].compactMap { $0 }
    return values.lazy.map(Self.clean)
      .filter { range.contains($0) && $0 != printed && (!isWhole || $0 == $0.rounded()) }
      .uniqued()
      .map { value in
        let (_, logarithm) = likelihood.assess(
          printed: printed, meant: value, within: value...value, surroundings)
        return (value, logarithm)
      }
      .sorted { ($1.1, $0.0) < ($0.1, $1.0) }.map(\.0)
  }

  private static func rounded(_ value: Double, decimals: Int) -> Double {
    let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
    return (value * scale).rounded() / scale
  }

  /// A value free of the errors of arithmetic: amounts have six decimals at most, and there is one 0.
  private static func clean(_ value: Double) -> Double {
    let scaled = (value * 1e6).rounded()
    return (abs(scaled) < 0x1p53 ? scaled / 1e6 : value) + 0
  }

  /// How likely some values are, each by a slip of its own.
  ///
  /// - Parameter ranges: Of figures that could be others as well, which.
  private func assessed(
    _ values: [Int: Double], within ranges: [Int: ClosedRange<Double>]
  ) -> Draft? {
    var draft = Draft(
      changes: values, ranges: values.mapValues { $0...$0 }, slips: [],
      logarithm: Self.furtherSlip * Double(values.count - 1))
    for (variable, value) in values.sorted(by: { $0.key < $1.key }) {
      let cell = context.layout.cell(of: variable)
      guard let printed = context.value(cell), printed != value else { return nil }
      let (slip, logarithm) = likelihood.assess(
        printed: printed, meant: value, within: ranges[variable] ?? value...value,
        surroundings(of: cell, changed: values))
      draft.slips.append(slip)
      draft.logarithm += logarithm
    }
    place(&draft)
    return draft
  }

  /// Adds what the prose says of the changed figures, and how likely they went wrong there or in the
  /// table.
  private func place(_ draft: inout Draft) {
    for (variable, value) in draft.changes.sorted(by: { $0.key < $1.key }) {
      let cell = context.layout.cell(of: variable)
      if cell.source == .prose {
        draft.logarithm += FigurePrior.natural(context.slips.rate(.textAlone))
      } else if let claim = context.repeatingClaim(of: cell) {
        draft.copies[context.layout.variable(of: claim)] = value
        draft.logarithm += FigurePrior.natural(context.slips.rate(.textToo))
      } else if context.reliability.claim(of: cell) != nil {
        draft.logarithm += FigurePrior.natural(context.slips.rate(.tableAlone))
      }
    }
  }

  /// Whether every broken rule that is one linear relation of recorded figures holds with some values:
  /// a look at plain sums that spares most exact tests.
  ///
  /// - Parameter lost: A figure that can be anything.
  mutating func mayHold(_ values: [Int: Double], losing lost: Int?) -> Bool {
    for number in failing {
      let edit = system.edit(number)
      guard edit.alternatives.count == 1 else { continue }
      for linear in edit.alternatives[0] {
        var (low, high) = (0.0, 0.0)
        for term in linear.terms {
          guard term.variable != lost,
            let range = values[term.variable].map({ $0...$0 })
              ?? system.variable(term.variable).recorded
          else {
            (low, high) = (-.infinity, .infinity)
            break
          }
          let ends = (term.coefficient * range.lowerBound, term.coefficient * range.upperBound)
          low += min(ends.0, ends.1)
          high += max(ends.0, ends.1)
        }
        let slack = 1e-7 * max(1, abs(low))
        if low > linear.high + slack || high < linear.low - slack { return false }
      }
    }
    return true
  }

  /// An explanation by one slip over several rows that lost a figure, where it satisfies all rules.
  mutating func draft(
    moving values: [Int: Double], losing lost: Int, by slip: Slip
  ) -> Draft? {
    system.assumed = values
    let touched = values.keys.sorted().flatMap { system.edits(of: $0) }
    let range = Repair(
      of: [lost], in: &system, required: failing + touched, ignoring: ignored)?.ranges[lost]
    system.assumed = [:]
    guard let range, let value = candidates(lost, within: range, values).first else { return nil }
    return draft(
      moving: values.merging([lost: value]) { $1 }, by: slip)
  }

  /// An explanation by one slip over several rows, where it satisfies all rules.
  mutating func draft(moving values: [Int: Double], by slip: Slip) -> Draft? {
    guard Repair.holds(values, in: &system, required: failing, ignoring: ignored) else {
      return nil
    }
    let report = values.keys.min().map { context.layout.cell(of: $0).report }
    let places = report.flatMap { self.places[$0] } ?? SlipPlaces()
    var logarithm = FigurePrior.natural(context.slips.rate(slip) * places.share(of: slip))
    for (variable, value) in values.sorted(by: { $0.key < $1.key }) {
      let cell = context.layout.cell(of: variable)
      guard let printed = context.value(cell) else { continue }
      guard let prior = context.surroundings(of: cell, changed: values).prior else { continue }
      logarithm += prior.logarithm(of: value) - prior.logarithm(of: printed)
    }
    // A row that moved may say what it said before.
    let changes = values.filter { variable, value in
      context.value(context.layout.cell(of: variable)) ?? 0 != value
    }
    var draft = Draft(
      changes: changes, ranges: changes.mapValues { $0...$0 }, slips: [slip], logarithm: logarithm)
    place(&draft)
    return draft
  }
}
