import Markup

@testable import Nianbao

/// Mutates XML as a tree, so that it stays well formed and reaches the reader behind the parser.
enum TreeMutation {
  /// An archive with some elements of one of its XML entries mutated.
  static func mutated(
    _ archive: [UInt8], with tokens: [String], using random: inout SeededGenerator
  ) throws -> [UInt8] {
    let zip = try ZipArchive(archive)
    // The last entry is the text or the sheet; the others are looked at now and then.
    let names = zip.entryNames
    let chosen = Int.random(in: 0..<5, using: &random) == 0 ? names.first : names.last
    return try ZipWriter.archive(
      try names.map { name in
        let bytes = try zip.bytes(of: name) ?? []
        guard name == chosen else { return (name, bytes) }
        var root = try MarkupDocument.xml(bytes).root
        for _ in 0..<Int.random(in: 1...6, using: &random) {
          root = mutated(root, with: tokens, using: &random)
        }
        return (name, Array(text(root).utf8))
      })
  }

  private static func mutated(
    _ root: MarkupElement, with tokens: [String], using random: inout SeededGenerator
  ) -> MarkupElement {
    var size = 0
    root.forEachDescendant { _ in size += 1 }
    guard size > 0 else { return root }
    var mutator = Mutator(
      target: Int.random(in: 0..<size, using: &random), tokens: tokens, random: random)
    let result = mutator.walk(root)
    random = mutator.random
    return result
  }

  private struct Mutator {
    /// The number of descendants in front of the one that is mutated.
    var target: Int
    let tokens: [String]
    var random: SeededGenerator

    mutating func walk(_ element: MarkupElement) -> MarkupElement {
      var children: [MarkupNode] = []
      for node in element.children {
        guard case .element(let child) = node, target >= 0 else {
          children.append(node)
          continue
        }
        target -= 1
        if target == -1 {
          children += changed(child).map { .element($0) }
        } else {
          children.append(.element(walk(child)))
        }
      }
      return with(element, children: children)
    }

    private func with(
      _ element: MarkupElement, name: String? = nil, attributes: [String: String]? = nil,
      children: [MarkupNode]? = nil
    ) -> MarkupElement {
      MarkupElement(
        name: name ?? element.name, attributes: attributes ?? element.attributes,
        children: children ?? element.children, line: 0)
    }

    private mutating func changed(_ element: MarkupElement) -> [MarkupElement] {
      switch Int.random(in: 0..<10, using: &random) {
      case 0: return []
      case 1: return [element, element]
      case 2: return [with(element, name: names.randomElement(using: &random))]
      case 3: return [with(element, children: element.children.shuffled(using: &random))]
      case 4:
        let around = names.randomElement(using: &random) ?? "p"
        return [
          MarkupElement(name: around, attributes: [:], children: [.element(element)], line: 0)
        ]
      case 5...7:
        var attributes = element.attributes
        let name = ["r", "t", "val", "ref", "state", "id"].randomElement(using: &random) ?? "r"
        attributes[attributes.keys.sorted().randomElement(using: &random) ?? name] =
          values.randomElement(using: &random)
        return [with(element, attributes: attributes)]
      default:
        let text = tokens.filter { !$0.contains("<") }.randomElement(using: &random) ?? ""
        return [with(element, children: element.children + [.text(text)])]
      }
    }

    private let names = [
      "tbl", "tr", "tc", "p", "r", "t", "sdt", "del", "vMerge", "gridSpan", "row", "c", "v", "is",
      "sheetData", "mergeCell", "si", "AlternateContent", "tab",
    ]

    private let values = [
      "9223372036854775807", "-9223372036854775808", "-1", "0", "XFD1048576", "A1", "B2:A1",
      "A1:XFD1048576", "s", "b", "e", "inlineStr", "str", "restart", "hidden", "1e9", "",
    ]
  }

  private static func text(_ element: MarkupElement) -> String {
    var text = "<\(element.name)"
    for (name, value) in element.attributes.sorted(by: { $0.key < $1.key }) {
      text += " \(name)=\"\(escaped(value))\""
    }
    text += ">"
    for node in element.children {
      switch node {
      case .text(let piece): text += escaped(piece)
      case .element(let child): text += self.text(child)
      }
    }
    return text + "</\(element.name)>"
  }

  /// What XML does not allow is left out.
  private static func escaped(_ text: String) -> String {
    let allowed = text.unicodeScalars.filter { $0.value >= 0x20 || $0 == "\n" || $0 == "\t" }
    return allowed.text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
      .replacing("\"", with: "&quot;")
  }
}
