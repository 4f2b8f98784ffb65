/// The version of the product. It stands here and nowhere else; `CHANGELOG.md` says what is new in it.
public enum ProductVersion {
  /// The number, after Semantic Versioning 2.0.0.
  public static let number = "0.1.0"
}
