import Testing
import Vectors

@Suite struct CodeMarksTests {
  @Test func marksAreThoseOfTheCodesAtThePositions() {
    for (seed, length) in tellingLengths.enumerated() {
      var random = SeededGenerator(seed: UInt64(seed))
      let codes = (0..<20).map { _ in Int32.random(in: -1...254, using: &random) }
      let positions = (0..<length).map { _ in Int32.random(in: -1...19, using: &random) }
      let found = CodeMarks.lookUp(Vector(positions), in: Vector(codes))
      let expected = positions.map { $0 < 0 ? 0 : UInt8(codes[Int($0)] + 1) }
      #expect(found.array == expected, "seed \(seed)")
      for wantedCount in [0, 1, 2, 7] {
        let wanted = (0..<wantedCount).map { UInt8(codes[$0] + 1) }
        let marks = CodeMarks.marks(of: wanted, in: found)
        #expect(marks.bytes.array == expected.map { wanted.contains($0) ? 255 : 0 }, "seed \(seed)")
        #expect(marks.count == expected.count { wanted.contains($0) }, "seed \(seed)")
      }
    }
  }

  @Test func aPositionOutsideTheCodesStops() async {
    await #expect(processExitsWith: .failure) {
      _ = CodeMarks.lookUp(Vector([Int32(2)]), in: Vector([Int32(0), 1]))
    }
  }
}
