/// The ways in which figures go wrong that are planted to measure how well they are found again.
public enum MistakeType: String, Sendable, CaseIterable {
  /// Two adjacent digits changed places.
  case digitsSwapped = "digits-swapped"
  /// A digit left out.
  case digitDropped = "digit-dropped"
  /// A digit too many.
  case digitAdded = "digit-added"
  /// One digit is another.
  case digitMistyped = "digit-mistyped"
  /// Ten times too large or too small.
  case factor10 = "factor-10"
  /// A hundred times too large or too small.
  case factor100 = "factor-100"
  /// Ten thousand times too large: 元 where the form asks for 万元, or the other way round.
  case factor10000 = "factor-10000"
  /// The sign lost or added.
  case sign
  /// The figures of two neighbouring rows changed places.
  case rowsSwapped = "rows-swapped"
  /// The figures of a run of rows stand one row too low or too high; the row left free says 0, and the
  /// figure pushed out of the run is lost.
  case rowsShifted = "rows-shifted"
  /// The figure of the year before.
  case lastYear = "last-year"
  /// A total that was not updated when one of its parts changed.
  case totalNotUpdated = "total-not-updated"
  /// A total in which one part is counted twice.
  case countedTwice = "counted-twice"
  /// Left blank.
  case blanked
  /// Zero where there is something.
  case zeroed

  /// The wrong figures that this way makes of a right one, whatever stands around it; nil where it
  /// depends on other figures.
  ///
  /// - Parameter isWhole: Whether the figure is a count.
  func misspellings(of value: Double, isWhole: Bool) -> [Double]? {
    switch self {
    case .digitsSwapped: Misspelling.swapped(value)
    case .digitDropped: Misspelling.dropped(value)
    case .digitAdded: Misspelling.added(value)
    case .digitMistyped: Misspelling.mistyped(value)
    case .factor10: Misspelling.scaled(value, by: 10, isWhole: isWhole)
    case .factor100: Misspelling.scaled(value, by: 100, isWhole: isWhole)
    case .factor10000: Misspelling.scaled(value, by: 10_000, isWhole: isWhole)
    case .sign: value == 0 ? [] : [-value]
    case .blanked: value == 0 ? [] : [.nan]
    case .zeroed: value == 0 ? [] : [0]
    case .rowsSwapped, .rowsShifted, .lastYear, .totalNotUpdated, .countedTwice: nil
    }
  }

  /// The right figures that this way may have made a wrong one of; nil where there is no end of them.
  func origins(of printed: Double, isWhole: Bool) -> [Double]? {
    let candidates: [Double]
    switch self {
    case .digitsSwapped: candidates = Misspelling.swapped(printed)
    case .digitDropped: candidates = Misspelling.added(printed)
    case .digitAdded: candidates = Misspelling.dropped(printed)
    case .digitMistyped: candidates = Misspelling.mistyped(printed)
    case .factor10: candidates = [printed * 10, printed / 10]
    case .factor100: candidates = [printed * 100, printed / 100]
    case .factor10000: candidates = [printed * 10_000, printed / 10_000]
    case .sign: candidates = [-printed]
    default: return nil
    }
    return candidates.filter {
      (misspellings(of: $0, isWhole: isWhole) ?? []).contains(printed)
    }
  }
}
