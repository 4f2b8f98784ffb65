import Nianbao
import Vectors

/// Figures of all townships of a tree over years, in memory or as CSV: consistent reports with some
/// cells missing, the same for a seed whatever the number of threads.
public struct NationalFigures: Sendable {
  /// What is made.
  public struct Options: Sendable {
    /// The report years.
    public var years: ClosedRange<Year> = 2014...2025
    /// The share of cells that are missing.
    public var missing = 0.02
    /// The share of reports with a broken sum.
    public var errors = 0.0
    /// What the figures depend on.
    public var seed: UInt64 = 1
    /// The region whose townships are taken; nil for the whole tree.
    public var region: RegionCode?

    /// Twelve years, 2 % missing, no mistakes.
    public init() {}
  }

  /// The townships in tree order.
  public let townships: [RegionTree.Region]
  /// What is made.
  public let options: Options

  let rows: FormRows
  private let sums: [(total: Int, parts: [Int])]

  /// Figures of the townships of a tree.
  public init(catalog: Catalog, regions: RegionTree, options: Options = Options())
    throws(SynthesisError)
  {
    rows = try FormRows(catalog: catalog, region: nil)
    townships = regions.regions.filter { region in
      region.code.level == .township && (options.region?.contains(region.code) ?? true)
    }
    guard !townships.isEmpty else {
      throw .missingRegion(options.region?.description ?? "")
    }
    self.options = options
    let rows = rows
    let edition = catalog.edition("2014")
    sums = rows.indicators.enumerated().compactMap { position, indicator in
      guard let edition, let parts = catalog.children(of: indicator, .part, in: edition).first
      else {
        return nil
      }
      return (position, parts.compactMap { rows.indicators.firstIndex(of: $0) })
    }
  }

  /// The indicators that have figures, in printed order.
  public var indicators: [IndicatorIndex] { rows.indicators }

  /// The figures of one township: for each year one figure an indicator, NaN where missing.
  func series(of township: RegionTree.Region) -> [[Double]] {
    var model = TownshipModel(
      rows: rows, numbers: SplitMix64(seed: options.seed, part: township.code.padded))
    var noise = SplitMix64(seed: options.seed &+ 1, part: township.code.padded)
    return options.years.map { _ in
      var figures = model.nextYear()
      if options.errors > 0, noise.happens(options.errors),
        let sum = noise.element(of: sums)
      {
        figures[sum.total] += Double(noise.integer(in: 1...9))
      }
      if options.missing > 0 {
        for position in figures.indices where noise.happens(options.missing) {
          figures[position] = .nan
        }
      }
      return figures
    }
  }

  /// Does the work of each township run by run, on all processors.
  ///
  /// - Returns: The results of the runs in tree order.
  func inParallel<Result: Sendable>(
    _ work: @escaping @Sendable (Range<Int>) -> Result, run: Int = 256
  ) async -> [Result] {
    let runs = stride(from: 0, to: townships.count, by: run).map {
      $0..<min($0 + run, townships.count)
    }
    return await withTaskGroup(of: (Int, Result).self) { group in
      for (position, range) in runs.enumerated() {
        group.addTask { (position, work(range)) }
      }
      var results = [Result?](repeating: nil, count: runs.count)
      for await (position, result) in group { results[position] = result }
      return results.compactMap(\.self)
    }
  }

  /// The figures as a panel in memory.
  public func panel(catalog: Catalog, regions: RegionTree) async -> Panel {
    let parts = await inParallel { range in range.map { series(of: townships[$0]) } }
    let all = parts.flatMap(\.self)
    let years = Array(options.years)
    let units = UnitTable(townships.map { Unit(name: $0.name, region: $0.code) })
    var columns = [Column?](repeating: nil, count: catalog.indicators.count * years.count)
    for (row, indicator) in rows.indicators.enumerated() {
      for year in years.indices {
        let values = Vector(all.map { $0[year][row] })
        let marks = Vector(
          values.array.map { CellMark($0.isNaN ? .blank : .reported, decimals: 0).byte })
        columns[indicator.position * years.count + year] = Column(
          values: values, marks: marks, places: nil)
      }
    }
    let reports = ReportTable(
      reports: repeatElement(
        Report(file: "synthesis", edition: "2014", unitName: ""), count: 1),
      unitCount: units.count,
      positions: Dictionary(
        uniqueKeysWithValues: years.map { ($0, Vector(repeating: Int32(0), count: units.count)) }))
    return Panel(
      catalog: catalog, regions: regions, units: units, years: years, reports: reports,
      unrecognised: [], columns: columns)
  }
}
