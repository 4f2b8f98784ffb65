/// A report's text and tables in the order of the file, whatever format it came in.
///
/// This is the seam between formats and meaning: a reader of a format makes a document, and the
/// recogniser reads documents only.
public struct Document: Sendable, Hashable {
  /// A text with its place.
  public struct Text: Sendable, Hashable {
    /// The text as printed.
    public var text: String
    /// Where it begins.
    public var place: Place
    /// Whether a merged cell that begins above or to the left covers this position of a table; the
    /// text is that cell's again.
    public var isCovered: Bool

    /// A text at a place.
    public init(_ text: String, _ place: Place, isCovered: Bool = false) {
      self.text = text
      self.place = place
      self.isCovered = isCovered
    }
  }

  /// One row of a table: its cells from the left.
  public typealias Row = [Text]

  /// What a document is made of.
  public enum Block: Sendable, Hashable {
    /// Running text.
    case paragraph(Text)
    /// A table whose rows are known. Where columns are known too, merged cells are spread over all
    /// positions that they cover, so that a position in a row is a column.
    case table([Row])
    /// The cells of a table one after the other, the borders of its rows lost.
    case cells([Text])
  }

  /// The blocks in order.
  public var blocks: [Block]
  /// What was left out, with its place: rows with more cells than any form has.
  public var notes: [ReadingNote]

  /// A document of blocks.
  public init(blocks: [Block] = [], notes: [ReadingNote] = []) {
    self.blocks = blocks
    self.notes = notes
  }

  /// The largest number of cells in a row; a wider row is left out and noted.
  public static let columnLimit = 1000
}
