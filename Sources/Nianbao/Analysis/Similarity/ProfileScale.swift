import Vectors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The scale on which the figures of a body make a profile that can be compared with others.
public enum ProfileScale: String, Sendable, CaseIterable {
  /// log(1 + x), of figures below 0 −log(1 − x), then standardised: like ratios are like distances, and a
  /// few very large bodies do not make the scale.
  case log
  /// The figures themselves, standardised.
  case figures
  /// The share of each figure in the sum of the body's figures: what it does, whatever its size. A body
  /// with a figure below 0, or of sum 0, has no shares.
  case share
}

/// The profiles of some bodies in one year.
struct Profiles: Sendable {
  /// The bodies in rows, as positions in the frame's.
  let bodies: [Int]
  /// The indicators in columns, as positions in the frame's.
  let indicators: [Int]
  /// One row a body; NaN is null.
  let matrix: Matrix
}

extension Frame {
  /// The profiles of bodies over the indicators that have figures in a year.
  ///
  /// An indicator that is equal for all these bodies tells nothing and is null when standardised; a ratio on
  /// too small a base is null.
  func profiles(of bodies: [Int], year: Int, _ scale: ProfileScale) -> Profiles {
    let figures = guarded()
    let present = indicators.indices.filter { column($0, year) != nil }
    let rows = present.compactMap { figures.rankable($0, year)?.gathering(bodies) }.map { figures in
      scale == .log ? figures.mapping { $0 < 0 ? -log1p(-$0) : log1p($0) } : figures
    }
    guard scale != .share else {
      return Profiles(
        bodies: bodies, indicators: present,
        matrix: Matrix(rows: rows, columns: bodies.count).transposed().rowShares())
    }
    let grouping = Grouping(all: bodies.count)
    var workspace = Workspace()
    let standardised = rows.map {
      StandardScores.zScore.scores($0.span, in: grouping, workspace: &workspace)
    }
    return Profiles(
      bodies: bodies, indicators: present,
      matrix: Matrix(rows: standardised, columns: bodies.count).transposed())
  }
}

extension Matrix {
  /// Each element as a share of its row's sum; a row with an element below 0, or of sum 0, is null.
  fileprivate func rowShares() -> Matrix {
    let elements = Vector<Double>(repeating: .nan, count: elements.count) { shares in
      for row in 0..<rowCount {
        var (sum, isSigned) = (0.0, false)
        for column in 0..<columnCount where !self[row, column].isNaN {
          sum += self[row, column]
          if self[row, column] < 0 { isSigned = true }
        }
        guard sum > 0, !isSigned else { continue }
        for column in 0..<columnCount {
          shares[row * columnCount + column] = self[row, column] / sum
        }
      }
    }
    return Matrix(rows: rowCount, columns: columnCount, elements: elements)
  }
}
