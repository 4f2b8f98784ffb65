@testable import Nianbao

/// Pseudo-random numbers that are the same on every machine (SplitMix64, Steele, Lea and Flood 2014).
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }
}

/// A panel of some townships in several counties, with nulls, ties and years left out.
struct RandomPanel {
  let panel: Panel
  /// The figures by unit code, year and indicator; no entry where there is none.
  let figures: [Key: Double]

  struct Key: Hashable {
    let code: String
    let year: Year
    let indicator: IndicatorIndex
  }

  init(seed: UInt64, catalog: Catalog, indicators: [IndicatorIndex], units: Int = 30) {
    var numbers = SeededNumbers(seed: seed)
    var builder = PanelBuilder(catalog: catalog, regions: RegionTree([]))
    var figures: [Key: Double] = [:]
    let codes = Set(
      (0..<units).map { _ in
        let county = ["110101", "110118", "130102", "130402"].randomElement(using: &numbers) ?? ""
        return county + String(Int.random(in: 1...400, using: &numbers) + 1000).dropFirst()
      }
    ).sorted().shuffled(using: &numbers)
    for code in codes {
      for year in Year(2014)...Year(2018) where Int.random(in: 0..<6, using: &numbers) > 0 {
        var reading = ReportReading(file: "\(code)-\(year)")
        let unit = Unit(name: "单位\(code)", region: RegionCode(code))
        reading.subject = .init(name: unit.name, candidates: [unit])
        reading.year = year
        reading.edition = "2014"
        for indicator in indicators where Int.random(in: 0..<8, using: &numbers) > 0 {
          let value = Double(Int.random(in: 0...12, using: &numbers))
          figures[Key(code: code, year: year, indicator: indicator)] = value
          reading.cells.append(
            ReadCell(
              indicator: indicator, value: value, mark: CellMark(.reported), place: .unknown,
              text: ""))
        }
        _ = builder.add(reading)
      }
    }
    panel = builder.build().panel
    self.figures = figures
  }

  func figure(_ code: String, _ year: Year, _ indicator: IndicatorIndex) -> Double? {
    figures[Key(code: code, year: year, indicator: indicator)]
  }
}
