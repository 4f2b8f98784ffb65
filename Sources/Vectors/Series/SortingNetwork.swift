/// Which elements to compare and exchange so that any values end up sorted: the same steps for every
/// input, so that eight series are sorted at once, one a lane.
enum SortingNetwork {
  /// Batcher's merge exchange for any number of elements (Knuth, The Art of Computer Programming,
  /// volume 3, algorithm 5.2.2M), O(n · log² n) comparisons.
  static func comparisons(_ count: Int) -> [(Int32, Int32)] {
    guard count > 1 else { return [] }
    var comparisons: [(Int32, Int32)] = []
    var top = 1
    while top * 2 < count { top *= 2 }
    var step = top
    while step > 0 {
      var (reach, remainder, distance) = (top, 0, step)
      while true {
        for low in 0..<max(0, count - distance) where low & step == remainder {
          comparisons.append((Int32(low), Int32(low + distance)))
        }
        if reach == step { break }
        (distance, reach, remainder) = (reach - step, reach / 2, step)
      }
      step /= 2
    }
    return comparisons
  }
}
