/// The first or last places of a ranking, and what happens to bodies that share the last of them.
public struct TopPlaces: Sendable, Hashable {
  /// What happens where equal figures stand on both sides of the edge.
  public enum Edge: String, Sendable, CaseIterable {
    /// As many bodies as places: of equal figures the first in the order of the panel.
    case cut
    /// All that are equal to the last one: there may be more bodies than places.
    case keep
  }

  /// How many of the first; nil for none of them.
  public var first: Int?
  /// How many of the last; nil for none of them.
  public var last: Int?
  /// What happens to ties at the edge.
  public var edge: Edge

  /// Places of each group of a ranking.
  public init(first: Int? = nil, last: Int? = nil, edge: Edge = .cut) {
    self.first = first
    self.last = last
    self.edge = edge
  }

  /// Whether anything is left out.
  public var isAll: Bool { first == nil && last == nil }

  /// The chosen bodies of one group.
  ///
  /// - Parameter order: The bodies of the group, best first.
  func chosen(_ order: [Int], _ column: RankColumn) -> [Int] {
    guard !isAll else { return order }
    var head = min(first ?? 0, order.count)
    var tail = max(head, order.count - min(last ?? 0, order.count))
    if edge == .keep {
      while head > 0, head < order.count, same(order[head - 1], order[head], column) { head += 1 }
      while tail > head, tail < order.count, same(order[tail - 1], order[tail], column) {
        tail -= 1
      }
      tail = max(head, tail)
    }
    return Array(order[..<head] + order[tail...])
  }

  private func same(_ body: Int, _ other: Int, _ column: RankColumn) -> Bool {
    column.values[body] == column.values[other]
  }
}
