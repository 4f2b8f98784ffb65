import Dispatch

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The signals that tell a process to end.
enum EndSignals {
  /// Waits for the first of them, or until the task is cancelled; a second signal ends the process as it
  /// always does.
  static func first() async {
    let numbers = [SIGINT, SIGTERM]
    let (signals, arrival) = AsyncStream.makeStream(of: Void.self)
    let sources = numbers.map { number in
      // The signal goes to the source alone.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { arrival.yield() }
      source.resume()
      return source
    }
    for await _ in signals { break }
    for source in sources { source.cancel() }
    for number in numbers { signal(number, SIG_DFL) }
  }
}
