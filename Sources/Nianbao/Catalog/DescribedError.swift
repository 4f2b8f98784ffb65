/// An error that can tell a person what was found, what was expected and what to do.
public protocol DescribedError: Error {
  /// The message in both languages.
  var message: LocalizedText { get }
}

extension CatalogError: DescribedError {
  /// Every mistake of the data files on a line of its own; the same in both languages.
  public var message: LocalizedText { LocalizedText(zh: description, en: description) }
}
