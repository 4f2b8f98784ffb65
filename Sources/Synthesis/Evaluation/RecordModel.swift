import Nianbao

/// Makes the true figures of records: consistent by every rule, of units from a small township whose
/// form is mostly zeros to a district with hundreds of requests.
struct RecordModel: Sendable {
  let form: RecordForm
  /// The rows of the form of 2014; nil for a record on later forms.
  private let townshipRows: FormRows?
  /// The reports of the first unit, which those of the others are like, with the relations of their
  /// forms.
  private let reports: [RecordForm.Report]
  private let relations: [FormRelations]

  init(form: RecordForm) throws(SynthesisError) {
    self.form = form
    reports = form.reports.filter { $0.unit == 0 }
    relations = reports.map { FormRelations($0.edition, of: form.catalog) }
    townshipRows =
      form.reports.allSatisfy { $0.edition.id == "2014" }
      ? try FormRows(catalog: form.catalog, region: form.region) : nil
  }

  /// The figures of the tables: one a cell of the form, NaN where the report leaves the cell blank.
  func figures(_ numbers: inout SplitMix64) -> [Double] {
    var figures = unitFigures(&numbers)
    if let below = form.below {
      let units = (0..<below.units).map { _ in unitFigures(&numbers) }
      // What a district reports of itself is all in the reports of those below it.
      figures = figures.indices.map { cell in sum(units.map { $0[cell] }) }
      figures += units.joined()
    }
    for report in form.reports { leaveBlanks(report, &figures, &numbers) }
    return figures
  }

  /// A sum of counts or of amounts with two decimals.
  private func sum(_ figures: [Double]) -> Double {
    (figures.reduce(0, +) * 100).rounded() / 100
  }

  /// The figures of one unit over all years.
  private func unitFigures(_ numbers: inout SplitMix64) -> [Double] {
    let scale = Self.scale(&numbers)
    let years =
      townshipRows.map { townshipYears($0, scale, &numbers) } ?? requestYears(scale, &numbers)
    return years.flatMap(\.self)
  }

  /// How large a unit is: 1 for a township, some 20 for a district; small ones are more frequent.
  private static func scale(_ numbers: inout SplitMix64) -> Double {
    let share = numbers.unit()
    if share < 0.45 { return 0.3 + numbers.unit() }
    return share < 0.8 ? 1 + 4 * numbers.unit() : 5 + 20 * numbers.unit()
  }

  /// Years on the form of 2014.
  private func townshipYears(
    _ rows: FormRows, _ scale: Double, _ numbers: inout SplitMix64
  ) -> [[Double]] {
    var model = TownshipModel(
      rows: rows, numbers: SplitMix64(seed: numbers.next()), scale: scale)
    return reports.map { _ in model.nextYear() }
  }

  /// Years on the forms of 2019 and 2021, whose requests and documents are carried over.
  private func requestYears(_ scale: Double, _ numbers: inout SplitMix64) -> [[Double]] {
    var previous: RequestModel?
    var earlier: [IndicatorIndex: Double] = [:]
    return zip(reports, relations).map { report, relations in
      let model = RequestModel(
        report.edition, relations, seed: numbers.next(), scale: max(1, Int(scale * 8)),
        after: previous)
      previous = model
      var figures = model.figures
      carryStocks(report.edition, earlier, &figures, &numbers)
      earlier = figures
      return report.cells.map { cell in
        let value = figures[form.cells[cell].indicator] ?? 0
        guard !form.isWhole(cell) else { return value }
        let cents = Double(numbers.integer(in: 0...99))
        return value == 0 ? 0 : (value * 100 + cents) / 100
      }
    }
  }

  /// What the tables of 2019 carry from year to year: items in force with their gain or loss, and
  /// documents open to the public; and that what is bought has a price.
  private func carryStocks(
    _ edition: Edition, _ earlier: [IndicatorIndex: Double],
    _ figures: inout [IndicatorIndex: Double], _ numbers: inout SplitMix64
  ) {
    for case .matrix(let matrix) in edition.rows {
      let columns = Dictionary(
        matrix.columns.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
      for row in matrix.rows where !row.cells.isEmpty {
        if let last = columns["lastyear"], let net = columns["net"] {
          let (stock, gain) = (row.cells[last], row.cells[net])
          let before = earlier[stock].map { $0 + (earlier[gain] ?? 0) } ?? figures[stock] ?? 0
          figures[stock] = before
          figures[gain] = Double(max(numbers.integer(in: -4...6), -Int(before)))
        }
        if let projects = columns["projects"], let amount = columns["amount"] {
          let bought = figures[row.cells[projects]] ?? 0
          figures[row.cells[amount]] =
            bought == 0 ? 0 : max(1, figures[row.cells[amount]] ?? 0)
        }
        if let made = columns["made"], let disclosed = columns["disclosed"],
          let open = columns["public"]
        {
          let new = min(figures[row.cells[disclosed]] ?? 0, figures[row.cells[made]] ?? 0)
          figures[row.cells[disclosed]] = new
          figures[row.cells[open]] =
            (earlier[row.cells[open]] ?? Double(numbers.integer(in: 0...20))) + new
        }
      }
    }
  }

  /// Some reports leave the zeros of a part of the form blank, and a cell here and there.
  private func leaveBlanks(
    _ report: RecordForm.Report, _ figures: inout [Double], _ numbers: inout SplitMix64
  ) {
    let leavesDisputes = numbers.happens(0.12)
    let leavesZeros = numbers.happens(0.05)
    for cell in report.cells {
      let id = form.indicator(cell).id.name
      let isDispute = id.hasPrefix("review") || id.hasPrefix("litigation")
      let isLeft = figures[cell] == 0 && (leavesZeros || leavesDisputes && isDispute)
      if isLeft || numbers.happens(0.001) { figures[cell] = .nan }
    }
  }
}
