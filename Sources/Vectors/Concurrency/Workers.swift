import Dispatch
import Synchronization

/// How many threads may share a computation.
///
/// Everything here gives the same bits for any number of threads: work is cut into the same tasks,
/// each task writes only what is its own, and what is combined is combined in the order of tasks.
public struct Workers: Sendable, Hashable {
  /// The number of threads, at least 1.
  public let count: Int

  /// Up to a number of threads. They never exceed the processors of the machine.
  public init(count: Int) {
    precondition(count >= 1, "\(count) workers cannot do anything")
    self.count = count
  }

  /// The calling thread alone.
  public static let serial = Workers(count: 1)

  /// As many as Dispatch has threads for: one each processor.
  public static let available = Workers(count: .max)

  /// Below this many bytes read and written, starting threads costs more than it saves.
  public static let serialBelowBytes = 1 << 20

  /// Runs tasks 0 up to `count`, in any order and possibly at once; returns when all are done.
  ///
  /// - Parameters:
  ///   - bytes: About how many bytes all tasks read and write; decides whether threads pay.
  ///   - task: Must write only what belongs to the task it is given.
  public func perform(_ count: Int, bytes: Int, _ task: @Sendable (Int) -> Void) {
    precondition(count >= 0, "there cannot be \(count) tasks")
    let threads = min(self.count, count)
    guard threads > 1, bytes >= Self.serialBelowBytes else {
      for index in 0..<count { task(index) }
      return
    }
    guard threads < count else {
      DispatchQueue.concurrentPerform(iterations: count, execute: task)
      return
    }
    // Fewer threads than tasks: each takes the next task that nobody has taken.
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      while true {
        let index = next.add(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        task(index)
      }
    }
  }

  /// What each of the tasks 0 up to `count` returns, in the order of tasks.
  ///
  /// - Parameter bytes: About how many bytes all tasks read and write.
  public func map<Result: Sendable>(
    _ count: Int, bytes: Int, _ task: @Sendable (Int) -> Result
  ) -> [Result] {
    [Result](unsafeUninitializedCapacity: count) { buffer, initialized in
      let start = DisjointWrites(buffer.baseAddress)
      perform(count, bytes: bytes) { index in start.initialize(index, to: task(index)) }
      initialized = count
    }
  }

  /// Writes a span chunk by chunk: `body` is given the positions of a chunk and the chunk itself.
  ///
  /// Chunks have `chunk` elements, the last one what remains, whatever the number of threads.
  ///
  /// - Parameters:
  ///   - bytes: About how many bytes all chunks read and write; the size of the span where nil.
  ///   - body: Called once for each chunk, on any thread.
  public func fill<Element: BitwiseCopyable & Sendable>(
    _ span: inout MutableSpan<Element>, chunk: Int, bytes: Int? = nil,
    _ body: @Sendable (Range<Int>, inout MutableSpan<Element>) -> Void
  ) {
    precondition(chunk > 0, "a chunk cannot have \(chunk) elements")
    let count = span.count
    let start = DisjointWrites(span.mutablePointer)
    let size = bytes ?? count * MemoryLayout<Element>.stride
    perform(count / chunk + (count % chunk == 0 ? 0 : 1), bytes: size) { index in
      let range = index * chunk..<min(count, (index + 1) * chunk)
      var part = start.span(range)
      body(range, &part)
    }
  }
}

/// Memory that several threads write at once, no two of them the same element.
private struct DisjointWrites<Element>: @unchecked Sendable {
  private let start: UnsafeMutablePointer<Element>?

  init(_ start: UnsafeMutablePointer<Element>?) { self.start = start }

  func initialize(_ index: Int, to element: consuming Element) {
    (start.unsafelyUnwrapped + index).initialize(to: element)
  }

  @_lifetime(immortal)
  func span(_ range: Range<Int>) -> MutableSpan<Element> {
    let span = MutableSpan(
      _unsafeStart: start.unsafelyUnwrapped + range.lowerBound, count: range.count)
    return _overrideLifetime(span, copying: ())
  }
}
