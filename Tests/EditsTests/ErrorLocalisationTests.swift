import Edits
import Testing

@Suite struct ErrorLocalisationTests {
  /// A leaf in two sums, one along the row and one along the column, is the only single cell that
  /// mends both.
  @Test func aLeafInTwoBrokenSumsIsFound() {
    // Leaves 0…3 as a square, sums of the rows 4, 5 and of the columns 6, 7.
    var record = SmallRecord(
      variables: [3, 4, 5, 6, 7, 11, 8, 10].map { SmallRecord.count($0) },
      list: [
        SmallRecord.sum(4, of: [0, 1]), SmallRecord.sum(5, of: [2, 3]),
        SmallRecord.sum(6, of: [0, 2]), SmallRecord.sum(7, of: [1, 3]),
      ])
    record.variables[1] = SmallRecord.count(9)
    let result = ErrorLocalisation.solve(&record, failing: [0, 3])
    #expect(result.isComplete)
    #expect(result.solutions.map(\.variables) == [[1]])
    #expect(Repair(of: [1], in: &record, required: [0, 3])?.ranges == [1: 4...4])
  }

  /// A part that could only rise is no suspect of a sum that is too high.
  @Test func contradictionsLeaveOutWhatCannotHelp() {
    var record = SmallRecord(
      variables: [5, 4, 3, 0].map { SmallRecord.count($0) },
      list: [SmallRecord.sum(0, of: [1, 2, 3])])
    let result = ErrorLocalisation.solve(&record, failing: [0])
    #expect(result.conflicts == [[0, 1, 2]])
    #expect(result.solutions.map(\.variables) == [[0], [1], [2]])
  }

  @Test func aRecordWithoutMistakesNeedsNoChange() {
    var record = SmallRecord(
      variables: [7, 4, 3].map { SmallRecord.count($0) }, list: [SmallRecord.sum(0, of: [1, 2])])
    for failing in [[], [0]] {
      let result = ErrorLocalisation.solve(&record, failing: failing)
      #expect(result.isComplete && result.lowerBound == 0)
      #expect(result.solutions.map(\.variables) == [[]])
      #expect(result.components.isEmpty && result.conflicts.isEmpty)
    }
  }

  @Test func whatNothingSatisfiesIsProved() {
    let impossible: [[[LinearEdit]]] = [
      [], [[LinearEdit([], from: 1, to: 1)]],
      [[LinearEdit([.init(1, 0)], from: -5, to: -1)]],
      [[LinearEdit([.init(2, 0)], from: 3, to: 3)]],
      [[LinearEdit([.init(1, 0), .init(1, 1)], from: 5, to: 3)]],
      [[LinearEdit([.init(1, 0)], from: 2, to: 2), LinearEdit([.init(1, 0)], from: 3, to: 3)]],
    ]
    for alternatives in impossible {
      var record = SmallRecord(
        variables: [SmallRecord.count(1), SmallRecord.count(2)], list: [Edit(alternatives)])
      let result = ErrorLocalisation.solve(&record, failing: [0])
      #expect(result.isComplete && result.solutions.isEmpty && result.lowerBound == .infinity)
      #expect(result.conflicts.contains([]))
      #expect(Repair(of: [0, 1], in: &record, required: [0]) == nil)
    }
  }

  @Test func figuresThatMakeNoSenseMustChange() {
    var record = SmallRecord(
      variables: [SmallRecord.count(-3), SmallRecord.count(4), SmallRecord.count(1)],
      list: [SmallRecord.sum(2, of: [0, 1])])
    #expect(!record.variables[0].isAdmissible)
    let result = ErrorLocalisation.solve(&record, failing: [], inadmissible: [0])
    #expect(result.solutions.map(\.variables) == [[0, 1], [0, 2]])
    #expect(result.conflicts.contains([0]))
  }

  /// No single edit fails, but a missing total cannot be both sums of its parts.
  @Test func contradictionsAmongMissingFiguresAreFound() {
    var record = SmallRecord(
      variables: [nil, 3, 4, 5, 6].map { SmallRecord.count($0) },
      list: [SmallRecord.sum(0, of: [1, 2]), SmallRecord.sum(0, of: [3, 4])])
    let result = ErrorLocalisation.solve(&record, failing: [0, 1])
    #expect(result.conflicts == [[1, 2, 3, 4]])
    #expect(result.solutions.map(\.variables) == [[1], [2], [3], [4]])
  }

  /// Only some changes touch a missing figure that two others contradict each other about. Once met,
  /// that contradiction is every solution's, also of those found before.
  @Test func contradictionsMetLateAreMendedByAll() {
    let unequal = [2, 3].map { other in
      Edit([[LinearEdit([.init(1, 4), .init(-1, other)], from: 0, to: 0)]])
    }
    let tie = Edit([[LinearEdit([.init(1, 1), .init(1, 4)], from: 0, to: .infinity)]])
    let sum = Edit([[LinearEdit([.init(1, 0), .init(1, 1)], from: 5, to: 5)]])
    var record = SmallRecord(
      variables: [1, 1, 7, 8, nil].map { SmallRecord.count($0) }, list: [sum, tie] + unequal)
    let result = ErrorLocalisation.solve(&record, failing: [0])
    #expect(result.isComplete && result.lowerBound == 2)
    #expect(result.conflicts == [[0, 1], [2, 3]])
    #expect(result.solutions.map(\.variables) == [[0, 2], [0, 3], [1, 2], [1, 3]])
  }

  @Test func countsOfAThousandMillionAreToldApart() {
    let million = 1e9
    for slip in [-1.0, 0, 1] {
      var record = SmallRecord(
        variables: [3 * million, million, million, million + slip].map { SmallRecord.count($0) },
        list: [SmallRecord.sum(0, of: [1, 2, 3])])
      let result = ErrorLocalisation.solve(&record, failing: [0])
      #expect(result.solutions.count == (slip == 0 ? 1 : 4))
      #expect(result.lowerBound == abs(slip))
      if slip != 0 {
        #expect(
          Repair(of: [0], in: &record, required: [0])?.ranges
            == [0: (3 * million + slip)...(3 * million + slip)])
        // Two together: the system is solved, not read off.
        let ranges = Repair(of: [0, 1], in: &record, required: [0])?.ranges
        #expect(ranges?[0]?.lowerBound == 2 * million + slip)
        #expect(ranges?[0]?.upperBound == .infinity)
      }
    }
  }

  /// Amounts that stand for every number that rounds to them.
  @Test func printedAmountsAreIntervals() {
    func amount(_ value: Double, _ half: Double) -> EditVariable {
      EditVariable(
        recorded: value - half...value + half, domain: 0...Double.infinity, isWhole: false,
        weight: 1)
    }
    let edits = [SmallRecord.sum(0, of: [1, 2])]
    var fits = SmallRecord(
      variables: [amount(10.01, 0.005), amount(3.333, 0.0005), amount(6.67, 0.005)], list: edits)
    #expect(ErrorLocalisation.solve(&fits, failing: [0]).lowerBound == 0)
    var fails = SmallRecord(
      variables: [amount(10.02, 0.005), amount(3.333, 0.0005), amount(6.67, 0.005)], list: edits)
    let result = ErrorLocalisation.solve(&fails, failing: [0])
    #expect(result.solutions.map(\.variables) == [[0], [1], [2]])
    let range = Repair(of: [0], in: &fails, required: [0])?.ranges[0]
    #expect(abs((range?.lowerBound ?? 0) - 9.9975) < 1e-9)
    #expect(abs((range?.upperBound ?? 0) - 10.0085) < 1e-9)
  }

  /// One amount cannot be two numbers in two edits, though each by itself finds one within it.
  @Test func anAmountIsOneNumberInAllEdits() {
    let edges = [
      LinearEdit([.init(1, 0), .init(-1, 1)], from: 0, to: 0),
      LinearEdit([.init(1, 0), .init(-1, 2)], from: 0, to: 0),
    ]
    let wide = EditVariable(
      recorded: 1...2, domain: 0...Double.infinity, isWhole: false, weight: 3)
    var record = SmallRecord(
      variables: [wide, SmallRecord.count(1), SmallRecord.count(2)],
      list: edges.map { Edit([[$0]]) })
    let result = ErrorLocalisation.solve(&record, failing: [0, 1])
    #expect(result.solutions.map(\.variables) == [[1], [2]])
  }

  @Test func signedAmountsAndOpenEnds() {
    let free = EditVariable(
      recorded: nil, domain: -Double.infinity...Double.infinity, isWhole: false, weight: 1)
    var record = SmallRecord(
      variables: [free, SmallRecord.count(4), SmallRecord.count(9)],
      list: [SmallRecord.sum(1, of: [0, 2])])
    #expect(ErrorLocalisation.solve(&record, failing: [0]).lowerBound == 0)
    #expect(Repair(of: [0], in: &record)?.ranges == [0: -5 ... -5])
    #expect(
      Repair(of: [0, 2], in: &record)?.ranges == [0: -Double.infinity...4, 2: 0...Double.infinity])
  }

  /// Whole numbers without an end of which none fit: the search gives up and says so.
  @Test func endlessBranchesEndInDoubt() {
    let parity = LinearEdit([.init(2, 0), .init(-2, 1)], from: 1, to: 1)
    var record = SmallRecord(
      variables: [SmallRecord.count(0), SmallRecord.count(0)], list: [Edit([[parity]])])
    let result = ErrorLocalisation.solve(&record, failing: [0])
    #expect(!result.isComplete && result.solutions.isEmpty)
    #expect(result.lowerBound <= 2)
    #expect(!Repair.exists(of: [0, 1], in: &record, required: [0]))
  }

  /// A figure without an end has no range either where two others have no values.
  @Test func rangesNeedValuesOfAllOthers() {
    let few = EditVariable(recorded: 0...0, domain: 0...3, isWhole: true, weight: 1)
    let parity = LinearEdit([.init(2, 2), .init(-2, 3)], from: 1, to: 1)
    let order = LinearEdit([.init(1, 0), .init(-1, 1)], from: 0, to: .infinity)
    var record = SmallRecord(
      variables: [SmallRecord.count(4), SmallRecord.count(2), few, few],
      list: [Edit([[order]]), Edit([[parity]])])
    #expect(Repair(of: [0, 1], in: &record)?.ranges[0] == 0...Double.infinity)
    #expect(Repair(of: [0, 1, 2, 3], in: &record) == nil)
    #expect(ErrorLocalisation.solve(&record, failing: [1]).lowerBound == .infinity)
  }

  @Test func valuesAreChecked() {
    var record = SmallRecord(
      variables: [9, 4, 3].map { SmallRecord.count($0) }, list: [SmallRecord.sum(0, of: [1, 2])])
    #expect(Repair.holds([0: 7], in: &record))
    #expect(Repair.holds([1: 4, 2: 5], in: &record))
    #expect(!Repair.holds([0: 8], in: &record))
    #expect(!Repair.holds([1: 9.5, 2: -0.5], in: &record))
    #expect(!Repair.holds([:], in: &record, required: [0]))
    #expect(Repair.holds([0: 8], in: &record, required: [0], ignoring: [0]))
  }

  /// “If the first is above 0, so is the second”: either side may give way, by the values that make sense.
  @Test func implicationsGiveWayOnEitherSide() {
    let implication = Edit([
      [LinearEdit([.init(1, 0)], from: -.infinity, to: 0)],
      [LinearEdit([.init(1, 1)], from: 1, to: .infinity)],
    ])
    var record = SmallRecord(
      variables: [SmallRecord.count(5), SmallRecord.count(0)], list: [implication])
    let result = ErrorLocalisation.solve(&record, failing: [0])
    #expect(result.solutions.map(\.variables) == [[0], [1]])
    #expect(Repair(of: [0], in: &record)?.ranges == [0: 0...0])
    #expect(Repair(of: [1], in: &record)?.ranges == [1: 1...Double.infinity])
    #expect(
      Repair(of: [0, 1], in: &record)?.ranges
        == [0: 0...Double.infinity, 1: 0...Double.infinity])
  }
}
