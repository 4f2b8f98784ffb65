import Edits

/// Broken rules that are explained together: no set of figures that explains them has a part in the
/// contradictions of another group, so that smallest sets of the groups add up to one of the whole.
struct FailureGroup {
  /// The broken rules, as edits, ascending.
  var failing: [Int]
  /// What the search found for them.
  var result: ErrorLocalisation<RecordSystem>.Result

  /// The figures of its contradictions.
  var figures: Set<Int> { Set(result.conflicts.joined()) }
}

extension FailureGroup {
  /// The groups of some broken rules.
  ///
  /// Rules that share a figure are searched together, the others' breaks left out of sight: what is
  /// found is a lower bound, for leaving out an edit only takes away contradictions. Groups whose
  /// contradictions share a figure are joined and searched again. In the end contradictions are
  /// disjoint, the bounds add up, and the lightest sets together reach them: no smaller set explains
  /// everything.
  static func groups(
    of failing: [Int], in system: inout RecordSystem,
    limits: ErrorLocalisation<RecordSystem>.Limits
  ) -> [FailureGroup] {
    let all = Set(failing)
    var groups = connected(failing) { system.variables(of: $0) }.map { part in
      search(part, all, &system, limits)
    }
    while groups.count > 1 {
      let parts = connected(Array(groups.indices)) { groups[$0].figures }
      if parts.count < groups.count {
        groups = parts.map { members in
          guard members.count > 1 else { return groups[members[0]] }
          return search(members.flatMap { groups[$0].failing }.sorted(), all, &system, limits)
        }
      } else if holdTogether(groups, &system) {
        break
      } else {
        // Their lightest sets get in each other's way: one search over all.
        groups = [search(failing.sorted(), all, &system, limits)]
      }
    }
    return groups
  }

  private static func search(
    _ failing: [Int], _ all: Set<Int>, _ system: inout RecordSystem,
    _ limits: ErrorLocalisation<RecordSystem>.Limits
  ) -> FailureGroup {
    FailureGroup(
      failing: failing.sorted(),
      result: ErrorLocalisation.solve(
        &system, failing: failing.sorted(), ignoring: all.subtracting(failing), limits: limits))
  }

  /// Whether the lightest sets of all groups together satisfy every edit.
  private static func holdTogether(_ groups: [FailureGroup], _ system: inout RecordSystem) -> Bool {
    let lightest = groups.compactMap(\.result.solutions.first)
    guard lightest.count == groups.count else { return true }
    return Repair.exists(
      of: lightest.flatMap(\.variables), in: &system, required: groups.flatMap(\.failing))
  }

  /// The elements in groups that hang together by what they have in common; groups and their elements
  /// in the order given.
  private static func connected(_ elements: [Int], _ parts: (Int) -> Set<Int>) -> [[Int]] {
    var groups: [(elements: [Int], parts: Set<Int>)] = []
    for element in elements {
      var joined: (elements: [Int], parts: Set<Int>) = ([element], parts(element))
      groups.removeAll { group in
        guard !group.parts.isDisjoint(with: joined.parts) else { return false }
        joined = (group.elements + joined.elements, joined.parts.union(group.parts))
        return true
      }
      groups.append(joined)
    }
    return groups.map(\.elements)
  }
}

extension RecordSystem {
  /// The figures that an edit speaks of.
  fileprivate mutating func variables(of edit: Int) -> Set<Int> {
    Set(self.edit(edit).alternatives.joined().flatMap { $0.terms.map(\.variable) })
  }
}
