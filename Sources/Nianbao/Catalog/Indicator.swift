/// One figure of the form, with all that the form prints about it.
public struct Indicator: Sendable {
  /// How a figure stands to a parent figure.
  public enum Relation: String, Sendable {
    /// The figures with one parent and this relation add up to the parent.
    case part
    /// The figure counts some of what the parent counts.
    case ofWhich = "of_which"
    /// The same item may go out through several of these.
    case channel
  }

  /// Whether figures of several years can be added up.
  public enum Nature: String, Sendable {
    /// Counted over the year: years add up.
    case flow
    /// A state at the end or the start of the year: years do not add up.
    case stock
  }

  /// A figure that another one is a part, a share or a channel of.
  public struct Parent: Sendable, Hashable {
    /// The figure.
    public let indicator: IndicatorIndex
    /// How the child stands to it.
    public let relation: Relation
  }

  /// The stable id: dotted, and `ROW:COLUMN` for a cell of a matrix.
  public let id: IndicatorID
  /// The printed label without numbering and note; `ROW｜COLUMN` for a cell of a matrix.
  public let label: String
  /// The numbering in front of the label, such as `(一)` or `其中:`; often empty.
  public let number: String
  /// The note in brackets behind the label; often empty.
  public let note: String
  /// The printed unit of measure.
  public let measure: Measure
  /// Whether years add up.
  public let nature: Nature
  /// Whether figures below zero make sense, as for a yearly gain or loss.
  public let isSigned: Bool
  /// The region whose form has this row; nil for rows of the national form.
  public let scope: RegionCode?
  /// The figures that this one is a part, a share or a channel of, by edition of the form: one along
  /// the rows, and for a cell of a matrix one along the columns.
  public internal(set) var parents: [EditionID: [Parent]]
  /// How its figures follow from others; nil for a figure of the form.
  public internal(set) var derivation: Derivation?

  /// The label as a form prints it: numbering, label, and the note in brackets.
  public var printed: String {
    note.isEmpty ? number + label : "\(number)\(label)(\(note))"
  }
}
