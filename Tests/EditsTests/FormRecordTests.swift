import Edits
import Testing

/// Error localisation on records as large as reports.
@Suite struct FormRecordTests {
  private func solve(_ record: inout FormRecord, slack: Double = 0)
    -> ErrorLocalisation<FormRecord>.Result
  {
    var limits = ErrorLocalisation<FormRecord>.Limits()
    limits.slack = slack
    return ErrorLocalisation.solve(&record, failing: record.failing, limits: limits)
  }

  /// Every cell of the matrix stands in a row and a column that add up, so planted mistakes are found
  /// wherever no lighter set explains as much.
  @Test func plantedMistakesAreFound() {
    for seed in 0..<60 {
      var random = SeededGenerator(seed: seed)
      var record = FormRecord.matrix(using: &random)
      #expect(record.failing.isEmpty, "seed \(seed)")
      let isNear = seed % 2 == 0
      let planted = record.plant(1 + seed % 3, areNear: isNear, using: &random).sorted()
      let result = solve(&record, slack: 0.65)
      let weight = planted.reduce(0) { $0 + record.variables[$1].weight }
      #expect(result.isComplete && result.lowerBound <= weight + 1e-9, "seed \(seed)")
      if result.lowerBound + 0.65 >= weight {
        #expect(result.solutions.contains { $0.variables == planted }, "seed \(seed)")
      }
      for component in result.components {
        for solution in component.solutions {
          #expect(
            Repair.exists(
              of: solution.variables, in: &record, required: component.failing,
              ignoring: Set(record.failing).subtracting(component.failing)), "seed \(seed)")
        }
      }
      for solution in result.solutions.prefix(20) {
        #expect(
          Repair.exists(of: solution.variables, in: &record, required: record.failing),
          "seed \(seed)")
      }
    }
  }

  /// Mistakes in tables that nothing ties are told apart.
  @Test func mistakesFarFromEachOtherAreComponents() {
    var random = SeededGenerator(seed: 7)
    var record = FormRecord()
    for _ in 0..<3 {
      let parts = (0..<6).map { _ in record.add(Double(Int.random(in: 5...90, using: &random))) }
      let total = record.addTotal(of: parts)
      record.record(record.value(total) + 1, of: total)
    }
    let result = solve(&record, slack: 0.65)
    #expect(result.components.count == 3)
    #expect(result.components.allSatisfy { $0.solutions.count == 7 && $0.isComplete })
    #expect(result.components.map(\.failing) == [[0], [1], [2]])
    #expect(abs(result.lowerBound - 2.7) < 1e-9)
    #expect(result.solutions.count == 343)
    #expect(result.isComplete)
    var limits = ErrorLocalisation<FormRecord>.Limits()
    limits.slack = 0.65
    limits.solutions = 100
    let short = ErrorLocalisation.solve(&record, failing: record.failing, limits: limits)
    #expect(short.solutions == Array(result.solutions.prefix(100)))
    #expect(!short.isComplete && short.components.allSatisfy(\.isComplete))
  }

  /// The unit of measure is of no matter: thousandths as amounts, ten millions as counts.
  @Test func scalesChangeNothing() {
    for seed in 0..<30 {
      var random = SeededGenerator(seed: seed)
      var record = FormRecord.matrix(using: &random)
      _ = record.plant(2, areNear: seed % 2 == 0, using: &random)
      let expected = solve(&record).solutions
      for (factor, isWhole) in [(0.001, false), (1e7, true)] {
        var scaled = record
        for variable in scaled.variables.indices {
          let value = record.value(variable) * factor
          scaled.variables[variable] = EditVariable(
            recorded: value...value, domain: 0...Double.infinity, isWhole: isWhole,
            weight: record.variables[variable].weight)
        }
        let result = ErrorLocalisation.solve(&scaled, failing: record.failing)
        #expect(result.isComplete, "seed \(seed)")
        #expect(
          result.solutions.map(\.variables) == expected.map(\.variables),
          "seed \(seed), times \(factor)")
      }
    }
  }

  /// Blank figures are free: the edits around them still contradict what is left.
  @Test func blanksOnlyTakeContradictionsAway() {
    for seed in 0..<30 {
      var random = SeededGenerator(seed: seed)
      var record = FormRecord.matrix(using: &random)
      _ = record.plant(2, using: &random)
      let full = solve(&record)
      record.blank(0.3, using: &random)
      let blank = solve(&record)
      #expect(blank.isComplete, "seed \(seed)")
      #expect(blank.lowerBound <= full.lowerBound + 1e-9, "seed \(seed)")
      for solution in blank.solutions.prefix(5) {
        #expect(
          Repair.exists(of: solution.variables, in: &record, required: record.failing),
          "seed \(seed)")
      }
    }
  }
}
