import Testing

@testable import Vectors

@Suite struct NormalScoresTests {
  @Test func quantilesAreKnownOnes() {
    for (probability, expected) in [
      (0.5, 0), (0.975, 1.959963984540054), (0.84134474606854293, 1), (1e-12, -7.034483825301131),
      (0.001, -3.090232306167813),
    ] {
      #expect(abs(NormalScores.quantile(probability) - expected) < 1e-9, "at \(probability)")
    }
  }

  @Test func aTableKnowsTheSameScores() {
    var random = SeededGenerator(seed: 3)
    var table = NormalScores.Table()
    for count in tellingLengths + tellingLengths.reversed() {
      let values = Flavour.fewCounts.values(count, &random)
      let ranks = values.map { value in
        let (below, same) = (values.count { $0 < value }, values.count { $0 == value })
        return Double(below) + Double(same + 1) / 2
      }
      let known = Double(values.count { !$0.isNaN })
      let expected = zip(values, ranks).map { value, rank in
        value.isNaN ? .nan : NormalScores.quantile(rank / (known + 1))
      }
      #expect(areSame(table.scores(values.span).array, expected), "\(count) values")
    }
  }

  @Test func scoresKeepOrderTiesAndNulls() {
    let scores = NormalScores.scores(Vector([5, .nan, 1, 5, 9, -3]).span).array
    #expect(scores[1].isNaN && scores[0] == scores[3])
    #expect(scores[5] < scores[2] && scores[2] < scores[0] && scores[0] < scores[4])
    #expect(abs(scores[5] + scores[4]) < 1e-12)
  }
}
