/// The stable dotted name of an indicator, such as `request.received`.
public struct IndicatorID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The name as written in data files and outputs.
  public let name: String

  /// An id with a name; not checked against any catalogue.
  public init(_ name: String) { self.name = name }

  /// For a cell of a matrix the id of its row, the part before the colon; nil otherwise.
  public var row: Substring? { name.firstIndex(of: ":").map { name[..<$0] } }

  /// For a cell of a matrix the id of its column, the part behind the colon; nil otherwise.
  public var column: Substring? { name.firstIndex(of: ":").map { name[name.index(after: $0)...] } }

  /// The name.
  public var description: String { name }

  /// Alphabetical order of the names.
  public static func < (left: IndicatorID, right: IndicatorID) -> Bool { left.name < right.name }
}

/// The position of an indicator in its catalogue: the dense index that columns are found by.
public struct IndicatorIndex: Hashable, Comparable, Sendable {
  /// The position, from 0.
  public let position: Int

  /// The index for a position.
  public init(_ position: Int) { self.position = position }

  /// The order of the catalogue.
  public static func < (left: IndicatorIndex, right: IndicatorIndex) -> Bool {
    left.position < right.position
  }
}

/// The year that a report speaks of (not the year it was published in).
public struct Year: Hashable, Comparable, Sendable, CustomStringConvertible, Strideable {
  /// The calendar year, such as 2017.
  public let number: Int

  /// A year by its number.
  public init(_ number: Int) { self.number = number }

  /// The number in digits.
  public var description: String { String(number) }

  /// The year before.
  public var previous: Year { Year(number - 1) }

  /// Order in time.
  public static func < (left: Year, right: Year) -> Bool { left.number < right.number }

  /// The number of years from this one to another.
  public func distance(to other: Year) -> Int { other.number - number }

  /// The year some years later.
  public func advanced(by years: Int) -> Year { Year(number + years) }
}

/// The name of a national issue of the form, such as `2014`.
public struct EditionID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The name as written in data files and outputs.
  public let name: String

  /// An edition by its name; not checked against any catalogue.
  public init(_ name: String) { self.name = name }

  /// The name.
  public var description: String { name }

  /// Alphabetical order, which for national issues is the order in time.
  public static func < (left: EditionID, right: EditionID) -> Bool { left.name < right.name }
}

extension IndicatorID: ExpressibleByStringLiteral {
  /// An id written in source text.
  public init(stringLiteral name: String) { self.init(name) }
}

extension EditionID: ExpressibleByStringLiteral {
  /// An edition's name written in source text.
  public init(stringLiteral name: String) { self.init(name) }
}

extension Year: ExpressibleByIntegerLiteral {
  /// A year written in source text.
  public init(integerLiteral number: Int) { self.init(number) }
}
