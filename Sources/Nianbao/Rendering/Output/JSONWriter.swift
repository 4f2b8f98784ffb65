/// Writes JSON (RFC 8259) piece by piece, without holding a tree of it.
///
/// An array of objects at the top gets one object a line, so that a person can read it and line
/// tools can cut it; everything below is on one line.
struct JSONWriter {
  private var output: ByteBuffer
  private var depth: [(isArray: Bool, count: Int)] = []
  private var isAfterName = false

  init(output: ByteBuffer) {
    self.output = output
  }

  mutating func beginObject() { open("{", isArray: false) }
  mutating func endObject() { close("}") }
  mutating func beginArray() { open("[", isArray: true) }
  mutating func endArray() { close("]") }

  /// The name of the object's next member.
  @inline(never)
  mutating func name(_ name: String) {
    separate()
    quoted(name)
    output.append(UInt8(ascii: ":"))
    isAfterName = true
  }

  @inline(never)
  mutating func string(_ text: String) {
    separate()
    quoted(text)
  }

  /// A number, or null where it is NaN or infinite, which JSON cannot say.
  @inline(never)
  mutating func number(_ value: Double, as style: NumberStyle = .plain) {
    separate()
    if value.isFinite { output.append(value, as: style) } else { output.append("null".utf8) }
  }

  @inline(never)
  mutating func number(_ value: Int) { number(Double(value)) }

  /// A number, or null.
  @inline(never)
  mutating func number(_ value: Double?, as style: NumberStyle = .plain) {
    if let value { number(value, as: style) } else { null() }
  }

  /// An array with one value for each element.
  @inline(never)
  mutating func array<Element>(
    _ elements: some Sequence<Element>, _ write: (inout JSONWriter, Element) -> Void
  ) {
    beginArray()
    for element in elements { write(&self, element) }
    endArray()
  }

  mutating func bool(_ value: Bool) {
    separate()
    output.append((value ? "true" : "false").utf8)
  }

  mutating func null() {
    separate()
    output.append("null".utf8)
  }

  /// Ends the last line and hands everything on.
  mutating func finish() -> ByteBuffer {
    output.append(UInt8(ascii: "\n"))
    return output
  }

  @inline(never)
  private mutating func open(_ bracket: String, isArray: Bool) {
    separate()
    output.append(bracket.utf8)
    depth.append((isArray, 0))
  }

  @inline(never)
  private mutating func close(_ bracket: String) {
    let level = depth.popLast()
    if depth.isEmpty, let level, level.isArray, level.count > 0 {
      output.append(UInt8(ascii: "\n"))
    }
    output.append(bracket.utf8)
  }

  private mutating func separate() {
    if isAfterName {
      isAfterName = false
      return
    }
    guard let level = depth.last else { return }
    if level.count > 0 { output.append(UInt8(ascii: ",")) }
    if depth.count == 1, level.isArray { output.append(UInt8(ascii: "\n")) }
    depth[depth.count - 1].count += 1
  }

  @inline(never)
  private mutating func quoted(_ text: String) {
    output.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): output.append(#"\""#.utf8)
      case UInt8(ascii: "\\"): output.append(#"\\"#.utf8)
      case UInt8(ascii: "\n"): output.append(#"\n"#.utf8)
      case UInt8(ascii: "\r"): output.append(#"\r"#.utf8)
      case UInt8(ascii: "\t"): output.append(#"\t"#.utf8)
      case 0..<0x20:
        let digits = String(byte, radix: 16)
        output.append("\\u00\(digits.count == 1 ? "0" : "")\(digits)".utf8)
      default: output.append(byte)
      }
    }
    output.append(UInt8(ascii: "\""))
  }
}
