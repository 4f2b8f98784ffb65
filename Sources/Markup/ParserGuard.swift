import CLibXML2

/// Watches a parser of libxml2 while it works, and stops it where a document is made to exhaust time
/// or memory.
///
/// The parser draws its bytes from the guard, piece by piece, and tells it of every element that
/// begins. So the guard sees what grows: elements and their attributes in the tree, open elements on
/// the stack, attributes of a tag that has not ended yet.
final class ParserGuard {
  /// What the parser was stopped for; nil where it was not.
  private(set) var bound: MarkupDocument.Bound?
  /// The line it was stopped at.
  private(set) var line = 0

  private let bytes: UnsafeRawBufferPointer
  private let context: xmlParserCtxtPtr
  private let limits: MarkupDocument.Limits
  private let depthLimit: Int
  private var offset = 0
  private var nodes = 0
  private var openElements = 0
  /// Whether elements of a page were nested too deep for the tree.
  private(set) var isFlattened = false

  /// The words of the parser's table of attributes for one attribute of a web page: name and value.
  /// XML takes five, so that its tags are stopped somewhat earlier.
  private static let wordsPerAttribute = 2

  /// A guard over some bytes and the parser of them; both must outlive it.
  ///
  /// - Parameter depthLimit: How many elements may be open at once.
  init(
    _ bytes: UnsafeRawBufferPointer, into context: xmlParserCtxtPtr, limits: MarkupDocument.Limits,
    depthLimit: Int
  ) {
    self.bytes = bytes
    self.limits = limits
    self.context = context
    self.depthLimit = depthLimit
  }

  /// The guard as libxml2 carries it about; it must be kept alive meanwhile.
  var opaque: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

  private static func of(_ context: UnsafeMutableRawPointer?) -> ParserGuard? {
    context?.assumingMemoryBound(to: xmlParserCtxt.self).pointee._private.map {
      Unmanaged.fromOpaque($0).takeUnretainedValue()
    }
  }

  /// Puts the guard's calls in front of the parser's own.
  func watch() {
    context.pointee._private = opaque
    guard let calls = context.pointee.sax else { return }
    calls.pointee.startElement = { context, name, attributes in
      var count = 0
      while let attributes, attributes[2 * count] != nil { count += 1 }
      guard let parserGuard = ParserGuard.of(context) else { return }
      if parserGuard.begin() { xmlSAX2StartElement(context, name, attributes) }
      parserGuard.count(attributes: count)
    }
    calls.pointee.endElement = { context, name in
      guard let parserGuard = ParserGuard.of(context), parserGuard.end() else { return }
      xmlSAX2EndElement(context, name)
    }
    if calls.pointee.startElementNs != nil {
      calls.pointee.startElementNs = {
        context, name, prefix, uri, namespaceCount, namespaces, count, defaulted, attributes in
        xmlSAX2StartElementNs(
          context, name, prefix, uri, namespaceCount, namespaces, count, defaulted, attributes)
        ParserGuard.of(context)?.count(attributes: Int(count) + Int(namespaceCount))
      }
      // Office documents have no document type (ISO/IEC 29500-2), and no entities without one.
      calls.pointee.internalSubset = { context, _, _, _ in
        ParserGuard.of(context)?.stop(for: .documentType)
      }
    }
    // Nothing reads these; each would be a node of the tree.
    calls.pointee.comment = nil
    calls.pointee.processingInstruction = nil
  }

  /// Notes that an element of a page begins.
  ///
  /// - Returns: Whether it is one of the tree. The text of a deeper one falls to the last that is.
  private func begin() -> Bool {
    openElements += 1
    if openElements > MarkupDocument.depthLimit { isFlattened = true }
    return openElements <= MarkupDocument.depthLimit
  }

  /// Notes that an element of a page ends.
  ///
  /// - Returns: Whether it is one of the tree.
  private func end() -> Bool {
    openElements -= 1
    return openElements < MarkupDocument.depthLimit
  }

  private func count(attributes: Int) {
    nodes += 1 + attributes
    if nodes > limits.nodes { stop(for: .nodes(limit: limits.nodes)) }
    if Int(context.pointee.nameNr) > depthLimit { stop(for: .depth(limit: depthLimit)) }
  }

  private func stop(for bound: MarkupDocument.Bound) {
    note(bound)
    xmlStopParser(context)
  }

  private func note(_ bound: MarkupDocument.Bound) {
    guard self.bound == nil else { return }
    self.bound = bound
    line = max(0, Int(xmlSAX2GetLineNumber(context)))
  }

  // MARK: Bytes

  /// What libxml2 calls for more bytes, with the guard as the source.
  static let read: xmlInputReadCallback = { source, buffer, count in
    guard let source, let buffer else { return -1 }
    return Unmanaged<ParserGuard>.fromOpaque(source).takeUnretainedValue()
      .read(into: buffer, count: Int(count))
  }

  private func read(into buffer: UnsafeMutablePointer<CChar>, count: Int) -> Int32 {
    // The table of attributes is as large as the longest tag so far needs, the open one included.
    // Each attribute of a tag is compared with all others, so a tag must end early.
    if Int(context.pointee.maxatts) > Self.wordsPerAttribute * limits.attributes {
      // The parser must not be stopped while it reads; no more bytes end it as well.
      note(.attributes(limit: limits.attributes))
      return -1
    }
    let end = min(offset + count, bytes.count)
    let piece = UnsafeRawBufferPointer(rebasing: bytes[offset..<end])
    if let base = piece.baseAddress {
      UnsafeMutableRawPointer(buffer).copyMemory(from: base, byteCount: piece.count)
    }
    offset = end
    return Int32(clamping: piece.count)
  }
}
