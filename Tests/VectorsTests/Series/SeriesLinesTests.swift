import Foundation
import Testing

@testable import Vectors

/// Lines, tests and change points of many series with gaps against one series at a time, done slowly.
@Suite struct SeriesLinesTests {
  private struct Sample {
    let times: [Double]
    let columns: [[Double]]

    init(seed: UInt64, rows: Int? = nil, whole: Bool = false) {
      var random = SeededGenerator(seed: seed)
      let rows = rows ?? Int.random(in: 1...14, using: &random)
      var time = 2000.0
      times = (0..<rows).map { _ in
        time += Double(Int.random(in: 1...2, using: &random))
        return time
      }
      columns = (0..<Int.random(in: 1...21, using: &random)).map { column in
        (0..<rows).map { _ in
          if !whole, Int.random(in: 0..<4, using: &random) == 0 { return .nan }
          return Double(Int.random(in: 0..<(column % 3 == 0 ? 3 : 100), using: &random))
        }
      }
    }

    var matrix: Matrix {
      Matrix(
        rows: times.indices.map { row in Vector(columns.map { $0[row] }) }, columns: columns.count)
    }

    /// The points of a series that has figures.
    func points(_ column: Int) -> [(t: Double, y: Double)] {
      zip(times, columns[column]).filter { !$1.isNaN }.map { ($0, $1) }
    }
  }

  @Test(arguments: 1...40 as ClosedRange<UInt64>) func linesAgreeWithTheNormalEquations(
    seed: UInt64
  ) {
    let sample = Sample(seed: seed)
    let lines = LeastSquaresLines(of: sample.matrix, times: sample.times)
    for column in sample.columns.indices {
      let points = sample.points(column)
      let n = Double(points.count)
      let note: Comment = "seed \(seed), series \(column)"
      #expect(lines.counts[column] == n, note)
      guard points.count >= 2 else {
        #expect(lines.slopes[column].isNaN && lines.errors[column].isNaN, note)
        #expect(lines.means[column].isNaN == points.isEmpty, note)
        continue
      }
      let t = points.map(\.t).reduce(0, +) / n
      let y = points.map(\.y).reduce(0, +) / n
      let stt = points.reduce(0) { $0 + ($1.t - t) * ($1.t - t) }
      let slope = points.reduce(0) { $0 + ($1.t - t) * ($1.y - y) } / stt
      #expect(isClose(lines.slopes[column], slope, size: 100), note)
      #expect(isClose(lines.means[column], y, size: 100), note)
      #expect(isClose(lines.middles[column], t, size: 3000), note)
      let residual = points.reduce(0) { sum, point in
        let rest = point.y - y - slope * (point.t - t)
        return sum + rest * rest
      }
      let total = points.reduce(0) { $0 + ($1.y - y) * ($1.y - y) }
      guard points.count >= 3 else {
        #expect(lines.errors[column].isNaN && lines.determinations[column].isNaN, note)
        continue
      }
      #expect(
        abs(lines.errors[column] - (residual / (n - 2) / stt).squareRoot()) < 1e-9, note)
      #expect(lines.determinations[column].isNaN == (Set(points.map(\.y)).count == 1), note)
      if total > 0 {
        #expect(abs(lines.determinations[column] - (1 - residual / total)) < 1e-9, note)
      }
    }
  }

  @Test func theTrendOfALineIsTheLine() {
    let times = [2014.0, 2015, 2017, 2018, 2019, 2021]
    let matrix = Matrix(
      rows: times.map { Vector([3 * $0 - 6000, 0.1, -0.5 * $0, $0]) }, columns: 4)
    let lines = LeastSquaresLines(of: matrix, times: times)
    #expect(isClose(lines.slopes[0], 3, size: 1) && isClose(lines.determinations[0], 1, size: 1))
    #expect(lines.slopes[1] == 0 && lines.determinations[1].isNaN && lines.errors[1] == 0)
    #expect(lines.logProbability(1) == 0 && exp(lines.logProbability(0)) < 1e-12)
    let sen = TheilSenLines(of: matrix, times: times)
    #expect(sen.slopes.array == [3, 0, -0.5, 1])
    #expect(sen.lower.array == [3, 0, -0.5, 1] && sen.upper.array == [3, 0, -0.5, 1])
    let tests = MannKendall(of: matrix)
    #expect(tests.scores.array == [15, 0, -15, 15])
    #expect(abs(exp(tests.logProbabilities[0]) - 2.0 / 720) < 1e-15)
    #expect(tests.correlations[1].isNaN && tests.correlations[2] == -1)
    #expect(BrokenLines(of: matrix, times: times).rows.array == [-1, -1, -1, -1])
  }

  @Test(arguments: 100...140 as ClosedRange<UInt64>) func medianSlopesAreThoseOfAllPairs(
    seed: UInt64
  ) {
    let sample = Sample(seed: seed)
    let lines = TheilSenLines(of: sample.matrix, times: sample.times)
    for column in sample.columns.indices {
      let points = sample.points(column)
      let slopes = points.indices.flatMap { later in
        (0..<later).map {
          (points[later].y - points[$0].y) / (points[later].t - points[$0].t)
        }
      }.sorted()
      let note: Comment = "seed \(seed), series \(column)"
      guard !slopes.isEmpty else {
        #expect(lines.slopes[column].isNaN && lines.lower[column].isNaN, note)
        continue
      }
      let middle = (slopes[(slopes.count - 1) / 2] + slopes[slopes.count / 2]) / 2
      #expect(lines.slopes[column] == middle, note)
      #expect(lines.lower[column].isNaN == (points.count <= 4), note)
      if points.count == 5 {
        #expect(lines.lower[column] == slopes[0] && lines.upper[column] == slopes[9], note)
      }
    }
  }

  @Test func networksSortAllZerosAndOnes() {
    // A network that sorts every vector of zeros and ones sorts everything (Knuth, 5.3.4Z).
    for count in 0...13 {
      let network = SortingNetwork.comparisons(count)
      for bits in 0..<(1 << count) {
        var values = (0..<count).map { bits >> $0 & 1 }
        for (low, high) in network where values[Int(low)] > values[Int(high)] {
          values.swapAt(Int(low), Int(high))
        }
        #expect(values == values.sorted())
      }
    }
    var values = (0..<190).map { ($0 * 77) % 190 }
    for (low, high) in SortingNetwork.comparisons(190) where values[Int(low)] > values[Int(high)] {
      values.swapAt(Int(low), Int(high))
    }
    #expect(values == Array(0..<190))
  }

  @Test func aShiftIsFoundWhereItIs() {
    let matrix = Matrix(
      rows: [5.0, 4, 6, 20, 22, 21].map { Vector([$0, 30 - $0, 7, .nan]) }, columns: 4)
    let points = ChangePoints(of: matrix)
    #expect(points.rows.array == [3, 3, -1, -1])
    #expect(points.shifts[0] == 16 && points.shifts[1] == -16 && points.shifts[2].isNaN)
    // K = 9: 3 low ones before 3 high ones or the other way round, 2·3!·3! of 6! orders.
    #expect(abs(exp(points.logProbabilities[0]) - 72.0 / 720) < 1e-14)
    // Beyond the exact limit Pettitt's own formula.
    let long = Matrix(
      rows: (0..<14).map { Vector([Double($0 < 7 ? $0 : $0 + 50)]) }, columns: 1)
    let point = ChangePoints(of: long)
    #expect(point.rows[0] == 7)
    #expect(
      abs(exp(point.logProbabilities[0]) - 2 * exp(-6 * 49 * 49 / Double(14 * 14 * 15))) < 1e-12)
  }

  @Test func aTurnIsFoundWhereItIs() {
    let times = (2010...2020).map { Double($0) }
    let noise = [0.1, -0.2, 0.15, 0, -0.1, 0.2, -0.15, 0.05, 0, -0.1, 0.1]
    let matrix = Matrix(
      rows: times.indices.map { row in
        let rise = min(times[row], 2014) - 2010
        let fall = max(0, times[row] - 2014)
        return Vector([3 * rise - 2 * fall + noise[row], rise + noise[row], .nan])
      }, columns: 3)
    let lines = BrokenLines(of: matrix, times: times)
    #expect(lines.rows[0] == 4 && lines.rows[2] == -1)
    #expect(abs(lines.before[0] - 3) < 0.1 && abs(lines.after[0] + 2) < 0.1)
    #expect(abs(lines.after[1]) < 0.1)
    #expect(exp(lines.logProbabilities[0]) < 1e-8)
  }

  @Test(arguments: 200...215 as ClosedRange<UInt64>) func rowSumsSkipNulls(seed: UInt64) {
    let sample = Sample(seed: seed)
    let rows = sample.times.indices.map { row in Vector(sample.columns.map { $0[row] }) }
    let sums = RowSums(rows, count: sample.columns.count)
    let means = sums.means(ofAtLeast: 3)
    for column in sample.columns.indices {
      let figures = sample.points(column).map(\.y)
      #expect(sums.counts[column] == Double(figures.count))
      #expect(figures.isEmpty ? sums.sums[column].isNaN : sums.sums[column] == figures.reduce(0, +))
      #expect(
        figures.count < 3
          ? means[column].isNaN
          : means[column] == figures.reduce(0, +) / Double(figures.count))
    }
  }

  @Test func seriesDoNotDependOnTheirNeighbours() {
    let sample = Sample(seed: 777, rows: 9)
    let all = TheilSenLines(of: sample.matrix, times: sample.times)
    let tests = MannKendall(of: sample.matrix)
    for column in sample.columns.indices {
      let alone = Matrix(
        rows: sample.columns[column].map { Vector([$0]) }, columns: 1)
      #expect(
        isSame(TheilSenLines(of: alone, times: sample.times).slopes[0], all.slopes[column]))
      #expect(isSame(MannKendall(of: alone).logProbabilities[0], tests.logProbabilities[column]))
    }
  }
}
