/// Settles which printed row is which row of the form.
///
/// Printed rows follow the form's order, with rows missing, added, repeated, and now and then a whole
/// section out of place. The alignment is the monotone chain of (printed row, form row) pairs with
/// the greatest sum of scores: a longest increasing subsequence with weights, found in
/// O(pairs × log rows). What is left over is aligned again, and again while that finds anything, so
/// that a section out of place becomes a chain of its own.
///
/// A label that stands on the form more than once (被依法纠错数 under 行政复议 and 行政诉讼) is bound to
/// the main section of the last row above it whose label is unique, where that section has the label.
/// Otherwise only the order speaks, and the pair counts only where the report prints the label as
/// often as the form.
struct RowAlignment {
  /// One pair.
  struct Pair: Hashable {
    let printed: Int
    let candidate: FormIndex.Candidate
  }

  /// For each printed row its form row, or nil.
  private(set) var matches: [FormIndex.Candidate?]
  /// Printed rows whose form row is taken by another printed row, with that form row.
  private(set) var repeated: [(printed: Int, row: Int)] = []
  /// Printed rows whose label stands on the form more than once, and nothing tells which is meant.
  private(set) var ambiguous: [Int] = []

  private let form: FormIndex

  /// The number of unknown labels of one report that are compared with the form's: far more than
  /// any report has, and a bound on the time that a file made to be slow can take.
  static let comparisonLimit = 1000

  /// Near matches look at the numbering too, which is no part of a key's identity.
  private struct CacheKey: Hashable {
    let key: LabelKey
    let number: String
  }

  /// Aligns printed labels with a form.
  init(_ keys: [LabelKey], with form: FormIndex) {
    self.form = form
    matches = Array(repeating: nil, count: keys.count)
    var cache: [CacheKey: [FormIndex.Candidate]] = [:]
    var candidates: [[FormIndex.Candidate]] = []
    candidates.reserveCapacity(keys.count)
    var comparisons = 0
    for key in keys {
      let entry = CacheKey(key: key, number: key.number)
      if let found = cache[entry] {
        candidates.append(found)
        continue
      }
      if !form.knows(key) { comparisons += 1 }
      let isCompared = form.knows(key) || comparisons <= Self.comparisonLimit
      let found = isCompared ? form.candidates(for: key) : []
      cache[entry] = found
      candidates.append(found)
    }
    let all = candidates
    let isBound = Self.bind(&candidates, form: form)
    var taken = Set<Int>()
    var open = keys.indices.filter { !candidates[$0].isEmpty }
    while !open.isEmpty {
      let chain = Self.bestChain(open, candidates, keys: keys, taken: taken, form: form)
      if chain.isEmpty { break }
      for pair in chain {
        matches[pair.printed] = pair.candidate
        taken.insert(pair.candidate.row)
      }
      open.removeAll { matches[$0] != nil }
    }
    withdrawUnsettled(all, isBound: isBound, keys: keys)
    let withdrawn = Set(ambiguous)
    for position in keys.indices where matches[position] == nil && !withdrawn.contains(position) {
      if let candidate = candidates[position].first, candidates[position].count == 1,
        taken.contains(candidate.row), candidate.match == .exact || candidate.match == .spelling
      {
        repeated.append((position, candidate.row))
      } else if candidates[position].count > 1 {
        ambiguous.append(position)
      }
    }
  }

  /// Narrows labels that occur in several sections to the section they stand in.
  ///
  /// - Returns: For each row whether its section was known.
  private static func bind(_ candidates: inout [[FormIndex.Candidate]], form: FormIndex) -> [Bool] {
    var isBound = Array(repeating: false, count: candidates.count)
    var section: Int?
    for position in candidates.indices {
      let found = candidates[position]
      if found.count == 1, found[0].match == .exact {
        section = form.rows[found[0].row].section
      } else if found.count > 1, let section {
        let here = found.filter { form.rows[$0.row].section == section }
        if !here.isEmpty {
          candidates[position] = here
          isBound[position] = true
        }
      }
    }
    return isBound
  }

  /// Takes back pairs of repeated labels that neither section nor number of occurrences settles.
  private mutating func withdrawUnsettled(
    _ all: [[FormIndex.Candidate]], isBound: [Bool], keys: [LabelKey]
  ) {
    var unbound: [[FormIndex.Candidate]: [Int]] = [:]
    for position in all.indices where all[position].count > 1 {
      unbound[all[position], default: []].append(position)
    }
    for (candidates, positions) in unbound {
      let loose = positions.filter { !isBound[$0] }
      guard !loose.isEmpty else { continue }
      let matched = positions.count { matches[$0] != nil }
      if positions.count == candidates.count, matched == positions.count { continue }
      for position in loose {
        matches[position] = nil
        ambiguous.append(position)
      }
    }
    ambiguous.sort()
  }

  // MARK: The best monotone chain

  private struct Node {
    let pair: Pair
    let previous: Int?
  }

  private struct Best {
    var score = 0
    var node: Int?
  }

  private static func bestChain(
    _ open: [Int], _ candidates: [[FormIndex.Candidate]], keys: [LabelKey], taken: Set<Int>,
    form: FormIndex
  ) -> [Pair] {
    var nodes: [Node] = []
    // A Fenwick tree over form rows: the best chain that ends at or before a row.
    var tree = [Best](repeating: Best(), count: form.rows.count + 1)
    for printed in open {
      var found: [(row: Int, best: Best)] = []
      for candidate in candidates[printed] where !taken.contains(candidate.row) {
        var before = Best()
        var position = candidate.row
        while position > 0 {
          if tree[position].score > before.score { before = tree[position] }
          position &= position - 1
        }
        let isSameNumber = form.rows[candidate.row].number == keys[printed].number
        let score = before.score + Self.score(candidate.match) + (isSameNumber ? 1 : 0)
        nodes.append(
          Node(pair: Pair(printed: printed, candidate: candidate), previous: before.node))
        found.append((candidate.row, Best(score: score, node: nodes.count - 1)))
      }
      // Only now, so that one printed row is not chained to itself.
      for (row, best) in found {
        var position = row + 1
        while position < tree.count {
          if best.score > tree[position].score { tree[position] = best }
          position += position & -position
        }
      }
    }
    var best = Best()
    var position = form.rows.count
    while position > 0 {
      if tree[position].score > best.score { best = tree[position] }
      position &= position - 1
    }
    var chain: [Pair] = []
    var node = best.node
    while let current = node {
      chain.append(nodes[current].pair)
      node = nodes[current].previous
    }
    return chain
  }

  /// A row that is surely the form's outweighs any that is only near.
  private static func score(_ match: FormIndex.Match) -> Int {
    switch match {
    case .exact: 100
    case .spelling: 90
    case .near(let edits): max(10, 50 - 3 * edits)
    }
  }
}
