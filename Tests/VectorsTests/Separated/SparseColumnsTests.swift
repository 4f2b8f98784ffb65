import Testing
import Vectors

@Suite struct SparseColumnsTests {
  @Test func columnsHoldWhatADictionaryHolds() {
    for seed in 1...20 as ClosedRange<UInt64> {
      var generator = SeededGenerator(seed: seed)
      let columns = SparseColumns(columns: 2)
      var truth: [[Int]: UInt32] = [:]
      for _ in 0..<3000 {
        if Int.random(in: 0..<800, using: &generator) == 0 { _ = columns.addColumn() }
        let column = Int.random(in: 0..<columns.columnCount, using: &generator)
        let row = Int.random(in: 0..<5000, using: &generator)
        let word = UInt32.random(in: 1...9, using: &generator)
        columns.set(column, row, word)
        truth[[column, row]] = word
      }
      for column in 0..<columns.columnCount {
        for row in 0..<5600 {
          #expect(columns.word(column, row) == truth[[column, row]] ?? 0, "seed \(seed)")
        }
        let slots = (0..<4000).map { $0 % 3 == 0 ? Int32(-1) : Int32($0 * 2) }
        let bases = (0..<4000).map { Int32($0 % 5) }
        var (plain, based) = (
          [UInt32](repeating: 0, count: 9000), [UInt32](repeating: 0, count: 9000)
        )
        var target = plain.mutableSpan
        columns.scatter(column, to: slots.span, into: &target)
        var other = based.mutableSpan
        columns.scatter(column, to: slots.span, adding: bases.span, into: &other)
        for row in 0..<4000 where slots[row] >= 0 {
          let word = truth[[column, row]] ?? 0
          #expect(plain[2 * row] == word, "seed \(seed)")
          #expect(based[2 * row] == (word == 0 ? 0 : word + UInt32(bases[row])), "seed \(seed)")
        }
        var seen: [Int: UInt32] = [:]
        columns.forEachRun(column, rows: 4100) { first, words in
          for offset in words.indices where words[offset] != 0 {
            seen[first + offset] = words[offset]
          }
        }
        let expected = truth.filter { $0.key[0] == column && $0.key[1] < 4100 }
        #expect(seen.count == expected.count, "seed \(seed)")
        #expect(expected.allSatisfy { seen[$0.key[1]] == $0.value }, "seed \(seed)")
      }
    }
  }

  @Test func tilesAreWrittenRowByRow() {
    let columns = SparseColumns(columns: 5)
    for first in stride(from: 0, to: 1600, by: 16) {
      let rows = first == 1584 ? 9 : 16
      let tile = (0..<rows * 8).map { UInt32(first * 8 + $0) }
      columns.store(tile.span, rows: rows, columns: 4, stride: 8, at: first)
    }
    for row in 0..<1593 {
      for column in 0..<4 { #expect(columns.word(column, row) == UInt32(row * 8 + column)) }
      #expect(columns.word(4, row) == 0)
    }
    #expect(columns.word(0, 1593) == 0)
  }
}
