/// What a person says of a report: its unit, its year, or both.
struct SubjectStatement: Sendable, Hashable {
  /// The unit; nil for the one that the report names.
  var unit: Unit?
  /// The year; nil for the one that the report names.
  var year: Year?
}

/// A name that a person wrote means no unit, or several.
public enum UnitNameMistake: UsageError {
  /// The region tree has no such code.
  case unknownCode(String)
  /// Several units have the name.
  case ambiguous(String, [Unit])

  /// What was found and what was expected.
  public var message: LocalizedText {
    let found =
      switch self {
      case .unknownCode(let text), .ambiguous(let text, _): text
      }
    return LocalizedText(
      zh: "单位是“\(found)”，应为\(expected.chinese)",
      en: "the unit is ‘\(found)’; expected \(expected.english)")
  }

  /// What to write instead.
  var expected: LocalizedText {
    switch self {
    case .unknownCode:
      LocalizedText(zh: "区划中有的代码", en: "a code that the region tree has")
    case .ambiguous(let name, let units):
      LocalizedText(
        zh: "单位代码或含上级的全称（“\(name)”可能是 \(units.count) 个单位之一：\(Self.listed(units))）",
        en: "a code or the name with the regions above it (‘\(name)’ may be any of "
          + "\(units.count) units: \(Self.listed(units)))")
    }
  }

  private static func listed(_ units: [Unit]) -> String {
    units.prefix(5).map(\.code).joined(separator: "、") + (units.count > 5 ? " …" : "")
  }
}

/// What a person says of all reports or of some, by their files.
public struct SubjectStatements: Sendable {
  /// One line of a manifest.
  struct Entry: Sendable {
    let file: String
    let unit: String
    let year: Year?
    let mistake: @Sendable (String, LocalizedText) -> ReadingError
  }

  /// The unit and the year of all reports; nil for what they name themselves.
  let everywhere: SubjectStatement
  private(set) var entries: [Entry] = []
  private var folder = ""

  /// What is said of all reports.
  ///
  /// - Parameters:
  ///   - unit: The unit, from `ReportImporter.unit(named:)`; nil for the ones that they name.
  ///   - year: The year; nil for the ones that they name.
  public init(unit: Unit? = nil, year: Year? = nil) {
    everywhere = SubjectStatement(unit: unit, year: year)
  }

  /// The columns of a manifest.
  static let columns: [UserTable.Column] = [
    .init("file", "文件"), .init("unit", "单位", isOptional: true),
    .init("year", "年度", isOptional: true),
  ]

  /// Adds a manifest: a table with the columns `file`, `unit` and `year`, of which `unit` and `year`
  /// may be empty. A file is named by its path from the manifest's folder or from the current one,
  /// or by the last parts of its path; a workbook's sheet by the workbook's path, `/` and its name.
  ///
  /// - Throws: `ReadingError` where the file is no such table, `UserTableError` with the mistakes of
  ///   its lines.
  public mutating func add(manifest path: String) throws {
    let table = try UserTable(path: path, columns: Self.columns)
    var mistakes: [ReadingError] = []
    for row in table.rows {
      let year = Int(row["year"]).flatMap { (1900...2999).contains($0) ? Year($0) : nil }
      if year == nil, !row["year"].isEmpty {
        mistakes.append(
          row.mistake("year", expected: LocalizedText(zh: "年份，或空着", en: "a year, or nothing")))
      }
      if row["file"].isEmpty {
        mistakes.append(
          row.mistake("file", expected: LocalizedText(zh: "文件路径", en: "a file's path")))
      }
      entries.append(
        Entry(file: row["file"], unit: row["unit"], year: year) {
          row.mistake($0, expected: $1)
        })
    }
    guard mistakes.isEmpty else { throw UserTableError(mistakes: mistakes) }
    folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  /// The statements about each of some files, by path, or by path and sheet.
  ///
  /// - Returns: The statements, and the lines that speak of none of the files or of several, or of
  ///   a unit that cannot be told from its name.
  /// - Complexity: O(files + lines).
  func resolved(for files: [String], by subjects: SubjectRecogniser) -> (
    statements: ResolvedStatements, failures: [ReadingError]
  ) {
    var resolved = ResolvedStatements(everywhere: everywhere)
    let places = FilePlaces(files)
    var failures: [ReadingError] = []
    for entry in entries {
      var statement = SubjectStatement(unit: nil, year: entry.year)
      if !entry.unit.isEmpty {
        do throws(UnitNameMistake) {
          statement.unit = try subjects.unit(named: entry.unit)
        } catch {
          failures.append(entry.mistake("unit", error.expected))
          continue
        }
      }
      switch places.find(entry.file, from: folder) {
      case .one(let file, let sheet):
        resolved.byFile[sheet.map { "\(file)/\($0)" } ?? file] = statement
      case .none:
        failures.append(
          entry.mistake(
            "file",
            LocalizedText(zh: "所读文件之一的路径", en: "the path of one of the files that are read")))
      case .several(let count):
        failures.append(
          entry.mistake(
            "file",
            LocalizedText(
              zh: "更长的路径（有 \(count) 个文件的路径以此结尾）",
              en: "a longer path (\(count) files end in this one)")))
      }
    }
    return (resolved, failures)
  }
}

/// What is said of each file.
struct ResolvedStatements: Sendable {
  var everywhere = SubjectStatement()
  var byFile: [String: SubjectStatement] = [:]

  /// What is said of a file, or of a sheet of it: the most special statement for each of unit and
  /// year.
  func statement(for file: String, sheet: String) -> SubjectStatement {
    let found = [byFile["\(file)/\(sheet)"], byFile[file], everywhere].compactMap(\.self)
    return SubjectStatement(
      unit: found.lazy.compactMap(\.unit).first, year: found.lazy.compactMap(\.year).first)
  }
}

/// Finds files by their paths or the ends of them.
private struct FilePlaces {
  enum Place {
    case one(file: String, sheet: String?)
    case none
    case several(Int)
  }

  private var byPath: [String: String] = [:]
  /// The files by their last component.
  private var byName: [String: [(components: [Substring], file: String)]] = [:]

  init(_ files: [String]) {
    for file in files {
      let components = Self.components(file)
      byPath[components.joined(separator: "/")] = file
      byName[String(components.last ?? ""), default: []].append((components, file))
    }
  }

  private static func components(_ path: String) -> [Substring] {
    path.split(separator: "/").filter { $0 != "." }
  }

  func find(_ entry: String, from folder: String) -> Place {
    let components = Self.components(entry)
    let place = find(components, from: folder)
    if case .none = place, components.count > 1, let sheet = components.last,
      case .one(let file, nil) = find(components.dropLast(), from: folder)
    {
      return .one(file: file, sheet: String(sheet))
    }
    return place
  }

  private func find(_ components: [Substring], from folder: String) -> Place {
    for path in [Self.components(folder) + components, components] {
      if let file = byPath[path.joined(separator: "/")] { return .one(file: file, sheet: nil) }
    }
    let ends = byName[String(components.last ?? ""), default: []].filter {
      $0.components.count >= components.count
        && $0.components.suffix(components.count).elementsEqual(components)
    }
    switch ends.count {
    case 0: return .none
    case 1: return .one(file: ends[0].file, sheet: nil)
    default: return .several(ends.count)
    }
  }
}
