/// A file's path as a URI reference (RFC 3986), for formats that name files that way.
enum FileURI {
  /// The reference for a path: relative where the path is, or where the file lies in a folder.
  ///
  /// - Parameter folder: An absolute path that references are relative to; nil where none is known.
  static func reference(to path: String, in folder: String?) -> String {
    var path = path
    if let folder, path.hasPrefix("\(folder)/") { path.removeFirst(folder.utf8.count + 1) }
    while path.hasPrefix("./") { path.removeFirst(2) }
    let encoded = encoded(path)
    if path.hasPrefix("/") { return "file://\(encoded)" }
    // A colon in the first part would make it a scheme.
    let first = encoded.prefix { $0 != "/" }
    return first.contains(":") ? "./\(encoded)" : encoded
  }

  /// The path with every byte that has a meaning in a reference, or none in ASCII, as `%XX`.
  private static func encoded(_ path: String) -> String {
    path.utf8.reduce(into: "") { text, byte in
      if allowed.contains(byte) {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        text += digits.count == 1 ? "%0\(digits)" : "%\(digits)"
      }
    }
  }

  private static let allowed = Set(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/:@!$&'()*+,;=".utf8)
}
