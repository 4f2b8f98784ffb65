extension RollUp {
  /// What the units are grouped by: one group for each combination of the keys that occurs.
  public struct Grouping: Sendable, Hashable {
    /// One thing that the units of a group share.
    public enum Key: Sendable, Hashable {
      /// The region of a level that they lie in.
      case region(RegionCode.Level)
      /// Whether they are governments or departments.
      case kind
      /// The edition of the form that their report of the year is on.
      case edition
      /// What a user's table says of them in a column.
      case tag(String)
    }

    /// The keys; groups are ordered by the first one first. None of them for one group of all.
    public let keys: [Key]

    /// A grouping by some keys, at most one of them a region.
    public init(_ keys: [Key]) { self.keys = keys }

    /// One group of all units.
    public static let all = Grouping([])

    /// The regions of a level.
    public static func level(_ level: RegionCode.Level) -> Grouping { Grouping([.region(level)]) }

    /// The level of the regions, or nil where no key is a region.
    public var level: RegionCode.Level? {
      keys.lazy.compactMap { key in if case .region(let level) = key { level } else { nil } }.first
    }

    /// Whether who is in a group depends on who reports, so that nobody is missing from one.
    var isOfReports: Bool { keys.contains(.edition) }

    /// What its groups are parts of; nil where they are the whole.
    func whole(_ whole: Whole) -> Grouping? {
      switch whole {
      case .all: return keys.isEmpty ? nil : .all
      case .level(let above):
        guard let level, above < level else { return nil }
        return .level(above)
      case .parent:
        guard let last = keys.last else { return nil }
        guard keys.count == 1, case .region(let level) = last else {
          return Grouping(Array(keys.dropLast()))
        }
        return RegionCode.Level.allCases.last { $0 < level }.map { .level($0) } ?? .all
      }
    }
  }
}

extension RollUp.Grouping {
  /// The grouping that words name: `province`, `prefecture`, `county`, `township`, `kind`, `edition`,
  /// a tag's column or `tag:COLUMN`; `all` and `year` say that all units are one group a year.
  ///
  /// - Parameter tags: The columns of the user's table of tags.
  /// - Throws: `SelectionError.unknownGrouping` for any other word, and for a second region.
  public init(_ words: [String], tags: [String] = []) throws(SelectionError) {
    var keys: [Key] = []
    let list = words.flatMap { $0.split(whereSeparator: { $0 == "," || $0 == "，" }) }
    for part in list {
      let word = part.trimmingSpaces
      let key: Key
      if word == "all" || word == "year" {
        continue
      } else if let level = RegionCode.Level(name: word), level != .village {
        key = .region(level)
      } else if word == "kind" {
        key = .kind
      } else if word == "edition" {
        key = .edition
      } else {
        let tag = word.hasPrefix("tag:") ? String(word.dropFirst(4)) : word
        guard tags.contains(tag) else { throw .unknownGrouping(word, tags: tags) }
        key = .tag(tag)
      }
      if !keys.contains(key) { keys.append(key) }
    }
    let regions = keys.count { if case .region = $0 { true } else { false } }
    guard regions < 2 else { throw .unknownGrouping(words.joined(separator: ","), tags: tags) }
    self.init(keys)
  }
}
