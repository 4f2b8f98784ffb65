import CKernels

/// What is known of a statement about each element of a run, as bytes: 0 it is refuted, 1 it depends on
/// what is not known, 2 it holds. So *and* is the lesser, *or* the greater and *not* the difference to
/// two (Kleene 1938).
public enum Levels {
  /// The statement does not hold.
  public static let refuted: UInt8 = 0
  /// It depends on what is not known.
  public static let unknown: UInt8 = 1
  /// The statement holds.
  public static let holding: UInt8 = 2

  /// How many elements have which level.
  public struct Counts: Sendable, Hashable {
    /// The elements that the statement is refuted for.
    public var refuted = 0
    /// The elements of which it cannot be said.
    public var unknown = 0
    /// The elements that it holds for.
    public var holding = 0

    /// No elements.
    public init() {}
  }

  /// Both statements hold: into the first.
  public static func and(_ levels: inout MutableSpan<UInt8>, _ others: Span<UInt8>) {
    precondition(levels.count == others.count, "\(others.count) levels do not fit \(levels.count)")
    nianbao_lesser_levels(levels.mutablePointer, others.pointer, levels.count)
  }

  /// At least one of two statements holds: into the first.
  public static func or(_ levels: inout MutableSpan<UInt8>, _ others: Span<UInt8>) {
    precondition(levels.count == others.count, "\(others.count) levels do not fit \(levels.count)")
    nianbao_greater_levels(levels.mutablePointer, others.pointer, levels.count)
  }

  /// The statement does not hold; in place.
  public static func not(_ levels: inout MutableSpan<UInt8>) {
    nianbao_opposite_levels(levels.mutablePointer, levels.count)
  }

  /// Counts the levels of the elements that are wanted: those whose byte is not 0.
  public static func count(_ levels: Span<UInt8>, where wanted: Span<UInt8>) -> Counts {
    precondition(levels.count == wanted.count, "\(wanted.count) bytes do not fit \(levels.count)")
    var counts: (UInt64, UInt64, UInt64) = (0, 0, 0)
    withUnsafeMutableBytes(of: &counts) { bytes in
      bytes.withMemoryRebound(to: UInt64.self) { words in
        nianbao_count_levels(levels.pointer, wanted.pointer, levels.count, words.baseAddress)
      }
    }
    var result = Counts()
    result.refuted = Int(counts.0)
    result.unknown = Int(counts.1)
    result.holding = Int(counts.2)
    return result
  }
}
