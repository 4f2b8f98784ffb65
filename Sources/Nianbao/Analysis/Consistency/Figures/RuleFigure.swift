/// What a rule sees of one figure: of a table's cell, of the figure that the prose states, or of the
/// sum of the units below.
struct RuleFigure: Sendable, Hashable {
  /// What there is of a figure; a sum of several has several of these.
  struct Presence: OptionSet, Sendable, Hashable {
    let rawValue: UInt8
    /// The row, the claim, a unit's row below is there.
    static let found = Presence(rawValue: 1)
    /// A row, a report, a claim, a unit's row below is not there.
    static let missing = Presence(rawValue: 2)
    /// A row is there without a number that can be read.
    static let null = Presence(rawValue: 4)
  }

  /// The figure; nil where it is not one number: missing, in part missing, stated in contradiction.
  var value: Double?
  /// Its status and printed decimals.
  var mark: CellMark
  /// The numbers that what is there stands for; 0 where nothing is.
  var known: FigureInterval
  /// What there is.
  var presence: Presence
  /// Whether below zero makes sense.
  var isSigned: Bool

  /// Whether there is all of it.
  var isComplete: Bool { presence == .found }

  /// The numbers that it stands for, under a rule's mode; any number at all is null.
  func interval(_ mode: MissingMode) -> FigureInterval {
    guard !isComplete else { return known }
    switch mode {
    case .bounds:
      return isSigned ? .anything : FigureInterval(low: known.low, high: .infinity)
    case .nonNull, .partialNull, .alwaysNull:
      return .anything
    case .nonZero, .partialZero, .alwaysZero:
      return presence.contains(.null) ? .anything : known
    }
  }

  /// Whether it is found and not plainly 0: what `non_zero` asks for.
  var isNotZero: Bool { presence.contains(.null) || known.low > 0 || known.high < 0 }
}

extension MissingMode {
  /// Whether a rule over some figures says anything at all.
  func isProduced(_ figures: some Sequence<RuleFigure>) -> Bool {
    switch self {
    case .bounds, .alwaysNull, .alwaysZero: true
    case .nonNull: figures.allSatisfy(\.isComplete)
    case .nonZero: figures.contains(where: \.isNotZero)
    case .partialNull, .partialZero: figures.contains { $0.presence.contains(.found) }
    }
  }
}

extension FigureInterval {
  /// Any number at all.
  static let anything = FigureInterval(low: -.infinity, high: .infinity)
}
