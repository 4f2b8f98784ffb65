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
  /// The kinds of units whose reports it holds for; empty for all.
  public let levels: Set<Level>
  /// What must hold, as written.
  public let assertion: Assertion
  /// What missing figures mean.
  public let missing: MissingMode
  /// What to tell the reader of a break; `{id}` stands for a figure, `{left}`, `{right}` and
  /// `{difference}` for the sides of the comparison that failed.
  public let message: LocalizedText
  /// Where it comes from.
  public let origin: Origin

  /// A rule.
  init(
    id: RuleID, kind: Kind, severity: Severity, editions: Set<EditionID>,
    scope: RegionCode? = nil, levels: Set<Level> = [], assertion: Assertion,
    missing: MissingMode = .bounds, message: LocalizedText, origin: Origin
  ) {
    self.id = id
    self.kind = kind
    self.severity = severity
    self.editions = editions
    self.scope = scope
    self.levels = levels
    self.assertion = assertion
    self.missing = missing
    self.message = message
    self.origin = origin
  }
}

extension Rule {
  /// The kinds of units that a rule may be restricted to: governments by the level of their region,
  /// and departments.
  public enum Level: String, Sendable, CaseIterable {
    /// Governments of provinces.
    case province
    /// Governments of prefecture-level cities.
    case prefecture
    /// Governments of counties and districts.
    case county
    /// Governments of townships and street offices.
    case township
    /// Departments and institutions, of any region.
    case department

    /// The kind of a unit; nil where no region of these levels is known.
    init?(_ unit: Unit) {
      guard unit.kind == .government else {
        self = .department
        return
      }
      switch unit.region?.level {
      case .province: self = .province
      case .prefecture: self = .prefecture
      case .county: self = .county
      case .township: self = .township
      case .village, nil: return nil
      }
    }
  }
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
