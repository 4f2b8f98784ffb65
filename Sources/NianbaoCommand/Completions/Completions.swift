import ArgumentParser
import Nianbao

/// What a shell offers while a word is typed: names from the catalogue, the region tree, and the panel
/// file that the line names.
enum Completions {
  /// The indicators of a list: ids, or labels where the word begins with Chinese characters.
  static let indicators = CompletionKind.custom { _, _, word in
    let list = ListWord(word)
    return list.completed(with: indicators(beginning: list.last))
  }

  /// One indicator.
  static let indicator = CompletionKind.custom { _, _, word in indicators(beginning: word) }

  /// The units of a list, by name or code, of the panel file on the line.
  static let units = CompletionKind.custom { line, _, word in
    let list = ListWord(word)
    guard let panel = panel(on: line) else { return [] }
    let names = panel.units.indices.lazy.flatMap { index in
      [panel.units[index].name, panel.units[index].code]
    }
    return list.completed(with: names.filter { !$0.isEmpty && $0.hasPrefix(list.last) })
  }

  /// A region: a name of a county or above, or the next step of a path.
  static let region = CompletionKind.custom { _, _, word in
    (try? RegionTree.builtIn()).map { regions(beginning: word, in: $0) } ?? []
  }

  /// The years of a list, of the panel file on the line.
  static let years = CompletionKind.custom { line, _, word in
    let list = ListWord(word)
    return list.completed(with: (panel(on: line)?.years ?? []).map(\.description))
  }

  private static func indicators(beginning word: String) -> [String] {
    guard let catalog = try? Catalog.builtIn(), let derived = try? catalog.standardDerived() else {
      return []
    }
    let all = catalog.adding(derived: derived).indicators
    let names =
      word.utf8.contains { $0 > 0x7F } ? all.map(\.label) : all.map(\.id.name)
    // In what zsh is told, a colon begins a description.
    let colon = CompletionShell.requesting == .zsh ? "\\:" : ":"
    return Set(names.filter { $0.hasPrefix(word) }).sorted()
      .map { $0.split(separator: ":", omittingEmptySubsequences: false).joined(separator: colon) }
  }

  /// The panel file that a line names, opened without its figures; nil where it names none.
  private static func panel(on line: [String]) -> Panel? {
    guard let path = line.dropFirst().first(where: { PanelFile.isPanelFile($0) }),
      let catalog = try? Catalog.builtIn(), let regions = try? RegionTree.builtIn()
    else { return nil }
    return try? PanelFile.open(path, catalog: catalog, regions: regions)
  }

  private static func regions(beginning word: String, in tree: RegionTree) -> [String] {
    guard let slash = word.lastIndex(of: "/") else {
      // Without a word those from which a path begins.
      let lowest = word.isEmpty ? RegionCode.Level.province : .county
      let shown = tree.regions.lazy.filter { $0.code.level <= lowest && $0.name.hasPrefix(word) }
      return Set(shown.map(\.name)).sorted()
    }
    let path = String(word[..<slash])
    guard let region = try? Selection.region(path, in: tree) else { return [] }
    let start = word[word.index(after: slash)...]
    let within = tree.run(of: region).lazy.filter { $0.code != region && $0.name.hasPrefix(start) }
    // The steps of a path: cities or districts of a province, then districts, then townships.
    let levels = within.filter { tree.path(to: $0.code).last == $0.name }.map(\.code.level)
    guard let next = levels.min() else { return [] }
    return within.filter { $0.code.level == next }.map { "\(path)/\($0.name)" }
  }
}

/// The last word of a list with commas, of which only the end is being typed.
struct ListWord {
  /// All before the last word, with its comma.
  let before: String
  /// The last word as far as typed.
  let last: String

  /// Takes a list apart.
  init(_ text: String) {
    let end = text.lastIndex(of: ",").map { text.index(after: $0) } ?? text.startIndex
    before = String(text[..<end])
    last = String(text[end...])
  }

  /// The whole list with each of some words at its end.
  func completed(with words: some Sequence<String>) -> [String] { words.map { before + $0 } }
}
