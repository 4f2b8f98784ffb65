/// A relation that the figures of a report must satisfy (勾稽关系, an edit rule).
public struct Rule: Sendable {
  /// What kind of relation it is.
  public enum Kind: String, Sendable, CaseIterable {
    /// Two sums are equal.
    case identity
    /// A sum is not above (or below) another.
    case bound
    /// Where one thing is the case, another must be.
    case implication
    /// A relation to the year before.
    case carryOver = "carry-over"
    /// A figure of the table and the one that the prose states.
    case claim
    /// A report's figure and those of the units below it.
    case rollUp = "rollup"
    /// The report's year is one that its form was issued for; it speaks of no figure.
    case form
    /// A figure that stands out among its peers or in the unit's own years.
    case outlier
    /// A report that repeats another.
    case duplicate

    /// The kinds that a rule file may have.
    static let written: [Kind] = [.identity, .bound, .implication, .carryOver, .claim, .rollUp]
  }

  /// How much a break of the rule matters.
  public enum Severity: String, Sendable, CaseIterable, Comparable {
    /// Worth a look.
    case info
    /// Hardly right.
    case warning
    /// Cannot be right.
    case error

    /// Weaker before stronger.
    public static func < (left: Severity, right: Severity) -> Bool { left.order < right.order }

    private var order: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  }

  /// Where a rule comes from.
  public enum Origin: Sendable, Hashable {
    /// From the relations between rows in an edition's data file.
    case form(EditionID)
    /// From a rule file, at a line.
    case file(String, line: Int)
  }

  /// The stable name.
  public let id: RuleID
  /// The kind of relation.
  public let kind: Kind
  /// How much a break matters.
  public let severity: Severity
  /// The editions whose reports it holds for.
  public let editions: Set<EditionID>
  /// The region whose reports it holds for; nil for all.
  public let scope: RegionCode?
  /// What must hold.
  public let assertion: Assertion
  /// What to tell the reader of a break; `{id}` stands for a figure, `{left}`, `{right}` and
  /// `{difference}` for the sides of the comparison that failed.
  public let message: LocalizedText
  /// Where it comes from.
  public let origin: Origin
}

/// The stable name of a rule, such as `training.session-without-participants`.
public struct RuleID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The name as written in data files and outputs.
  public let name: String

  /// An id with a name.
  public init(_ name: String) { self.name = name }

  /// The name.
  public var description: String { name }

  /// Alphabetical order.
  public static func < (left: RuleID, right: RuleID) -> Bool { left.name < right.name }
}

/// What a rule asserts.
public struct Assertion: Sendable, Hashable {
  /// What must be the case for the rule to say anything; nil where it always does.
  public let premise: Condition?
  /// What must hold then.
  public let conclusion: Condition

  /// The comparisons of premise and conclusion from left to right.
  public var comparisons: [Comparison] { (premise?.comparisons ?? []) + conclusion.comparisons }

  /// All cells that it speaks of, each once, in the order of writing.
  public var cells: [CellReference] {
    var seen: Set<CellReference> = []
    return comparisons.flatMap { $0.left.terms + $0.right.terms }.map(\.cell).filter {
      seen.insert($0).inserted
    }
  }
}

/// Comparisons joined by `and` and `or`.
public indirect enum Condition: Sendable, Hashable {
  /// One comparison.
  case comparison(Comparison)
  /// Both hold.
  case and(Condition, Condition)
  /// At least one holds.
  case or(Condition, Condition)

  /// The comparisons from left to right.
  public var comparisons: [Comparison] {
    switch self {
    case .comparison(let comparison): [comparison]
    case .and(let left, let right), .or(let left, let right): left.comparisons + right.comparisons
    }
  }
}

/// Two sums and how they must stand to each other.
public struct Comparison: Sendable, Hashable {
  /// The signs of comparison.
  public enum Sign: String, Sendable, CaseIterable {
    /// Equal.
    case equal = "="
    /// Not above.
    case atMost = "<="
    /// Not below.
    case atLeast = ">="
    /// Below.
    case below = "<"
    /// Above.
    case above = ">"
  }

  /// The sum before the sign.
  public let left: LinearForm
  /// How it must stand to the other.
  public let sign: Sign
  /// The sum behind the sign.
  public let right: LinearForm
}

/// A sum of figures, each times a number, and a constant.
public struct LinearForm: Sendable, Hashable {
  /// A figure times a number.
  public struct Term: Sendable, Hashable {
    /// The number.
    public var coefficient: Double
    /// The figure.
    public let cell: CellReference
  }

  /// The figures, each once, in the order of writing.
  public private(set) var terms: [Term] = []
  /// The constant.
  public private(set) var constant = 0.0

  /// The form of a constant.
  init(constant: Double) { self.constant = constant }

  /// The form of one figure.
  init(_ cell: CellReference) { terms = [Term(coefficient: 1, cell: cell)] }

  /// This form plus a multiple of another.
  func adding(_ other: LinearForm, times factor: Double = 1) -> LinearForm {
    var sum = self
    sum.constant += factor * other.constant
    for term in other.terms {
      if let position = sum.terms.firstIndex(where: { $0.cell == term.cell }) {
        sum.terms[position].coefficient += factor * term.coefficient
      } else {
        sum.terms.append(Term(coefficient: factor * term.coefficient, cell: term.cell))
      }
    }
    sum.terms.removeAll { $0.coefficient == 0 }
    return sum
  }

  /// This form of some years before.
  func lagged(by years: Int) -> LinearForm {
    var form = self
    form.terms = terms.map { term in
      Term(
        coefficient: term.coefficient,
        cell: CellReference(
          indicator: term.cell.indicator, lag: term.cell.lag + years, source: term.cell.source))
    }
    return form
  }
}

/// A figure that a rule speaks of: an indicator of the report's year or of some years before.
public struct CellReference: Hashable, Sendable {
  /// The indicator.
  public let indicator: IndicatorIndex
  /// How many years before the report's year; 0 for the year itself.
  public let lag: Int
  /// Where the figure stands.
  public let source: Source

  /// Where a figure stands.
  public enum Source: UInt8, Sendable, CaseIterable {
    /// In the report's table.
    case table
    /// In the report's prose: `claim(…)`.
    case prose
    /// In the tables of the units below, added up: `children(…)`.
    case below
  }

  /// A figure.
  public init(indicator: IndicatorIndex, lag: Int, source: Source = .table) {
    self.indicator = indicator
    self.lag = lag
    self.source = source
  }
}
