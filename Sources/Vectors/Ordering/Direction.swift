/// Which end of the order comes first.
public enum Direction: Sendable, Hashable, CaseIterable {
  /// The least value first.
  case ascending
  /// The greatest value first.
  case descending
}
