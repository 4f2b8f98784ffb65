/// How likely it is that a figure was meant and another printed.
///
/// For a true figure t and a printed one p the logarithm of P(p printed | t meant) · P(t) / P(p): slips
/// that have many outcomes make each of them unlikely, and a figure that fits the row's other years is
/// to be preferred to one that does not.
struct SlipLikelihood {
  let context: LocalisationContext

  /// What is known of a cell's surroundings.
  struct Surroundings {
    /// The figure of the year before; nil where there is none.
    var lastYear: Double?
    /// The figures of the years before and behind.
    var neighbours: [Double] = []
    /// The printed decimals; 0 for counts.
    var decimals = 0
    /// The figures of a total's parts, group by group; empty where it is no total.
    var parts: [[Double]] = []
    /// In how many places of the report slips happen.
    var places = SlipPlaces()

    /// Whether what is meant is told elsewhere: in the table, of a figure of the prose.
    var isTold = false

    /// How plausible figures are here; nil for a total, which is what its parts make it: they are
    /// plausible or not, and it follows. Nil also where what is meant is told elsewhere.
    var prior: FigurePrior? {
      parts.isEmpty && !isTold ? FigurePrior(neighbours: neighbours) : nil
    }
  }

  /// The likeliest slip, and how likely the figures are with any.
  ///
  /// - Parameter range: The figures that may have been meant, where it is not `meant` alone: slips that
  ///   lead from any of them to the printed one then speak for all.
  func assess(
    printed: Double, meant: Double, within range: ClosedRange<Double>, _ surroundings: Surroundings
  ) -> (slip: Slip, logarithm: Double) {
    let prior = surroundings.prior
    let point = prior?.logarithm(of: meant) ?? 0
    let whole = max(point, prior?.logarithm(of: range) ?? 0)
    var sum = 0.0
    var best: (slip: Slip, probability: Double) = (.unexplained, 0)
    for (slip, share) in Self.outcomes(printed: printed, meant: meant, surroundings) {
      let isFromAny = slip == .unexplained || slip == .notFilledIn
      let gain = isFromAny ? FigurePrior.exponential(whole - point) : 1
      let probability =
        context.slips.rate(slip) * surroundings.places.share(of: slip) * share * gain
      sum += probability
      if probability > best.probability { best = (slip, probability) }
    }
    return (
      best.slip, FigurePrior.natural(sum) + point - (prior?.logarithm(of: printed) ?? 0)
    )
  }

  /// The slips that turn one figure into the other, each with how much of its rate falls on it.
  private static func outcomes(printed: Double, meant: Double, _ surroundings: Surroundings)
    -> [(Slip, Double)]
  {
    let spread = 2 * (max(abs(printed), abs(meant)) + 10)
    // A figure below zero does not come about just so, and where there is nothing hardly any does.
    let isOdd = printed < 0 && meant >= 0
    let share = isOdd ? 1e-3 : meant == 0 ? fromNothing : 1
    var outcomes: [(Slip, Double)] = [(.unexplained, share / spread)]
    if printed == 0 { outcomes.append((.notFilledIn, 1)) }
    if printed == -meant { outcomes.append((.sign, 1)) }
    if let lastYear = surroundings.lastYear, lastYear == printed { outcomes.append((.lastYear, 1)) }
    if let factor = factor(printed, meant) {
      outcomes.append((.factor(factor), factor == 10 ? 0.25 : 0.1))
    }
    if printed.sign == meant.sign || printed == 0 || meant == 0 {
      let wrong = PrintedDigits(printed, decimals: surroundings.decimals)
      let right = PrintedDigits(meant, decimals: surroundings.decimals)
      let count = Double(right.digits.count)
      if wrong.isSwap(of: right) { outcomes.append((.digitsSwapped, 1 / max(1, count - 1))) }
      if wrong.isShortened(right) { outcomes.append((.digitDropped, 1 / count)) }
      if right.isShortened(wrong) { outcomes.append((.digitAdded, 1 / (10 * (count + 1)))) }
      // Nobody types another digit for a lone 0.
      if wrong.isMistyped(right), printed != 0, meant != 0 {
        outcomes.append((.digitMistyped, 1 / (9 * count)))
      }
    }
    for parts in surroundings.parts {
      let counted = parts.filter { $0 != 0 }
      // A total of one part is that part: there is nothing to count twice or to leave out.
      guard counted.count > 1 else { continue }
      let twice = counted.count { same(printed - meant, $0) }
      let out = counted.count { same(meant - printed, $0) }
      if twice > 0 { outcomes.append((.partCountedTwice, Double(twice))) }
      if out > 0 { outcomes.append((.partLeftOut, Double(out))) }
    }
    for parts in surroundings.parts {
      outcomes.append((.totalNotUpdated, draft(printed, meant, parts)))
    }
    return outcomes
  }

  /// How likely a total that was worked out before one of its parts changed is what is printed: parts
  /// change by as much as themselves, mostly, and at times by anything.
  private static func draft(_ printed: Double, _ meant: Double, _ parts: [Double]) -> Double {
    let change = abs(printed - meant)
    let counted = parts.filter { $0 > 0 }
    let near = counted.reduce(0) { $0 + (change <= $1 ? 1 / (2 * max($1, 1)) : 0) }
    let any = 1 / max(20, 2 * max(abs(meant), abs(printed)))
    return 0.9 * near / Double(max(1, counted.count)) + 0.1 * any
  }

  /// How much seldomer than another figure a 0 is printed as something that nothing explains.
  private static let fromNothing = 0.2

  private static func same(_ one: Double, _ other: Double) -> Bool {
    abs(one - other) <= 1e-9 * max(1, abs(one))
  }

  private static func factor(_ printed: Double, _ meant: Double) -> Int? {
    guard meant != 0, printed != 0 else { return nil }
    let ratio = max(printed / meant, meant / printed)
    return Slip.factors.first { same(ratio, Double($0)) }
  }

  /// Figures that a printed one may have been meant to be, by a slip of the hand.
  static func meant(by printed: Double, _ surroundings: Surroundings) -> [Double] {
    let digits = PrintedDigits(printed, decimals: surroundings.decimals)
    let typed = (digits.swapped + digits.shortened + digits.mistyped + digits.lengthened)
      .compactMap(\.value)
    let scaled = Slip.factors.flatMap { [printed * Double($0), printed / Double($0)] }
    return typed.map { printed < 0 ? -$0 : $0 } + scaled + [-printed]
  }
}
