/// A mistake in a data file, with the place to correct.
public struct DataFileProblem: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file's path as the reader was given it.
  public let file: String
  /// The 1-based line; 0 where the whole file is meant.
  public let line: Int
  /// The 1-based column; 0 where the whole line is meant.
  public let column: Int
  /// What was found and what was expected.
  public let message: String

  /// A problem at a place.
  public init(file: String, line: Int, column: Int = 0, message: String) {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
  }

  /// `file:line:column: message`, with what is unknown left out.
  public var description: String {
    var place = file
    if line > 0 { place += ":\(line)" }
    if column > 0 { place += ":\(column)" }
    return "\(place): \(message)"
  }
}

/// Several mistakes of the data files at once, so that all can be corrected in one go.
public struct CatalogError: Error, Sendable, CustomStringConvertible {
  /// The mistakes in the order of files and lines; never empty.
  public let problems: [DataFileProblem]

  package init(problems: [DataFileProblem]) { self.problems = problems }

  /// One line a problem.
  public var description: String {
    problems.map(\.description).joined(separator: "\n")
  }
}
