/// An element of a web page or an XML document, with all that is in it.
public struct MarkupElement: Sendable, Hashable {
  /// The name without a namespace prefix; lower case in web pages.
  public let name: String
  /// The attributes by name without prefix; of two with one name the later counts.
  public let attributes: [String: String]
  /// Elements and texts in order.
  public let children: [MarkupNode]
  /// The 1-based line of the source; 0 where the parser does not know.
  public let line: Int

  /// An element.
  public init(name: String, attributes: [String: String], children: [MarkupNode], line: Int) {
    self.name = name
    self.attributes = attributes
    self.children = children
    self.line = line
  }

  /// The elements among the children.
  public var elements: some Sequence<MarkupElement> {
    children.lazy.compactMap { node in
      if case .element(let element) = node { element } else { nil }
    }
  }

  /// The first child element with a name, or nil. O(children).
  public func first(_ name: String) -> MarkupElement? { elements.first { $0.name == name } }

  /// All elements with a name, this one's descendants in document order. O(size).
  public func descendants(_ name: String) -> [MarkupElement] {
    var found: [MarkupElement] = []
    forEachDescendant { if $0.name == name { found.append($0) } }
    return found
  }

  /// Calls a closure with each descendant in document order.
  public func forEachDescendant(_ body: (MarkupElement) -> Void) {
    // The parser bounds the depth, so the recursion is bounded too.
    for element in elements {
      body(element)
      element.forEachDescendant(body)
    }
  }

  /// All text in it, end to end, as written. O(size).
  public var text: String {
    children.reduce(into: "") { text, node in
      switch node {
      case .text(let piece): text += piece
      case .element(let element): text += element.text
      }
    }
  }
}

/// What an element has in it.
public enum MarkupNode: Sendable, Hashable {
  /// An element.
  case element(MarkupElement)
  /// A text, entities replaced by their characters.
  case text(String)
}
