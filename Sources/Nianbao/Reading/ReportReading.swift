/// What was read from one report, before it becomes part of a panel.
///
/// Nothing is lost on the way: rows that no form has, cells that are no number and labels that were
/// matched although they differ are all kept here, each with its place.
public struct ReportReading: Sendable {
  /// The file, by the path it was given by.
  public var file: String
  /// The part of the file that it stands in, such as a workbook's sheet; empty for all of it.
  public var part = ""
  /// Whether title or file name say that it corrects an earlier one.
  public var isCorrection = false
  /// The unit and how sure that is.
  public var subject: Subject
  /// The year the report speaks of; nil where neither title, text nor file name says.
  public var year: Year?
  /// The issue of the form; nil where there is no table or none that is known.
  public var edition: EditionID?
  /// The cells of the form's rows, each indicator at most once.
  public var cells: [ReadCell]
  /// Rows with a figure that the form does not have.
  public var unrecognised: [ReadRow]
  /// The figures that the report's prose states.
  public var claims: [Claim]
  /// Rows without borders of which some cells are still unreadable.
  var flattened: FlattenedTable?
  /// All else that a reader of the import report should know, in the order of the file.
  public var notes: [ReadingNote]

  /// A reading of a file in which nothing has been found yet.
  public init(file: String) {
    self.file = file
    subject = Subject(name: nil, candidates: [])
    cells = []
    unrecognised = []
    claims = []
    notes = []
  }

  /// The unit where it is certain, else one of the printed name alone; nil where there is none.
  public var unit: Unit? {
    if subject.candidates.count == 1 { return subject.candidates[0] }
    return subject.name.map { Unit(name: $0, region: nil) }
  }

  /// The number of cells with a figure.
  public var figureCount: Int { cells.count { $0.mark.status.hasValue } }

  /// Puts cells in the order of the catalogue and notes in that of the file; notes about the whole
  /// file come first.
  mutating func sortByPlace() {
    cells.sort { $0.indicator < $1.indicator }
    notes = notes.enumerated().sorted { left, right in
      (left.element.place.packed, left.offset) < (right.element.place.packed, right.offset)
    }.map(\.element)
  }

  /// Who reports.
  public struct Subject: Sendable, Hashable {
    /// The unit's name as printed, without the regions above it; nil where none was found.
    public var name: String?
    /// The units it can be, likeliest first: one where it is certain, several where the name is
    /// ambiguous, none where the region tree does not know it.
    public var candidates: [Unit]

    /// A subject.
    public init(name: String?, candidates: [Unit]) {
      self.name = name
      self.candidates = candidates
    }
  }
}

/// One cell of a form as read.
public struct ReadCell: Sendable, Hashable {
  /// The row of the form.
  public var indicator: IndicatorIndex
  /// The figure in the indicator's unit of measure; nil unless the status has a value.
  public var value: Double?
  /// Status and printed decimals.
  public var mark: CellMark
  /// Where the figure stands.
  public var place: Place
  /// The text of the cell as printed.
  public var text: String

  /// A cell as read.
  public init(
    indicator: IndicatorIndex, value: Double?, mark: CellMark, place: Place, text: String
  ) {
    self.indicator = indicator
    self.value = value
    self.mark = mark
    self.place = place
    self.text = text
  }
}

/// A row of a table that no form has.
public struct ReadRow: Sendable, Hashable {
  /// The label as printed.
  public var label: String
  /// The printed unit of measure; often empty.
  public var measure: String
  /// The text of the value cell.
  public var text: String
  /// The number, where the text is one.
  public var value: Double?
  /// Where the value stands.
  public var place: Place

  /// A row as read.
  public init(label: String, measure: String, text: String, value: Double?, place: Place) {
    self.label = label
    self.measure = measure
    self.text = text
    self.value = value
    self.place = place
  }
}

/// Something about a file that its reader should know: a message with its place.
public struct ReadingNote: Sendable, Hashable {
  /// What a note is about; the name is written in outputs.
  public enum Kind: String, Sendable, CaseIterable {
    /// A label that differs from the form's was matched all the same.
    case nearMatch = "near-match"
    /// A row that no form has; its figure is kept beside the panel.
    case unknownRow = "unknown-row"
    /// A cell that is no number.
    case unreadableCell = "unreadable-cell"
    /// Cells whose borders were lost were cut out by the form's relations.
    case recovered
    /// Cells are printed with a sign that stands for nothing, such as `/` or `无`.
    case blankSign = "blank-sign"
    /// A number is printed with a remark or a footnote's mark beside it.
    case cellRemark = "cell-remark"
    /// A row stands in the report twice.
    case repeatedRow = "repeated-row"
    /// A row of the form that the report lacks.
    case missingRow = "missing-row"
    /// A figure was converted, such as 元 to 万元.
    case converted
    /// The printed unit of measure is not the form's.
    case otherMeasure = "other-measure"
    /// Unit, year or form are not clear.
    case unclearSubject = "unclear-subject"
    /// Title, text, file name and form disagree.
    case contradiction
    /// An exported panel has figures of derived indicators, which are computed anew and not read.
    case derivedFigure = "derived-figure"
    /// Two reports speak of one unit and year.
    case duplicateReport = "duplicate-report"
    /// The bytes were not read as declared, or some could not be decoded.
    case encoding
  }

  /// What it is about.
  public var kind: Kind
  /// Where; unknown where the whole file is meant.
  public var place: Place
  /// What was found, what was expected and what to do, in the reader's language.
  public var message: LocalizedText

  /// A note.
  public init(kind: Kind, place: Place, message: LocalizedText) {
    self.kind = kind
    self.place = place
    self.message = message
  }
}
