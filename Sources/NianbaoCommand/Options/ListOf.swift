import ArgumentParser

/// Words separated by commas, each one of a few.
struct ListOf<Element: ExpressibleByArgument & Sendable>: ExpressibleByArgument, Sendable {
  let elements: [Element]

  init(_ elements: [Element]) { self.elements = elements }

  init?(argument: String) {
    let words = argument.split(separator: ",")
    let elements = words.compactMap { Element(argument: String($0)) }
    guard !words.isEmpty, elements.count == words.count else { return nil }
    self.elements = elements
  }

  static var allValueStrings: [String] { Element.allValueStrings }

  var defaultValueDescription: String {
    elements.map(\.defaultValueDescription).joined(separator: ",")
  }
}
