import Synchronization
import Testing
import Vectors

@Suite struct WorkersTests {
  static let some: [Workers] = [.serial, Workers(count: 2), Workers(count: 3), .available]

  @Test(arguments: some, [0, 1, 2, 3, 100])
  func everyTaskRunsOnce(workers: Workers, tasks: Int) {
    let runs = (0..<tasks).map { _ in Counter() }
    workers.perform(tasks, bytes: .max) { runs[$0].increment() }
    #expect(runs.allSatisfy { $0.value == 1 })
  }

  @Test(arguments: some)
  func resultsAreInTheOrderOfTasks(workers: Workers) {
    #expect(workers.map(57, bytes: .max) { "\($0)" } == (0..<57).map { "\($0)" })
  }

  @Test(arguments: some, [0, 1, 9, 10, 11, 1_005])
  func chunksCoverASpanOnce(workers: Workers, count: Int) {
    let vector = Vector<Int32>(repeating: -1, count: count) { span in
      workers.fill(&span, chunk: 10, bytes: .max) { range, chunk in
        for index in chunk.indices { chunk[index] += Int32(range.lowerBound + index + 1) }
      }
    }
    #expect(vector.array == (0..<count).map { Int32($0) })
  }

  @Test func littleWorkStaysOnTheCallingThread() {
    // Not concurrent, hence in order.
    let order = Mutex<[Int]>([])
    Workers.available.perform(100, bytes: 100) { index in order.withLock { $0.append(index) } }
    #expect(order.withLock { $0 } == Array(0..<100))
  }

  private final class Counter: Sendable {
    private let count = Atomic<Int>(0)
    var value: Int { count.load(ordering: .relaxed) }
    func increment() { count.add(1, ordering: .relaxed) }
  }
}
