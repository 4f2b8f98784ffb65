extension Diagnosis {
  /// The findings that a condition holds for, and what is left of the stories; a story without
  /// findings goes.
  ///
  /// - Complexity: O(findings).
  public func filtered(_ isIncluded: (Finding) -> Bool) -> Diagnosis {
    keeping(findings.indices.filter { isIncluded(findings[$0]) })
  }

  /// The findings at some positions, ascending, and what is left of the stories.
  func keeping(_ positions: [Int]) -> Diagnosis {
    let moved = Dictionary(uniqueKeysWithValues: positions.enumerated().map { ($1, $0) })
    return Diagnosis(
      findings: positions.map { findings[$0] },
      stories: stories.compactMap { story in
        let kept = story.findings.compactMap { moved[$0] }
        return kept.isEmpty ? nil : story.replacingFindings(kept)
      })
  }

  /// The same with the stories in the order of what to put right first: the severest, then the one
  /// whose explanation is surest, then in the order of units and years.
  ///
  /// - Complexity: O(n log n).
  public func inOrderOfRepair() -> Diagnosis {
    let keyed = stories.enumerated().map { (offset: $0, story: $1, severity: severity(of: $1)) }
    let sorted = keyed.sorted { left, right in
      if left.severity != right.severity { return left.severity > right.severity }
      let (one, other) = (left.story.certainty, right.story.certainty)
      if one != other { return one > other }
      return (left.story.unit, left.story.year, left.offset)
        < (right.story.unit, right.story.year, right.offset)
    }
    return Diagnosis(findings: findings, stories: sorted.map(\.story))
  }

  /// The severity of a story's severest finding.
  public func severity(of story: Story) -> Rule.Severity {
    story.findings.map { findings[$0].severity }.max() ?? .info
  }

  /// For each finding the position of its story; nil for one that is in none.
  ///
  /// - Complexity: O(findings).
  public var storyPositions: [Int?] {
    var positions = [Int?](repeating: nil, count: findings.count)
    for (position, story) in stories.enumerated() {
      for finding in story.findings { positions[finding] = position }
    }
    return positions
  }
}

extension Story {
  /// The score of the likeliest explanation; an adjustment explains nothing.
  var certainty: Double { explanations.first { !$0.isAdjustment }?.score ?? 0 }

  fileprivate func replacingFindings(_ findings: [Int]) -> Story {
    Story(unit: unit, year: year, findings: findings, explanations: explanations, proof: proof)
  }
}
