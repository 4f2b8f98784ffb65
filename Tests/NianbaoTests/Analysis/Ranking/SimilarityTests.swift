import Testing
import Vectors

@testable import Nianbao

@Suite struct SimilarityTests {
  @Test func similaritiesAreThoseOfSciPy() throws {
    let table = try OracleTable("rank/profiles.csv")
    let expected = try OracleTable("rank/similarity.csv")
    let rows = (0..<30).map { row in (0..<6).map { table.numbers("x\($0)")[row] } }
    let matrix = Matrix(rows: 30, columns: 6, elements: Vector(rows.flatMap(\.self)))
    let profiles = ProfileSimilarity(matrix)
    for (name, measure) in [
      ("cosine", ProfileSimilarity.Measure.cosine), ("correlation", .correlation),
    ] {
      let (similarities, common) = profiles.similarities(to: 0, by: measure, leastCommon: 3)
      for (row, value) in expected.numbers(name).enumerated() {
        #expect(isClose(similarities[row], value, 1e-9), "\(name), row \(row)")
        #expect(common[row] == expected.numbers("n")[row])
      }
    }
  }

  @Test func componentsAreThoseOfNumPy() throws {
    let table = try OracleTable("rank/profiles_complete.csv")
    let expected = try OracleTable("rank/components.csv")
    let frame = try Frame.ofFigures((0..<6).map { [table.numbers("x\($0)")] })
    let year = try #require(frame.components(year: 0, scale: .figures))
    #expect(year.bodies == Array(0..<30) && year.indicators == Array(0..<6))
    for component in 0..<6 {
      let column = "pc\(component + 1)"
      func rows(_ kind: String) -> [Double] {
        expected.rows(where: "kind", is: kind).numbers(column)
      }
      #expect(isClose(year.components.variances[component], rows("variance")[0], 1e-9))
      for (row, loading) in rows("loading").enumerated() {
        #expect(isClose(year.components.loading(row, on: component), loading, 1e-8))
      }
      for (row, score) in rows("score").enumerated() {
        #expect(isClose(year.components.scores[row, component], score, 1e-8))
      }
    }
  }

  @Test func whatIsMissingIsLeftOutAndSaid() throws {
    let frame = try Frame.ofFigures([
      [[1, 2, 3, 4, 7, .nan]], [[2, 1, 4, 3, .nan, .nan]], [[5, 5, 5, 5, 5, .nan]],
      [[1, .nan, .nan, .nan, 2, .nan]],
    ])
    let year = try #require(frame.components(year: 0, scale: .figures))
    #expect(year.indicators == [0, 1] && year.omittedIndicators == [2, 3])
    #expect(year.bodies == [0, 1, 2, 3] && year.omittedBodies == [4])
    #expect(try Frame.ofFigures([[[1, 2]], [[2, 1]]]).components(year: 0) == nil)
  }

  @Test func aTwinIsTheNearestPeer() throws {
    let frame = try Frame.ofFigures([
      [[10, 10, 99, 1, 5]], [[3, 3, 1, 40, 4]], [[7, 7, 20, 2, 300]], [[1, 1.5, 8, 9, 2]],
    ])
    for scale in ProfileScale.allCases {
      for measure in PeerOptions.Measure.allCases {
        var options = PeerOptions()
        options.scale = scale
        options.measure = measure
        let peers = try #require(frame.peers(of: 0, year: 0, count: 3, options))
        #expect(peers.peers.first?.body == 1, "\(scale), \(measure)")
        #expect((peers.peers.first?.similarity ?? 0) > 0.95)
        #expect(peers.peers.count == 3 && !peers.peers.contains { $0.body == 0 })
        #expect(peers.peers.map(\.similarity) == peers.peers.map(\.similarity).sorted(by: >))
        // The one figure in which the twins differ.
        if scale == .log { #expect(peers.peers.first?.different == [3]) }
      }
    }
  }

  @Test func aPeerSharesHalfOfTheIndicators() throws {
    let frame = try Frame.ofFigures([
      [[10, 11, .nan, 1]], [[3, 4, .nan, 4]], [[7, 9, 20, 2]], [[1, 2, 8, 9]], [[2, 2, .nan, 6]],
    ])
    let peers = try #require(frame.peers(of: 0, year: 0, count: 5))
    #expect(peers.indicatorCount == 5 && !peers.peers.contains { $0.body == 2 })
    var options = PeerOptions()
    options.leastShare = 0.4
    let more = try #require(frame.peers(of: 0, year: 0, count: 5, options))
    #expect(more.peers.first { $0.body == 2 }?.common == 2)
  }

  @Test func sharesForgetSizeAndRefuseNegatives() throws {
    let frame = try Frame.ofFigures([[[1, 10, 0, -1]], [[3, 30, 0, 2]], [[6, 60, 0, 3]]])
    var options = PeerOptions()
    options.scale = .share
    let peers = try #require(frame.peers(of: 0, year: 0, count: 5, options))
    #expect(peers.peers.map(\.body) == [1])
    #expect(isClose(peers.peers[0].similarity, 1))
    #expect(frame.peers(of: 2, year: 0, count: 5, options) == nil)
  }

  @Test func theLastYearWithAProfileIsTaken() throws {
    let frame = try Frame.ofFigures([
      [[1, 2, 3], [4, 2, 3], [.nan, 2, 3]], [[3, 2, 1], [3, 1, 2], [.nan, 1, 3]],
    ])
    #expect(frame.peers(of: 0, years: nil, count: 1).map(\.year) == [1])
    #expect(frame.peers(of: 0, years: [2014, 2015, 2016], count: 1).map(\.year) == [0, 1])
  }
}
