extension Selection {
  /// The region that a word names: a code, a name, or a path of names from a region above such as
  /// `北京市/密云区`.
  ///
  /// - Throws: `SelectionError` where no region or several have the name.
  /// - Complexity: Linear in the tree for names.
  public static func region(_ word: String, in tree: RegionTree) throws(SelectionError)
    -> RegionCode
  {
    if let code = RegionCode(word) {
      guard tree.region(code) != nil else { throw .unknownRegion(word, nearest: []) }
      return code
    }
    let names = word.split(whereSeparator: { $0 == "/" || $0 == "／" }).map(String.init)
    guard let name = names.last else { throw .unknownRegion(word, nearest: []) }
    let candidates = tree.regions(named: name).filter { region in
      names.count == 1 || isSubsequence(names, of: tree.path(to: region.code))
    }
    // A name that a county and its main town share means the one further up.
    let highest = candidates.map(\.code.level).min()
    let top = candidates.filter { $0.code.level == highest }
    if top.count == 1 { return top[0].code }
    // Of namesakes the region of today is meant before those of the past.
    let present = top.filter { $0.until == nil }
    if present.count == 1 { return present[0].code }
    guard top.isEmpty else {
      throw .ambiguousRegion(
        word, paths: top.prefix(5).map { tree.path(to: $0.code).joined(separator: "/") })
    }
    let above = tree.regions.lazy.filter { $0.code.level <= .county }.map(\.name)
    let nearest = NearestNames.of(name, among: above)
    // Townships are many: only where no region above them is near.
    throw .unknownRegion(
      word,
      nearest: nearest.isEmpty
        ? NearestNames.of(name, among: tree.regions.lazy.map(\.name)) : nearest)
  }

  static func isSubsequence(_ names: some Sequence<String>, of path: [String]) -> Bool {
    var rest = path[...]
    for name in names {
      guard let position = rest.firstIndex(of: name) else { return false }
      rest = rest[(position + 1)...]
    }
    return true
  }
}
