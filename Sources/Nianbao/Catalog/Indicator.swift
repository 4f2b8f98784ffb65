/// One figure of the form, with all that the form prints about it.
public struct Indicator: Sendable {
  /// How a row stands to its parent row.
  public enum Relation: String, Sendable {
    /// The rows with one parent and this relation add up to the parent.
    case part
    /// The row counts some of what the parent counts.
    case ofWhich = "of_which"
    /// The same item may go out through several of these rows.
    case channel
  }

  /// The stable id.
  public let id: IndicatorID
  /// The printed label without numbering and note.
  public let label: String
  /// The numbering in front of the label, such as `(一)` or `其中:`; often empty.
  public let number: String
  /// The note in brackets behind the label; often empty.
  public let note: String
  /// The printed unit of measure.
  public let measure: Measure
  /// The row that this one is a part, a share or a channel of.
  public let parent: IndicatorIndex?
  /// How this row stands to its parent; nil exactly where `parent` is.
  public let relation: Relation?
  /// The region whose form has this row; nil for rows of the national form.
  public let scope: RegionCode?

  /// The label as a form prints it: numbering, label, and the note in brackets.
  public var printed: String {
    note.isEmpty ? number + label : "\(number)\(label)(\(note))"
  }
}
