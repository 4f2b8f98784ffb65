/// An error that can tell a person what was found, what was expected and what to do.
public protocol DescribedError: Error {
  /// The message in both languages.
  var message: LocalizedText { get }
}

/// An error in what a person asked for, not in what was read: a name that is unknown, options that do not
/// go together.
public protocol UsageError: DescribedError {}

extension CatalogError: DescribedError {
  /// Every mistake of the data files on a line of its own; the same in both languages.
  public var message: LocalizedText { LocalizedText(zh: description, en: description) }
}
