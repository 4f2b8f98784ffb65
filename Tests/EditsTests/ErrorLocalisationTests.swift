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
}
