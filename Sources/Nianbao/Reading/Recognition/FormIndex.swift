/// One edition's printed rows with their labels' keys, ready to be matched.
struct FormIndex: Sendable {
  /// One printed row of the form.
  struct Row: Sendable {
    /// The figure's indicator; nil for a heading.
    let indicator: IndicatorIndex?
    /// The official label.
    let label: String
    /// The keys of the official label and of its other spellings.
    let keys: [LabelKey]
    /// The numbering on the form, half-width.
    let number: String
    /// Which of the form's numbered main sections the row stands in.
    let section: Int
  }

  /// How a printed label was matched to a row.
  enum Match: Sendable, Hashable {
    /// The official label.
    case exact
    /// A spelling of the catalogue.
    case spelling
    /// A label some edits away.
    case near(edits: Int)
  }

  /// A row that a printed label may stand for.
  struct Candidate: Sendable, Hashable {
    let row: Int
    let match: Match
  }

  let edition: EditionID
  let rows: [Row]
  /// The titles of the main sections, as printed.
  let sections: [String]
  /// Whether the form has tables with several columns.
  let isTabular: Bool
  /// The labels that tell the form: of its rows, and of the rows of its tables.
  let labels: Set<LabelKey>
  private let byKey: [LabelKey: [Candidate]]

  /// The rows of an edition that have one figure each.
  init(_ edition: Edition, catalog: Catalog) {
    self.edition = edition.id
    var rows: [Row] = []
    var sections: [String] = []
    var tableLabels: Set<LabelKey> = []
    for row in edition.rows {
      let number: String
      let label: String
      var indicator: IndicatorIndex?
      switch row {
      case .heading(let text, let heading): (number, label) = (text, heading)
      case .indicator(let index):
        (number, label) = (catalog[index].number, catalog[index].label)
        indicator = index
      // Cells of a matrix are told by row and column, not by a label of their own.
      case .matrix(let matrix):
        for row in matrix.rows where !row.cells.isEmpty {
          let spellings = (catalog.spellings[row.cells[0]] ?? []).compactMap {
            $0.split(separator: "｜").first
          }
          tableLabels.formUnion([LabelKey(row.label)] + spellings.map { LabelKey($0) })
        }
        continue
      }
      let official = LabelKey(number + label)
      if official.number.hasSuffix("、") { sections.append(number + label) }
      let spellings = indicator.flatMap { catalog.spellings[$0] } ?? []
      rows.append(
        Row(
          indicator: indicator, label: label, keys: [official] + spellings.map { LabelKey($0) },
          number: official.number, section: max(sections.count - 1, 0)))
    }
    var byKey: [LabelKey: [Candidate]] = [:]
    for (position, row) in rows.enumerated() {
      for (order, key) in row.keys.enumerated()
      where byKey[key]?.contains(where: { $0.row == position }) != true {
        byKey[key, default: []].append(
          Candidate(row: position, match: order == 0 ? .exact : .spelling))
      }
    }
    isTabular = !tableLabels.isEmpty
    labels = tableLabels.union(byKey.keys)
    self.rows = rows
    self.sections = sections
    self.byKey = byKey
  }

  /// Whether a label is one of the form's, in the official or another known spelling. O(1).
  func knows(_ key: LabelKey) -> Bool { byKey[key] != nil }

  /// The rows that a label may stand for, in printed order: those with this very label, else near
  /// ones.
  ///
  /// - Complexity: O(1) for a known label, O(rows × length) for another.
  func candidates(for key: LabelKey) -> [Candidate] {
    if let known = byKey[key] {
      // The official label of one row may be another row's spelling; the official one counts.
      let exact = known.filter { $0.match == .exact }
      return exact.isEmpty ? known : exact
    }
    return nearCandidates(for: key)
  }

  // MARK: Near matches

  /// A near match needs at least this many signs in the label …
  static let leastLength = 4
  /// … and at most one edit for each five signs of the longer label.
  static let signsPerEdit = 5
  /// The longest label that is compared.
  private static let lengthLimit = 200

  /// Rows a few edits away. The nearest label must be nearer than every other label of the form: by
  /// one edit where it is one edit away, by two otherwise. Labels that differ in a negation or a
  /// digit are never near.
  private func nearCandidates(for key: LabelKey) -> [Candidate] {
    let length = key.scalars.count
    guard length >= Self.leastLength, length <= Self.lengthLimit else { return [] }
    if let truncated = truncatedCandidate(for: key) { return [truncated] }
    var nearest: [(row: Int, edits: Int)] = []
    for (position, row) in rows.enumerated() {
      let edits = row.keys.compactMap { other -> Int? in
        let limit = max(length, other.scalars.count) / Self.signsPerEdit + 2
        return LabelDistance.edits(key.scalars, other.scalars, atMost: limit)
      }.min()
      if let edits { nearest.append((position, edits)) }
    }
    guard let best = nearest.min(by: { $0.edits < $1.edits }) else { return [] }
    let label = rows[best.row].keys[0]
    let longer = max(length, label.scalars.count)
    guard best.edits <= max(1, longer / Self.signsPerEdit) else { return [] }
    let margin = best.edits == 1 ? 1 : 2
    let chosen = nearest.filter { $0.edits < best.edits + margin }
    let isClear = chosen.allSatisfy { rows[$0.row].keys[0] == label }
    // Where two labels are equally near, the numbering may tell which is meant.
    let settled =
      isClear
      ? chosen
      : chosen.filter { $0.edits == best.edits && rows[$0.row].number == key.number }
    guard isClear || settled.count == 1 && !key.number.isEmpty else { return [] }
    return settled.filter { entry in
      rows[entry.row].keys.contains {
        Self.weight($0.scalars) == Self.weight(key.scalars)
      }
    }.map { Candidate(row: $0.row, match: .near(edits: $0.edits)) }
  }

  /// The one row whose label begins with a label that was cut off, at least ten signs and half of it.
  private func truncatedCandidate(for key: LabelKey) -> Candidate? {
    guard key.scalars.count >= 10 else { return nil }
    let matches = rows.indices.filter { rows[$0].keys[0].scalars.starts(with: key.scalars) }
    guard matches.count == 1, let row = matches.first else { return nil }
    let missing = rows[row].keys[0].scalars.count - key.scalars.count
    return missing <= key.scalars.count ? Candidate(row: row, match: .near(edits: missing)) : nil
  }

  /// The signs of a label that turn its meaning round, in order.
  private static func weight(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    scalars.filter { "不未非无否没0123456789".unicodeScalars.contains($0) }.sorted()
  }
}
