import Testing
import Vectors

@testable import Nianbao

@Suite struct CompositeTests {
  private static let ids: [IndicatorID] = [
    "request.received", "request.closed", "disclosure.total", "capacity.staff",
  ]

  private static func columns() throws -> [[Double]] {
    let table = try OracleTable("rank/profiles_complete.csv")
    return (0..<4).map { table.numbers("x\($0)") }
  }

  private static func definition(
    _ frame: Frame, _ normalisations: [CompositeDefinition.Normalisation]
  ) -> CompositeDefinition {
    CompositeDefinition(
      (0..<4).map { index in
        CompositeDefinition.Component(
          frame.indicators[index], weight: Double(4 - index),
          direction: index == 1 ? .lower : .higher, normalisation: normalisations[index])
      })
  }

  private static func frame(_ columns: [[Double]]) throws -> Frame {
    try Frame.ofFigures(columns.map { [$0] }, indicators: ids)
  }

  @Test func scoresAndLeavingOutAreThoseOfNumPy() throws {
    let table = try OracleTable("rank/composite.csv")
    let frame = try Self.frame(Self.columns())
    let composite = try frame.composite(Self.definition(frame, [.z, .minMax, .rank, .minMax]))
    let scores = try #require(composite.ranking.frame.column(0, 0))
    let ranks = try #require(composite.ranking.column(0, 0)).ranks
    var options = CompositeSensitivity.Options()
    options.draws = 500
    let sensitivity = try #require(composite.sensitivity(options).years[0])
    for (body, expected) in table.numbers("arithmetic").enumerated() {
      #expect(isClose(scores[body], expected, 1e-9))
      #expect(ranks[body] == table.numbers("rank")[body])
      #expect(sensitivity.withoutLow[body] == table.numbers("without_low")[body])
      #expect(sensitivity.withoutHigh[body] == table.numbers("without_high")[body])
      #expect(sensitivity.low[body] <= sensitivity.median[body])
      #expect(sensitivity.median[body] <= sensitivity.high[body])
    }
    #expect(isClose(sensitivity.first.array.reduce(0, +), 1))
    var geometric = CompositeOptions()
    geometric.aggregation = .geometric
    let product = try frame.composite(
      Self.definition(frame, [.minMax, .minMax, .rank, .minMax]), geometric)
    let means = try #require(product.ranking.frame.column(0, 0))
    for (body, expected) in table.numbers("geometric").enumerated() {
      #expect(isClose(means[body], expected, 1e-9))
    }
  }

  @Test(arguments: [CompositeDefinition.Normalisation.z, .robustZ, .minMax, .rank])
  func scoresDoNotDependOnUnits(normalisation: CompositeDefinition.Normalisation) throws {
    let columns = try Self.columns()
    let frame = try Self.frame(columns)
    let other = try Self.frame(
      columns.enumerated().map { i, x in x.map { 1_000 * $0 + Double(i) } })
    let normalisations = Array(repeating: normalisation, count: 4)
    let (a, b) = (
      try frame.composite(Self.definition(frame, normalisations)),
      try other.composite(Self.definition(other, normalisations))
    )
    let scores = try #require(a.ranking.frame.column(0, 0))
    let otherScores = try #require(b.ranking.frame.column(0, 0))
    for body in 0..<scores.count { #expect(isClose(scores[body], otherScores[body], 1e-9)) }
  }

  @Test func aMissingComponentMakesANullUnlessAllowed() throws {
    let frame = try Self.frame([
      [1, .nan, 3, 4, 9], [1, 2, 3, 4, 5], [1, 2, 3, .nan, 5], [1, 2, 3, .nan, 5],
    ])
    let definition = Self.definition(frame, [.minMax, .minMax, .minMax, .minMax])
    let strict = try frame.composite(definition)
    #expect(strict.ranking.frame.column(0, 0)?[1].isNaN ?? false)
    #expect(strict.ranking.column(0, 0)?.of(0) == 3)
    var options = CompositeOptions()
    options.allowsMissing = true
    let loose = try frame.composite(definition, options)
    let scores = try #require(loose.ranking.frame.column(0, 0))
    // Weights 3, 2, 1 of 75, 25 and 25.
    #expect(isClose(scores[1], (3 * 75.0 + 2 * 25 + 25) / 6))
    // Weights 4 and 3 of 37.5 and 25.
    #expect(isClose(scores[3], (4 * 37.5 + 3 * 25) / 7))
    #expect(
      loose.missing(0, 1) == [0] && loose.missing(0, 3) == [2, 3] && loose.missing(0, 0).isEmpty)
    // 3 of 10 weights are too few.
    let few = try Self.frame([
      [1, .nan, 3], [1, 2, 3], [1, .nan, 3], [1, .nan, 3],
    ]).composite(definition, options)
    #expect(few.ranking.frame.column(0, 0)?[1].isNaN ?? false)
    // With all weights known the two rules agree.
    #expect(isClose(scores[0], strict.ranking.frame.column(0, 0)?[0] ?? .nan))
    let sensitivity = try #require(loose.sensitivity().years[0])
    #expect(sensitivity.low.array.allSatisfy { $0 >= 1 && $0 <= 5 })
  }

  @Test func aBodyThatIsBestInAllStaysFirst() throws {
    let frame = try Self.frame([
      [9, 1, 5, 2], [1, 2, 3, 9], [9, 8, 2, 1], [7, 3, 2, 4],
    ])
    let composite = try frame.composite(Self.definition(frame, [.z, .z, .z, .z]))
    let sensitivity = composite.sensitivity()
    let ranks = try #require(sensitivity.years[0])
    #expect(ranks.first[0] == 1 && ranks.low[0] == 1 && ranks.high[0] == 1)
    #expect(ranks.withoutLow[0] == 1 && ranks.withoutHigh[0] == 1 && ranks.withoutMost[0] == -1)
    let serial = try #require(composite.sensitivity(workers: .serial).years[0])
    #expect(serial.low.array == ranks.low.array && serial.median.array == ranks.median.array)
  }

  @Test func zScoresHaveNoGeometricMean() throws {
    let frame = try Self.frame(Self.columns())
    var options = CompositeOptions()
    options.aggregation = .geometric
    #expect(throws: CompositeError.geometricOfScores(indicator: "disclosure.total")) {
      try frame.composite(Self.definition(frame, [.rank, .minMax, .z, .rank]), options)
    }
  }

  @Test func weightsAreReadFromTablesAndLists() throws {
    let catalog = try Catalog.builtIn()
    let table = try CompositeDefinition(
      file: "weights.tsv",
      text:
        "indicator\tweight\tdirection\tnormalisation\n# how many\nrequest.received\t2\tlower\trank\n"
        + "制发规范性文件总数\t\t\t\n", catalog: catalog)
    let list = try CompositeDefinition(
      file: "weights.yaml",
      text: """
        - {indicator: request.received, weight: 2, direction: lower, normalisation: rank}
        - indicator: normative.issued
        """, catalog: catalog)
    #expect(table == list)
    #expect(table.components.map(\.weight) == [2, 1])
    #expect(table.components[1].normalisation == .z && table.weights == [2.0 / 3, 1.0 / 3])
  }

  @Test func mistakesOfWeightsAreToldWithTheirPlaces() throws {
    let catalog = try Catalog.builtIn()
    func mistakes(_ file: String, _ text: String) -> String {
      do {
        _ = try CompositeDefinition(file: file, text: text, catalog: catalog)
        return ""
      } catch { return error.description }
    }
    let table = mistakes(
      "w.tsv",
      "indicator\tweight\tdirection\tnormalisation\nrequest.recieved\t1\thigher\tz\n"
        + "request.received\t-1\tup\tminmax\nrequest.closed\t1\thigher\tz\n"
        + "request.closed\t1\thigher\tz\n")
    #expect(table.contains("w.tsv:2: there is no indicator ‘request.recieved’; did you mean"))
    #expect(table.contains("w.tsv:3: the weight is ‘-1’; expected a number above 0"))
    #expect(table.contains("w.tsv:3: the direction is ‘up’; expected higher, lower"))
    #expect(table.contains("w.tsv:3: the normalisation is ‘minmax’; expected z, robust-z, min-max"))
    #expect(table.contains("w.tsv:5: ‘request.closed’ stands here a second time"))
    let list = mistakes("w.yaml", "- indicator: request.received\n  weigth: 2\n")
    #expect(list.contains("w.yaml:2:3: ‘weigth’ is no key"))
    #expect(mistakes("w.yml", "- 3\n").contains("w.yml:1:3: expected an entry"))
    #expect(
      mistakes("w.tsv", "indicator\tweight\tdirection\tnormalisation\n")
        .contains("the file names no indicator"))
  }
}
