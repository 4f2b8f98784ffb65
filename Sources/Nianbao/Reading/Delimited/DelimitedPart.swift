import Vectors

/// What one part of a separated panel says, before it is put together with the other parts.
///
/// A part has rows: below a wide heading one for each record, below a long one for each report that is
/// met. Lines, and places that are lines, count from `linesBefore`, which only the whole knows.
struct DelimitedPart: Sendable {
  /// Where the records of the part begin, and where the next part's do.
  let start: Int
  var end: Int
  /// The number of lines in the part.
  var lineCount = 0
  /// Why the part cannot be read by itself; nil where it was.
  var obstacle: Obstacle?

  /// Whether places count from different lines within one row, so that it must be read from the
  /// beginning of the file.
  var hasMixedPlaces = false

  /// Who reports, and the number of the unit that is.
  var subjects: [(subject: ReportReading.Subject, unit: Int32)] = []
  /// The units, each once.
  var units: [Unit] = []
  var editions: [String] = []
  var files: [String] = []
  var rows = Rows()
  var cells: CellTable
  var mistakes = DelimitedMistakes()
  /// Notes and printed rows that no form has, in the order of the records.
  var notes: [(row: Int, note: ReadingNote)] = []
  var unrecognised: [(row: Int, printed: ReadRow)] = []
  /// Cells of an indicator that their row has already.
  var repeated: [(row: Int, cell: ReadCell)] = []

  /// Why a part cannot be read.
  enum Obstacle: Sendable {
    /// The bytes are no UTF-8, or one of them is NUL.
    case encoding
    /// A record is longer than a line may be.
    case longRecord
  }

  /// The rows, column by column: what they say of their report, by number.
  struct Rows: Sendable {
    var subjects: [Int32] = []
    var years: [Int32] = []
    var editions: [Int32] = []
    var files: [Int32] = []
    /// The line of the row's first record.
    var lines: [Int32] = []
    /// Whether the row has a cell or a printed row.
    var isFilled: [Bool] = []
    /// Whether the row says that a record has failed.
    var hasFailed: [Bool] = []
    /// Whether the row's cells were read in the part itself, so that their places are its lines.
    var haveOwnPlaces: [Bool] = []

    var count: Int { subjects.count }

    mutating func append(_ row: Row) {
      subjects.append(row.subject)
      years.append(row.year)
      editions.append(row.edition)
      files.append(row.file)
      lines.append(Int32(clamping: row.line))
      isFilled.append(false)
      hasFailed.append(false)
    }

    mutating func reserve(_ capacity: Int) {
      subjects.reserveCapacity(capacity)
      years.reserveCapacity(capacity)
      editions.reserveCapacity(capacity)
      files.reserveCapacity(capacity)
      lines.reserveCapacity(capacity)
      isFilled.reserveCapacity(capacity)
      hasFailed.reserveCapacity(capacity)
    }
  }

  /// One row.
  struct Row: Sendable {
    let subject, year, edition, file: Int32
    let line: Int
  }

  /// An empty part.
  init(start: Int, cells: CellTable) {
    self.start = start
    end = start
    self.cells = cells
  }
}
