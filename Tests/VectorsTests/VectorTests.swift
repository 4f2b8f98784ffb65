import Testing
import Vectors

@Suite struct VectorTests {
  @Test func keepsItsElementsInOrder() {
    let vector = Vector([3.0, 1, 2])
    #expect(vector.count == 3)
    #expect(vector.array == [3, 1, 2])
    #expect(vector[1] == 1)
  }

  @Test func anEmptyVectorIsAllowed() {
    let vector = Vector<Double>([])
    #expect(vector.count == 0)
    let empty = vector.span.isEmpty
    #expect(empty)
  }

  @Test func isFilledInPlace() {
    let vector = Vector<Int32>(repeating: 7, count: 4) { span in span[2] = 9 }
    #expect(vector.array == [7, 7, 9, 7])
  }
}
