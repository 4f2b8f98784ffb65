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

  @Test func scoresKeepOrderTiesAndNulls() {
    let scores = NormalScores.scores(Vector([5, .nan, 1, 5, 9, -3]).span).array
    #expect(scores[1].isNaN && scores[0] == scores[3])
    #expect(scores[5] < scores[2] && scores[2] < scores[0] && scores[0] < scores[4])
    #expect(abs(scores[5] + scores[4]) < 1e-12)
  }
}
