import Foundation
import Vectors

@testable import Nianbao

/// Panels whose figures are drawn from known distributions, with unusual figures put in by hand.
struct SimulatedPanel {
  let catalog: Catalog
  /// Indicators that are no sum, share or part of each other's.
  var indicators: [IndicatorIndex]
  var years = Array(Year(2014)...Year(2018))
  var edition: EditionID = "2014"
  /// Units in each county.
  var counties: [String: Int]
  /// By unit, year and indicator.
  private(set) var figures: [[[Double]]] = []

  init(_ catalog: Catalog, counties: Int, townships: Int, indicators: [IndicatorID]) {
    self.catalog = catalog
    self.indicators = indicators.compactMap { catalog.index(of: $0) }
    self.counties = Dictionary(
      uniqueKeysWithValues: (0..<counties).map { ("\(130100 + $0)", townships) })
  }

  var codes: [String] {
    counties.sorted { $0.key < $1.key }.flatMap { county, count in
      (0..<count).map { county + String(1001 + $0).dropFirst() }
    }
  }

  /// Draws all figures.
  mutating func draw(_ figure: (_ unit: Int, _ year: Int, _ indicator: Int) -> Double) {
    figures = codes.indices.map { unit in
      years.indices.map { year in indicators.indices.map { figure(unit, year, $0) } }
    }
  }

  subscript(unit: Int, year: Int) -> [Double] {
    get { figures[unit][year] }
    set { figures[unit][year] = newValue }
  }

  var panel: Panel {
    let units = UnitTable(codes.map { Unit(name: "单位\($0)", region: RegionCode($0)) })
    var columns = [Column?](repeating: nil, count: catalog.indicators.count * years.count)
    for (position, indicator) in indicators.enumerated() {
      for year in years.indices {
        let values = figures.map { $0[year][position] }
        columns[indicator.position * years.count + year] = Column(
          values: Vector(values),
          marks: Vector(values.map { CellMark($0.isNaN ? .blank : .reported).byte }), places: nil)
      }
    }
    return Panel(
      catalog: catalog, regions: RegionTree([]), units: units, years: years,
      reports: ReportTable(
        reports: [Report(file: "simulated", edition: edition, unitName: "")],
        unitCount: units.count,
        positions: Dictionary(
          uniqueKeysWithValues: years.map { ($0, Vector(repeating: 0, count: units.count)) })),
      unrecognised: [], columns: columns)
  }
}

/// Random numbers of some distributions.
extension SeededNumbers {
  mutating func uniform() -> Double { Double.random(in: 0..<1, using: &self) }

  mutating func normal() -> Double {
    (-2 * log(1 - uniform())).squareRoot() * cos(2 * .pi * uniform())
  }

  /// Marsaglia and Tsang (2000).
  mutating func gamma(_ shape: Double) -> Double {
    guard shape >= 1 else { return gamma(shape + 1) * pow(1 - uniform(), 1 / shape) }
    let d = shape - 1.0 / 3
    let c = 1 / (9 * d).squareRoot()
    while true {
      let x = normal()
      let v = (1 + c * x) * (1 + c * x) * (1 + c * x)
      guard v > 0 else { continue }
      if log(1 - uniform()) < 0.5 * x * x + d - d * v + d * log(v) { return d * v }
    }
  }

  mutating func poisson(_ mean: Double) -> Double {
    // The sum of Poisson counts is one.
    if mean > 500 { return poisson(mean / 2) + poisson(mean / 2) }
    var (count, product) = (0.0, 1 - uniform())
    let limit = exp(-mean)
    while product > limit {
      product *= 1 - uniform()
      count += 1
    }
    return count
  }

  /// Variance mean + dispersion · mean².
  mutating func negativeBinomial(_ mean: Double, _ dispersion: Double) -> Double {
    dispersion == 0 ? poisson(mean) : poisson(mean * dispersion * gamma(1 / dispersion))
  }
}
