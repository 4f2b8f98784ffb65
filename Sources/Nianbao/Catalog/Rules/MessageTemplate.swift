/// A text with placeholders in braces, such as `接受培训{training.participant}人次`.
struct MessageTemplate: Sendable, Hashable {
  /// The placeholders for the sides of the comparison that failed.
  static let sides = ["left", "right", "difference"]

  private enum Piece: Sendable, Hashable {
    case text(Substring)
    case placeholder(Substring)
  }

  private let pieces: [Piece]

  /// A template; a brace that is not closed is text.
  init(_ template: String) {
    var pieces: [Piece] = []
    var rest = template[...]
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      pieces.append(.text(rest[..<open]))
      pieces.append(.placeholder(rest[rest.index(after: open)..<close]))
      rest = rest[rest.index(after: close)...]
    }
    pieces.append(.text(rest))
    self.pieces = pieces
  }

  /// The names in braces, in order.
  var placeholders: [String] {
    pieces.compactMap { piece in
      if case .placeholder(let name) = piece { String(name) } else { nil }
    }
  }

  /// The text with each placeholder replaced.
  func filled(_ value: (String) -> String) -> String {
    pieces.reduce(into: "") { text, piece in
      switch piece {
      case .text(let part): text += part
      case .placeholder(let name): text += value(String(name))
      }
    }
  }
}
