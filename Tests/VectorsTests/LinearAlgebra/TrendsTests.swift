import Testing
import Vectors

@Suite struct TrendsTests {
  @Test func agreeWithTheNormalEquations() {
    let years = [2014.0, 2015, 2017, 2018, 2021]
    for seed in UInt64(800)..<810 {
      var random = SeededGenerator(seed: seed)
      let units = Int.random(in: 1...50, using: &random)
      let figures = Matrix(
        rows: years.count, columns: units,
        elements: Vector(Flavour.withoutNulls.values(years.count * units, &random)))
      let trends = Trends(of: figures, years: years)
      for unit in 0..<units {
        let y = years.indices.map { figures[$0, unit] }
        let n = Double(years.count)
        let t = years.map { $0 - 2014 }
        let st = t.reduce(0, +)
        let sy = y.reduce(0, +)
        let stt = t.reduce(0) { $0 + $1 * $1 }
        let sty = zip(t, y).reduce(0) { $0 + $1.0 * $1.1 }
        let slope = (n * sty - st * sy) / (n * stt - st * st)
        let intercept = (sy - slope * st) / n
        #expect(isClose(trends.slopes[unit], slope, size: 1e3), "seed \(seed)")
        #expect(
          isClose(trends.height(of: unit, in: 2020), intercept + slope * 6, size: 1e4),
          "seed \(seed)")
      }
    }
  }

  @Test func aMissingFigureMakesTheUnitsTrendNullAndNoOther() {
    let figures = Matrix(
      rows: [Vector([1.0, 5, 7]), Vector([2.0, .nan, 7]), Vector([3.0, 5, 7])], columns: 3)
    let trends = Trends(of: figures, years: [2014, 2015, 2016])
    #expect(isClose(trends.slopes[0], 1, size: 1))
    #expect(trends.slopes[1].isNaN && trends.means[1].isNaN)
    #expect(isClose(trends.slopes[2], 0, size: 1))
    #expect(isClose(trends.means[2], 7, size: 1))
  }
}
