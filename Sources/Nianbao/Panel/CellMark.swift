/// What a cell of a panel is: why it has a value, or why it has none.
public enum CellStatus: UInt8, Sendable, CaseIterable {
  /// The unit has no report for the year, or its report lacks the row.
  case absent = 0
  /// The report prints a number.
  case reported = 1
  /// The report prints the row without a number.
  case blank = 2
  /// The form of that year and place does not have the row.
  case notApplicable = 3
  /// The report prints something that is no number.
  case unreadable = 4
  /// The report's copy lost the borders of its cells; the form's identities leave one way to cut the
  /// digits.
  case recovered = 5
  /// The report has no table; its text states the figure.
  case fromText = 6
  /// A person corrected the figure; what it was before is in the panel's `corrections`.
  case corrected = 7
  /// No report states the figure: it is a derived indicator's. Never kept in a panel file.
  case derived = 8

  /// The name as written in outputs.
  public var name: String {
    switch self {
    case .absent: "absent"
    case .reported: "reported"
    case .blank: "blank"
    case .notApplicable: "not-applicable"
    case .unreadable: "unreadable"
    case .recovered: "recovered"
    case .fromText: "from-text"
    case .corrected: "corrected"
    case .derived: "derived"
    }
  }

  /// The status with a written name, or nil.
  public init?(name: some StringProtocol) {
    guard let status = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = status
  }

  /// Whether a cell of this status has a value.
  public var hasValue: Bool {
    switch self {
    case .reported, .recovered, .fromText, .corrected, .derived: true
    case .absent, .blank, .notApplicable, .unreadable: false
    }
  }
}

/// The status of a cell and the decimals its number was printed with, in one byte.
///
/// The low four bits are the status, the high four bits the number of decimals, at most 15.
public struct CellMark: Hashable, Sendable {
  /// The packed byte.
  public let byte: UInt8

  /// A mark from its packed byte.
  public init(byte: UInt8) { self.byte = byte }

  /// A mark from its parts; more than 15 decimals count as 15.
  public init(_ status: CellStatus, decimals: Int = 0) {
    byte = status.rawValue | UInt8(clamping: min(max(decimals, 0), 15)) << 4
  }

  /// The status; a byte that no version wrote reads as `unreadable`.
  public var status: CellStatus { CellStatus(rawValue: byte & 0x0F) ?? .unreadable }

  /// The number of printed decimals.
  public var decimals: Int { Int(byte >> 4) }

  /// The mark of a cell without report or row.
  public static let absent = CellMark(.absent)
}
