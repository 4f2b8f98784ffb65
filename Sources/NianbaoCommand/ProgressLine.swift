import Nianbao
import Synchronization

/// One line on standard error that says how far a long import is; on a terminal only.
final class ProgressLine: Sendable {
  private let isShown: Bool
  private let language: Language
  private let state = Mutex(State())

  private struct State {
    let start = ContinuousClock.now
    var last: ContinuousClock.Instant?
  }

  /// Imports shorter than this say nothing.
  private static let patience = Duration.seconds(1)
  /// The time between two changes of the line.
  private static let interval = Duration.milliseconds(100)

  init(language: Language, isQuiet: Bool) {
    self.language = language
    isShown = !isQuiet && Terminal.isError
  }

  /// Shows how many of how many files are read, unless the line is young.
  func show(_ read: Int, of total: Int) {
    guard isShown else { return }
    let isDue = state.withLock { state in
      let now = ContinuousClock.now
      guard now - state.start >= Self.patience,
        state.last.map({ now - $0 >= Self.interval }) ?? true
      else { return false }
      state.last = now
      return true
    }
    guard isDue else { return }
    let share = total == 0 ? 100 : read * 100 / total
    let text =
      language == .chinese
      ? "正在读取 \(read)/\(total)（\(share)%）" : "reading \(read) of \(total) (\(share)%)"
    StandardError.write("\r\u{1B}[K\(Terminal.oneLine(text))", terminator: "")
  }

  /// Takes the line away.
  func clear() {
    let wasShown = state.withLock { $0.last != nil }
    if wasShown { StandardError.write("\r\u{1B}[K", terminator: "") }
  }
}
