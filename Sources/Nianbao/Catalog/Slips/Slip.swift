/// How a wrong figure may have come about.
enum Slip: Hashable, Sendable {
  /// Two adjacent digits changed places: 45 for 54.
  case digitsSwapped
  /// A digit is missing: 32 for 322.
  case digitDropped
  /// A digit is too many: 3222 for 322.
  case digitAdded
  /// One digit is another: 327 for 322.
  case digitMistyped
  /// The figure is 10, 100, 1000 or 10,000 times too large or too small.
  case factor(Int)
  /// The sign is wrong.
  case sign
  /// It is the figure of the year before.
  case lastYear
  /// There is a 0 where there should be a figure.
  case notFilledIn
  /// The parts of a total were changed, the total was not.
  case totalNotUpdated
  /// A total that counts one of its parts twice.
  case partCountedTwice
  /// A total that leaves one of its parts out.
  case partLeftOut
  /// The figure stands in the next row, and the next row's here.
  case rowsSwapped
  /// The figures of some rows stand one row too high or too low.
  case rowsShifted
  /// Nothing of the kind.
  case unexplained
  /// Of a figure that the prose states too: the table alone is wrong.
  case tableAlone
  /// The prose alone is wrong.
  case textAlone
  /// The wrong figure stands in both.
  case textToo

  /// The name in `slips.tsv`.
  var name: String {
    switch self {
    case .digitsSwapped: "digits-swapped"
    case .digitDropped: "digit-dropped"
    case .digitAdded: "digit-added"
    case .digitMistyped: "digit-mistyped"
    case .factor: "factor"
    case .sign: "sign"
    case .lastYear: "last-year"
    case .notFilledIn: "not-filled-in"
    case .totalNotUpdated: "total-not-updated"
    case .partCountedTwice: "part-counted-twice"
    case .partLeftOut: "part-left-out"
    case .rowsSwapped: "rows-swapped"
    case .rowsShifted: "rows-shifted"
    case .unexplained: "unexplained"
    case .tableAlone: "table-alone"
    case .textAlone: "text-alone"
    case .textToo: "text-too"
    }
  }

  /// One of each.
  static let all: [Slip] = [
    .digitsSwapped, .digitDropped, .digitAdded, .digitMistyped, .factor(10), .sign, .lastYear,
    .notFilledIn, .totalNotUpdated, .partCountedTwice, .partLeftOut, .rowsSwapped, .rowsShifted,
    .unexplained, .tableAlone, .textAlone, .textToo,
  ]

  /// The factors by which figures go wrong: a place too many, 元 for 万元.
  static let factors = [10, 100, 1000, 10_000]
}
