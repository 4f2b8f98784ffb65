/// The findings of a confrontation, and the stories that tie those together which one mistake explains.
public struct Diagnosis: Sendable {
  /// The findings: severest first, then in the order of units, years and rules.
  public var findings: [Finding]
  /// The stories, in the order of what to put right first. Every finding that is a broken rule is in
  /// exactly one; anomalies are in none.
  public var stories: [Story]

  /// Findings and stories.
  public init(findings: [Finding], stories: [Story]) {
    self.findings = findings
    self.stories = stories
  }

  /// The same with further findings that belong to no story, such as anomalies.
  public func adding(_ more: [Finding]) -> Diagnosis {
    guard !more.isEmpty else { return self }
    return Diagnosis(findings: findings + more, stories: stories).sorted()
  }

  /// The same with findings severest first, then by unit, year and rule, and stories in the order of
  /// what to put right first: severest first, then those whose explanation is surest.
  func sorted() -> Diagnosis {
    let order = findings.indices.sorted { one, other in
      let (left, right) = (findings[one], findings[other])
      if left.severity != right.severity { return left.severity > right.severity }
      return (left.unit, left.year, one) < (right.unit, right.year, other)
    }
    var positions = [Int](repeating: 0, count: findings.count)
    for (position, old) in order.enumerated() { positions[old] = position }
    let moved = stories.map { story in
      Story(
        unit: story.unit, year: story.year, findings: story.findings.map { positions[$0] }.sorted(),
        explanations: story.explanations, proof: story.proof)
    }
    let sortedFindings = order.map { findings[$0] }
    return Diagnosis(
      findings: sortedFindings,
      stories: moved.enumerated().sorted { left, right in
        let (one, other) = (left.element, right.element)
        let severities = (
          one.severity(in: sortedFindings), other.severity(in: sortedFindings)
        )
        if severities.0 != severities.1 { return severities.0 > severities.1 }
        if one.confidence != other.confidence { return one.confidence > other.confidence }
        return (one.unit, one.year, left.offset) < (other.unit, other.year, right.offset)
      }.map(\.element))
  }
}

/// Broken rules that hang together, and the smallest sets of cells whose change satisfies all rules.
///
/// One wrong leaf breaks the sum it is a part of, the sum above, and the balance of the year: three
/// findings, one story (error localisation, Fellegi and Holt 1976).
public struct Story: Sendable {
  /// The unit that the first of its findings is about.
  public let unit: UnitIndex
  /// The year of its first finding.
  public let year: Year
  /// The findings, as positions in `Diagnosis.findings`, ascending.
  public let findings: [Int]
  /// What would satisfy all rules, likeliest first; empty where nothing was found in bounded time.
  public let explanations: [Explanation]
  /// What is proven of the explanations.
  public let proof: Proof

  /// The severity of the severest of its findings.
  public func severity(in findings: [Finding]) -> Rule.Severity {
    self.findings.map { findings[$0].severity }.max() ?? .info
  }

  /// How sure the likeliest explanation is; 0 where there is none.
  public var confidence: Double { explanations.first { !$0.isAdjustment }?.score ?? 0 }

  /// What is proven of a story's explanations.
  public enum Proof: Sendable, Hashable {
    /// No set of cells weighs less, and every set of the least weight is among the explanations.
    case minimal
    /// The search ended at its bound: a set that weighs less may exist, though none below a weight.
    case bounded(below: Double)
  }
}

/// One way to satisfy all rules: cells that change together.
public struct Explanation: Sendable {
  /// The cells and what they should say.
  public let changes: [Suspect]
  /// The sum of the weights of its cells.
  public let weight: Double
  /// How likely it is among the story's explanations; they add up to 1.
  public let score: Double
  /// How the mistake came about.
  public let reason: LocalizedText
  /// Whether it is no explanation but the least-squares adjustment that restores all equalities.
  public let isAdjustment: Bool
}
