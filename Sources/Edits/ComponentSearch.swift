/// Searches the mistakes of a record in parts that do not touch each other, so that their costs add up
/// instead of multiplying.
///
/// Every failing edit begins as a part of its own, searched with the others' failing edits left out of
/// sight: what is learned there holds all the same, for fewer edits contradict less. Parts whose
/// contradictions share a variable are joined and searched again, with all that was learned.
///
/// In the end no variable is in the contradictions of two parts. Then a set that explains everything
/// has in each part a set that hits its contradictions, and what it may weigh there beyond the least is
/// no more than the slack: so it consists of solutions of the parts. Whether those get along is certain
/// where no edit speaks of two of them; where one does, their combinations are tested, and parts that
/// do not get along are joined.
struct ComponentSearch {
  private typealias Part = HittingSetSearch.Part

  private var search: HittingSetSearch

  /// What was looked at, for the numbers of variables and edits.
  var model: Neighbourhood { search.model }

  init(ignoring ignored: Set<Int>, _ limits: HittingSetSearch.Limits) {
    search = HittingSetSearch(ignoring: ignored, limits)
  }

  /// The parts of a record's mistakes, each with its solutions; edits that hold after all are in none.
  mutating func solve(
    _ system: inout some EditSystem, failing: [Int], inadmissible: [Int]
  ) -> [HittingSetSearch.Part] {
    var parts = seeds(&system, failing, inadmissible)
    var isSettled = false
    while !isSettled {
      parts = joined(parts) { Set($0.conflicts.joined()) }
      isSettled = true
      for index in parts.indices where !parts[index].isSearched {
        parts[index] = search.search(
          parts[index], excluding: failures(parts, except: [index]), in: &system)
        isSettled = false
      }
      if isSettled { isSettled = !joinQuarrelling(&parts, &system) }
    }
    return parts.filter { !$0.conflicts.isEmpty || !$0.isComplete }
  }

  /// One part for each failing edit and inadmissible variable.
  private mutating func seeds(
    _ system: inout some EditSystem, _ failing: [Int], _ inadmissible: [Int]
  ) -> [HittingSetSearch.Part] {
    var parts: [Part] = []
    for number in inadmissible {
      let variable = search.model.variable(number, of: &system)
      parts.append(Part(failing: [], conflicts: [[variable]], lowerBound: 0))
    }
    for number in failing where !search.model.isIgnored(number) {
      let edit = search.model.edit(number, of: &system)
      guard !parts.contains(where: { $0.failing == [edit] }) else { continue }
      parts.append(Part(failing: [edit]))
    }
    for index in parts.indices where !parts[index].failing.isEmpty {
      let contradiction = search.contradiction(of: parts[index].failing[0], &system)
      parts[index].conflicts = contradiction.map { [$0] } ?? []
    }
    return parts
  }

  /// Of each edit whether it is one that another part explains.
  private func failures(_ parts: [HittingSetSearch.Part], except kept: Set<Int>) -> [Bool] {
    var excluded = [Bool](repeating: false, count: search.model.edits.count)
    for (index, part) in parts.enumerated() where !kept.contains(index) {
      for edit in part.failing { excluded[edit] = true }
    }
    return excluded
  }

  /// Joins parts that have something in common.
  private func joined(
    _ parts: [HittingSetSearch.Part], by keys: (HittingSetSearch.Part) -> Set<Int>
  ) -> [HittingSetSearch.Part] {
    groups(parts.map(keys)).map { members in
      members.count == 1 ? parts[members[0]] : join(members.map { parts[$0] }, areDisjoint: false)
    }
  }

  /// One part of several.
  private func join(_ parts: [HittingSetSearch.Part], areDisjoint: Bool) -> HittingSetSearch.Part {
    let bounds = parts.map(\.lowerBound)
    var conflicts: [[Int]] = []
    var known: Set<[Int]> = []
    for conflict in parts.lazy.flatMap(\.conflicts) where known.insert(conflict).inserted {
      conflicts.append(conflict)
    }
    return Part(
      failing: parts.flatMap(\.failing).sorted(), conflicts: conflicts,
      lowerBound: areDisjoint ? bounds.reduce(0, +) : bounds.max() ?? 0)
  }

  /// The positions of sets in groups that hang together by common elements, groups and members in the
  /// order given.
  private func groups(_ sets: [Set<Int>]) -> [[Int]] {
    var root = Array(sets.indices)
    func find(_ index: Int) -> Int {
      var index = index
      while root[index] != index { index = root[index] }
      return index
    }
    var owner: [Int: Int] = [:]
    for (index, set) in sets.enumerated() {
      for element in set {
        if let other = owner[element] {
          let (one, two) = (find(index), find(other))
          root[max(one, two)] = min(one, two)
        } else {
          owner[element] = index
        }
      }
    }
    return sets.indices.filter { find($0) == $0 }.map { first in
      sets.indices.filter { find($0) == first }
    }
  }

  /// Joins parts whose solutions get in each other's way.
  ///
  /// - Returns: Whether there were any.
  private mutating func joinQuarrelling(
    _ parts: inout [HittingSetSearch.Part], _ system: inout some EditSystem
  ) -> Bool {
    for members in groups(parts.map(\.touched)) where members.count > 1 {
      let cluster = members.map { parts[$0] }
      guard let conflicts = quarrel(cluster, failures(parts, except: Set(members)), &system) else {
        continue
      }
      var part = join(cluster, areDisjoint: true)
      part.conflicts += conflicts
      parts = parts.indices.filter { !members.contains($0) }.map { parts[$0] } + [part]
      return true
    }
    return false
  }

  /// What speaks against combinations of the parts' solutions: nil where all hold, nothing where that
  /// could not be found out.
  private mutating func quarrel(
    _ cluster: [HittingSetSearch.Part], _ excluded: [Bool], _ system: inout some EditSystem
  ) -> [[Int]]? {
    guard let combinations = combinations(cluster) else { return [] }
    search.excluded = excluded
    for set in combinations {
      guard search.hasWorkLeft else { return [] }
      switch search.countedAnswer(to: set, required: cluster.flatMap(\.failing), &system) {
      case .satisfied: continue
      case .refuted(let refutation): return [refutation.support]
      case .unknown: return []
      }
    }
    return nil
  }

  /// Every combination of the parts' solutions within the slack; nil where there are too many.
  private func combinations(_ cluster: [HittingSetSearch.Part]) -> [[Int]]? {
    var sets: [(variables: [Int], weight: Double)] = [([], 0)]
    var least = 0.0
    for part in cluster {
      let solutions = part.solutions.map { (variables: $0, weight: model.weight(of: $0)) }
      least += solutions.lazy.map(\.weight).min() ?? 0
      let most = least + search.limits.slack + 1e-9
      sets = sets.flatMap { set in
        solutions.lazy.filter { set.weight + $0.weight <= most }.map {
          (set.variables + $0.variables, set.weight + $0.weight)
        }
      }
      guard sets.count <= search.limits.solutions else { return nil }
    }
    return sets.map { $0.variables.sorted() }
  }
}
