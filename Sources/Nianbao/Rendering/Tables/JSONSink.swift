/// Writes rows as a JSON array of objects, one a line, with the headings' ids as names.
public struct JSONSink: RowSink {
  private var json: JSONWriter
  private let names: [String]
  private var column = 0

  /// A sink that begins the array.
  public init(headings: [TableHeading], output: ByteBuffer) {
    names = headings.map(\.id)
    json = JSONWriter(output: output)
    json.beginArray()
  }

  /// Takes a cell of text.
  @inline(never)
  public mutating func text(_ text: String) {
    name()
    json.string(text)
  }

  /// Takes a number with every digit it has.
  @inline(never)
  public mutating func number(_ value: Double, as style: NumberStyle) {
    name()
    json.number(value, as: style)
  }

  /// Takes a null.
  @inline(never)
  public mutating func null() {
    name()
    json.null()
  }

  /// Takes a list of objects under a name of its own.
  @inline(never)
  public mutating func list(_ name: String, of objects: [[(name: String, text: String)]]) {
    json.name(name)
    json.beginArray()
    for object in objects {
      json.beginObject()
      for (name, text) in object {
        json.name(name)
        json.string(text)
      }
      json.endObject()
    }
    json.endArray()
  }

  /// Ends the object.
  @inline(never)
  public mutating func endRow() {
    if column > 0 { json.endObject() }
    column = 0
  }

  /// Ends the array and hands everything on.
  public mutating func finish() -> ByteBuffer {
    json.endArray()
    return json.finish()
  }

  private mutating func name() {
    if column == 0 { json.beginObject() }
    json.name(column < names.count ? names[column] : "column\(column + 1)")
    column += 1
  }
}
