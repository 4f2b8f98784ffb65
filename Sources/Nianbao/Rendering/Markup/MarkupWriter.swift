/// Writes a web page or a drawing element by element: tags close themselves, and what comes from data
/// is escaped.
struct MarkupWriter {
  /// The attributes of an element; one without a value is left out.
  typealias Attributes = KeyValuePairs<String, String?>

  private(set) var output: ByteBuffer

  init(_ output: ByteBuffer) { self.output = output }

  /// Writes an element with what a closure writes in it.
  mutating func element(
    _ name: String, _ attributes: Attributes = [:], _ content: (inout MarkupWriter) -> Void
  ) {
    open(name, attributes)
    content(&self)
    close(name)
  }

  /// Writes an element with a text in it.
  mutating func element(_ name: String, _ attributes: Attributes = [:], text: String) {
    open(name, attributes)
    self.text(text)
    close(name)
  }

  /// Writes an element of a drawing that has nothing in it.
  mutating func shape(_ name: String, _ attributes: Attributes) {
    open(name, attributes)
    close(name)
  }

  /// Opens an element, to be closed by `close`.
  mutating func open(_ name: String, _ attributes: Attributes = [:]) {
    raw("<\(name)")
    for (attribute, value) in attributes {
      guard let value else { continue }
      raw(" \(attribute)=\"")
      text(value)
      raw("\"")
    }
    raw(">")
  }

  /// Closes an element.
  mutating func close(_ name: String) { raw("</\(name)>") }

  /// Writes a text.
  mutating func text(_ text: String) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): raw("&amp;")
      case UInt8(ascii: "<"): raw("&lt;")
      case UInt8(ascii: ">"): raw("&gt;")
      case UInt8(ascii: "\""): raw("&quot;")
      default: output.append(byte)
      }
    }
  }

  /// Writes what another writer has written.
  mutating func append(_ other: MarkupWriter) { output.append(other.output.pending) }

  /// Writes markup as it is: never for what comes from data.
  mutating func raw(_ markup: String) { output.append(markup.utf8) }
}
