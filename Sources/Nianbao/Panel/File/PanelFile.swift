import Vectors

/// A panel as a file that is mapped, not read: see `Documentation/PanelFormat.md`.
public enum PanelFile {
  /// The version that is written, and the highest that is read.
  public static let version: UInt64 = 2

  /// The first word: `NIANBAO` and a zero byte.
  static let magic: UInt64 = "NIANBAO".utf8.reversed().reduce(0) { $0 << 8 | UInt64($1) }

  /// The number of words of the header and of a directory entry.
  static let headerWords = 16
  static let entryWords = 8

  /// Where the two headers stand, in sectors of their own; a generation's header is at its number modulo
  /// two, so that the one before stays whole while it is written.
  static let headerOffsets = [0, 512]

  /// The bytes that are kept for headers.
  static let headerBytes = 1024

  /// The kinds of sections by their numbers in the file.
  enum Section: UInt64 {
    case unitRegions = 1
    case unitKinds = 2
    case unitNameOffsets = 3
    case unitNameBytes = 4
    case indicatorOffsets = 10
    case indicatorBytes = 11
    case localOffsets = 12
    case localBytes = 13
    case reportFiles = 20
    case reportEditions = 21
    case reportUnitNames = 22
    case reportPositions = 23
    case fileOffsets = 30
    case fileBytes = 31
    case editionOffsets = 32
    case editionBytes = 33
    case printedNameOffsets = 34
    case printedNameBytes = 35
    case values = 40
    case marks = 41
    case places = 42
    case figures = 44
    case marksByPresence = 45
    case rowUnits = 50
    case rowYears = 51
    case rowPlaces = 52
    case rowValues = 53
    case rowTextOffsets = 54
    case rowTextBytes = 55
    case claimUnits = 60
    case claimYears = 61
    case claimIndicators = 62
    case claimValues = 63
    case claimPrecisions = 64
    case claimPlaces = 65
    case claimTextOffsets = 66
    case claimTextBytes = 67
    case claimIndicatorOffsets = 68
    case claimIndicatorBytes = 69
    case correctionUnits = 70
    case correctionYears = 71
    case correctionIndicators = 72
    case correctionValues = 73
    case correctionMarks = 74
    case correctionPlaces = 75
    case correctionFiles = 76
    case correctionLines = 77
    case correctionIndicatorOffsets = 78
    case correctionIndicatorBytes = 79
    case correctionFileOffsets = 80
    case correctionFileBytes = 81
    case correctionNoteOffsets = 82
    case correctionNoteBytes = 83
  }

  /// What identifies a section within a file.
  struct Key: Hashable {
    var section: Section
    var indicator = 0
    var year = 0
  }

  /// Where a section stands.
  struct Entry {
    let key: Key
    let offset: Int
    let size: Int
    let checksum: UInt64
    let details: Details
  }

  /// What an entry states of a chunk beside its bytes: words 6 and 7.
  struct Details: Hashable {
    var form: UInt64 = 0
    var constant: UInt64 = 0
  }

  /// Whether there is anything at a path.
  static func exists(_ path: String) -> Bool {
    do { _ = try MappedFile(path: path) } catch { return !error.isMissing }
    return true
  }

  /// Whether a file begins as a panel file does; false where it cannot be opened.
  public static func isPanelFile(_ path: String) -> Bool {
    guard let file = try? MappedFile(path: path),
      let start = file.vector(of: UInt64.self, at: 0, count: 1)
    else { return false }
    return UInt64(littleEndian: start[0]) == magic
  }
}
