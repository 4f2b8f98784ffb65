import CLibXML2

/// A parsed web page or XML document.
public struct MarkupDocument: Sendable, Hashable {
  /// The outermost element.
  public let root: MarkupElement
  /// Whether elements nested deeper than `depthLimit` were flattened: their text is kept in place.
  public let isFlattened: Bool
  /// Whether the parser gave up before the end; what stood in front of there is kept.
  public let isCutOff: Bool
  /// The bound that the parser was stopped at; nil where it was not.
  public let bound: Bound?

  /// How deep elements may be nested: in web pages deeper ones are flattened to their text, XML with
  /// such is refused.
  public static let depthLimit = 200

  /// The bounds of parsing.
  public struct Limits: Sendable, Hashable {
    /// The bytes of one document.
    public var bytes = 64 << 20
    /// The elements and attributes of one document, which bound the memory of its tree.
    public var nodes = 4_000_000
    /// The attributes of one tag: the parser's time for a tag grows with their square. A tag is
    /// stopped somewhere between this number and the double of it.
    public var attributes = 2000

    /// The bounds that are meant for reports: some hundred times what one has.
    public init() {}
  }

  /// Where a document is made to exhaust time or memory, and the parser stops.
  public enum Bound: Sendable, Hashable {
    /// It has too many elements and attributes.
    case nodes(limit: Int)
    /// Its elements are nested too deep.
    case depth(limit: Int)
    /// A tag has too many attributes.
    case attributes(limit: Int)
    /// It is XML with a document type, which could define entities; no Office document has one.
    case documentType
  }

  /// Why a document could not be parsed.
  public enum Failure: Error, Sendable, Hashable {
    /// There is no element in it.
    case empty
    /// It is no well-formed XML: what the parser says, with the line.
    case malformed(line: Int, reason: String)
    /// It is larger than the parser takes.
    case tooLarge(bytes: Int, limit: Int)
    /// It is made to exhaust time or memory.
    case refused(Bound, line: Int)
  }

  /// How many elements of a web page may be open at once, as a share of its bytes: each end tag is
  /// looked for among all open elements.
  ///
  /// - Returns: At least a little more than is not flattened, at most what a page of a few kilobytes
  ///   can nest.
  static func openLimit(bytes: Int) -> Int {
    min(max(openWork / max(bytes, 1), depthLimit + 100), 10_000)
  }

  /// The most that open elements times bytes may come to: some seconds of looking.
  private static let openWork = 2_000_000_000

  /// Parses a web page as browsers do: whatever is in the bytes, there is a page.
  ///
  /// Nothing is fetched, scripts are not run, entities other than characters are not expanded. Of a
  /// page made to exhaust time or memory the beginning is kept.
  ///
  /// - Parameter utf8: The page in UTF-8, whatever its own declaration says.
  /// - Complexity: Linear in the bytes.
  public static func html(_ utf8: [UInt8], limits: Limits = Limits()) throws(Failure)
    -> MarkupDocument
  {
    let options =
      HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
      | HTML_PARSE_NONET.rawValue
    guard utf8.count <= limits.bytes else {
      throw .tooLarge(bytes: utf8.count, limit: limits.bytes)
    }
    LibXML2.prepare()
    guard let context = htmlNewParserCtxt() else { throw .empty }
    defer { htmlFreeParserCtxt(context) }
    let (tree, isFlattened, bound) = utf8.withUnsafeBytes { bytes -> (htmlDocPtr?, Bool, Bound?) in
      let parserGuard = ParserGuard(
        bytes, into: context, limits: limits, depthLimit: openLimit(bytes: bytes.count))
      return withExtendedLifetime(parserGuard) {
        parserGuard.watch()
        let tree = htmlCtxtReadIO(
          context, ParserGuard.read, nil, parserGuard.opaque, nil, "UTF-8",
          Int32(options))
        return (tree, parserGuard.isFlattened, parserGuard.bound)
      }
    }
    guard let tree else { throw .empty }
    defer { xmlFreeDoc(tree) }
    return try MarkupDocument(
      tree, lowercasesNames: true, isFlattened: isFlattened,
      isCutOff: context.pointee.disableSAX != 0 || bound != nil, bound: bound)
  }

  /// Parses XML that must be well formed.
  ///
  /// No external entity is loaded, and a document type, the only place for entities of a document's
  /// own, is refused.
  ///
  /// - Complexity: Linear in the bytes.
  public static func xml(_ bytes: [UInt8], limits: Limits = Limits()) throws(Failure)
    -> MarkupDocument
  {
    let options =
      XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue | XML_PARSE_NONET.rawValue
      | XML_PARSE_NOCDATA.rawValue | XML_PARSE_BIG_LINES.rawValue
    guard bytes.count <= limits.bytes else {
      throw .tooLarge(bytes: bytes.count, limit: limits.bytes)
    }
    LibXML2.prepare()
    guard let context = xmlNewParserCtxt() else { throw .empty }
    defer { xmlFreeParserCtxt(context) }
    let (tree, refusal) = bytes.withUnsafeBytes { bytes -> (xmlDocPtr?, Failure?) in
      let parserGuard = ParserGuard(
        bytes, into: context, limits: limits, depthLimit: depthLimit)
      return withExtendedLifetime(parserGuard) {
        parserGuard.watch()
        let tree = xmlCtxtReadIO(
          context, ParserGuard.read, nil, parserGuard.opaque, nil, nil,
          Int32(options))
        return (tree, parserGuard.bound.map { .refused($0, line: parserGuard.line) })
      }
    }
    guard let tree else {
      if let refusal { throw refusal }
      let error = context.pointee.lastError
      let reason = error.message.map { String(cString: $0) } ?? "not well-formed"
      throw .malformed(
        line: Int(error.line), reason: String(reason.prefix { $0 != "\n" }))
    }
    defer { xmlFreeDoc(tree) }
    if let refusal { throw refusal }
    return try MarkupDocument(tree, lowercasesNames: false)
  }

  private init(
    _ tree: xmlDocPtr, lowercasesNames: Bool, isFlattened: Bool = false, isCutOff: Bool = false,
    bound: Bound? = nil
  ) throws(Failure) {
    guard let root = xmlDocGetRootElement(tree) else { throw .empty }
    self.root = TreeBuilder(lowercasesNames: lowercasesNames).element(root)
    self.isFlattened = isFlattened
    self.isCutOff = isCutOff
    self.bound = bound
  }
}

/// The library's own state, which must be set up before several threads parse.
private enum LibXML2 {
  private static let isReady: Void = xmlInitParser()

  static func prepare() { isReady }
}

/// Copies libxml2's tree into Swift values.
private struct TreeBuilder {
  let lowercasesNames: Bool

  /// The parser bounds the depth, so the recursion is bounded too.
  func element(_ node: xmlNodePtr) -> MarkupElement {
    var children: [MarkupNode] = []
    var child = node.pointee.children
    while let current = child {
      child = current.pointee.next
      switch current.pointee.type {
      case XML_ELEMENT_NODE: children.append(.element(element(current)))
      case XML_TEXT_NODE, XML_CDATA_SECTION_NODE:
        if let text = current.pointee.content {
          children.append(.text(String(cString: text)))
        }
      default: break
      }
    }
    return MarkupElement(
      name: name(node.pointee.name), attributes: attributes(node), children: children,
      line: max(0, Int(xmlGetLineNo(node))))
  }

  private func name(_ name: UnsafePointer<xmlChar>?) -> String {
    let name = name.map { String(cString: $0) } ?? ""
    // Web pages saved by Word have names such as `o:p`; the part behind the colon is the name.
    let local = name.split(separator: ":").last.map(String.init) ?? name
    return lowercasesNames ? local.lowercased() : local
  }

  private func attributes(_ node: xmlNodePtr) -> [String: String] {
    var attributes: [String: String] = [:]
    var attribute = node.pointee.properties
    while let current = attribute {
      attribute = current.pointee.next
      let value = xmlNodeListGetString(node.pointee.doc, current.pointee.children, 1)
      attributes[name(current.pointee.name)] = value.map { String(cString: $0) } ?? ""
      if let value { free_xml_string(value) }
    }
    return attributes
  }
}
