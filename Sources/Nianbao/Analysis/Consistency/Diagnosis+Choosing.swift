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
  fileprivate func replacingFindings(_ findings: [Int]) -> Story {
    Story(unit: unit, year: year, findings: findings, explanations: explanations, proof: proof)
  }
}
