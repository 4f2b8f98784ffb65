import Nianbao

/// The data set of the repository: the units of Miyun district for 2014–2018 as report files, with
/// planted mistakes, all made by a seeded generator except the real figures of Gubeikou 2017.
public struct MiyunDataSet: Sendable {
  /// A file of the data set: its path below the folder, and its text.
  public struct File: Sendable, Hashable {
    /// The path below the data set's folder.
    public let path: String
    /// The content.
    public let text: String
  }

  /// The report files, the truth file and the table of printed figures, sorted by path.
  public let files: [File]
  /// The mistakes by unit code and year.
  public let errors: [(code: String, year: Year, error: PlantedError)]

  private static let years = Year(2014)...Year(2018)
  private static let gubeikou = "110118111"

  /// How many reports get a mistake of each kind.
  static let plan: [(kind: PlantedError.Kind, count: Int)] = [
    (.brokenSum, 7), (.digitsSwapped, 5), (.digitDropped, 4), (.factorTen, 3), (.wrongRow, 5),
    (.missingRow, 4), (.stale, 5), (.carryOver, 4), (.invisible, 2),
  ]

  /// Makes the data set.
  ///
  /// - Throws: `SynthesisError` where the catalogue or the tree lacks what it needs.
  public init(catalog: Catalog, regions: RegionTree, seed: UInt64 = 2017) throws(SynthesisError) {
    guard let district = RegionCode("110118") else { throw .missingRegion("110118") }
    let rows = try FormRows(catalog: catalog, region: district)
    let townships = regions.regions(in: district, at: .township)
    guard !townships.isEmpty else { throw .missingRegion("110118") }
    let real = rows.figures(of: GubeikouFigures.published)
    var truths: [RegionCode: [[Double]]] = [:]
    for township in townships {
      var model = TownshipModel(
        rows: rows, numbers: SplitMix64(seed: seed, part: township.code.padded))
      var series = Self.years.map { _ in model.nextYear() }
      if township.code.description == Self.gubeikou {
        series = Self.around(real, series, rows)
      }
      truths[township.code] = series
    }
    errors = Self.plant(truths, rows, SplitMix64(seed: seed, part: 1))
    files = Self.files(townships, truths, errors, rows, seed)
  }

  /// Gubeikou's years around the real one: the real figures with small changes that keep every sum, so
  /// that the series is one township's.
  private static func around(_ real: [Double], _ series: [[Double]], _ rows: FormRows) -> [[Double]]
  {
    zip(years, series).map { year, made in
      guard year == 2017 else {
        var figures = made
        for id in ["capacity.office", "capacity.readingpoint"] as [IndicatorID] {
          if let position = rows.position(id) { figures[position] = real[position] }
        }
        return figures
      }
      return real
    }
  }

  /// Plants the mistakes of the plan, at most one a report, none in Gubeikou and none in a year beside
  /// another mistake of the unit, so that each can be told from the others.
  private static func plant(
    _ truths: [RegionCode: [[Double]]], _ rows: FormRows, _ numbers: SplitMix64
  ) -> [(code: String, year: Year, error: PlantedError)] {
    var planter = ErrorPlanter(rows: rows, numbers: numbers)
    var taken: Set<String> = []
    var errors: [(code: String, year: Year, error: PlantedError)] = []
    let codes = truths.keys.filter { $0.description != gubeikou }.sorted()
    for (kind, count) in plan {
      var planted = 0
      var tries = 0
      while planted < count, tries < 2000 {
        tries += 1
        guard let code = planter.numbers.element(of: codes), let series = truths[code] else {
          break
        }
        let offset = planter.numbers.integer(in: 0...(series.count - 1))
        let neighbours = (offset - 1...offset + 1).map { "\(code) \($0)" }
        guard !neighbours.contains(where: taken.contains),
          let error = planter.plant(
            kind, truth: series[offset], lastYear: offset > 0 ? series[offset - 1] : nil)
        else { continue }
        taken.insert("\(code) \(offset)")
        errors.append((code.description, years.lowerBound.advanced(by: offset), error))
        planted += 1
      }
    }
    return errors.sorted { ($0.code, $0.year) < ($1.code, $1.year) }
  }
}
