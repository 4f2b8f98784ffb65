import CLibXML2

/// A parsed web page or XML document.
public struct MarkupDocument: Sendable, Hashable {
  /// The outermost element.
  public let root: MarkupElement
  /// Whether elements nested deeper than `depthLimit` were flattened: their text is kept in place.
  public let isFlattened: Bool
  /// Whether the parser gave up before the end.
  public let isCutOff: Bool

  /// How deep elements may be nested before they are flattened to their text.
  public static let depthLimit = 200

  /// Why a document could not be parsed.
  public enum Failure: Error, Sendable, Hashable {
    /// There is no element in it.
    case empty
    /// It is no well-formed XML: what the parser says, with the line.
    case malformed(line: Int, reason: String)
    /// It is larger than the parser takes.
    case tooLarge(bytes: Int)
  }

  /// Parses a web page as browsers do: whatever is in the bytes, there is a page.
  ///
  /// Nothing is fetched, scripts are not run, entities other than characters are not expanded.
  ///
  /// - Parameter utf8: The page in UTF-8, whatever its own declaration says.
  /// - Complexity: Linear in the bytes.
  public static func html(_ utf8: [UInt8]) throws(Failure) -> MarkupDocument {
    let options =
      HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue
      | HTML_PARSE_NONET.rawValue
    guard let count = Int32(exactly: utf8.count) else { throw .tooLarge(bytes: utf8.count) }
    LibXML2.prepare()
    guard let context = htmlNewParserCtxt() else { throw .empty }
    defer { htmlFreeParserCtxt(context) }
    let tree = utf8.withUnsafeBytes { bytes in
      htmlCtxtReadMemory(
        context, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), count, nil, "UTF-8",
        Int32(options))
    }
    guard let tree else { throw .empty }
    defer { xmlFreeDoc(tree) }
    return try MarkupDocument(
      tree, lowercasesNames: true, isCutOff: context.pointee.disableSAX != 0)
  }

  /// Parses XML that must be well formed.
  ///
  /// No external entity or document type is loaded, and entities of the document's own are not
  /// expanded.
  ///
  /// - Complexity: Linear in the bytes.
  public static func xml(_ bytes: [UInt8]) throws(Failure) -> MarkupDocument {
    let options =
      XML_PARSE_NOERROR.rawValue | XML_PARSE_NOWARNING.rawValue | XML_PARSE_NONET.rawValue
      | XML_PARSE_NOCDATA.rawValue | XML_PARSE_BIG_LINES.rawValue
    guard let count = Int32(exactly: bytes.count) else { throw .tooLarge(bytes: bytes.count) }
    LibXML2.prepare()
    guard let context = xmlNewParserCtxt() else { throw .empty }
    defer { xmlFreeParserCtxt(context) }
    let tree = bytes.withUnsafeBytes { bytes in
      xmlCtxtReadMemory(
        context, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), count, nil, nil,
        Int32(options))
    }
    guard let tree else {
      let error = context.pointee.lastError
      let reason = error.message.map { String(cString: $0) } ?? "not well-formed"
      throw .malformed(
        line: Int(error.line), reason: String(reason.prefix { $0 != "\n" }))
    }
    defer { xmlFreeDoc(tree) }
    return try MarkupDocument(tree, lowercasesNames: false, isCutOff: false)
  }

  private init(_ tree: xmlDocPtr, lowercasesNames: Bool, isCutOff: Bool) throws(Failure) {
    guard let root = xmlDocGetRootElement(tree) else { throw .empty }
    var builder = TreeBuilder(lowercasesNames: lowercasesNames)
    self.root = builder.element(root, depth: 0)
    isFlattened = builder.isFlattened
    self.isCutOff = isCutOff
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
  var isFlattened = false

  init(lowercasesNames: Bool) {
    self.lowercasesNames = lowercasesNames
  }

  mutating func element(_ node: xmlNodePtr, depth: Int) -> MarkupElement {
    var children: [MarkupNode] = []
    var child = node.pointee.children
    while let current = child {
      child = current.pointee.next
      switch current.pointee.type {
      case XML_ELEMENT_NODE where depth < MarkupDocument.depthLimit:
        children.append(.element(element(current, depth: depth + 1)))
      case XML_ELEMENT_NODE:
        isFlattened = true
        if let text = xmlNodeGetContent(current) {
          children.append(.text(String(cString: text)))
          free_xml_string(text)
        }
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
