import Edits
import Vectors

/// The least-squares adjustments of reports: the smallest weighted changes, spread over all figures,
/// that restore every equality of a report's own table.
///
/// It is no explanation, for nobody makes a bit of a mistake everywhere; it is what is left where no
/// slip explains what is wrong, and the figures are needed all the same. Reports on one form with the
/// same blanks share their equalities, so that they are adjusted together, by two matrix products.
/// Totals, which are worked out from their parts, give way more easily.
struct ReportAdjustments {
  /// One report.
  struct Report: Hashable, Sendable {
    let unit: UnitIndex
    let year: Year
  }

  private let context: LocalisationContext

  init(_ context: LocalisationContext) { self.context = context }

  /// The equalities of some reports, the same for all of them.
  private struct Form: Hashable {
    let rules: [Int]
    let figures: [IndicatorIndex]
  }

  /// How much more easily a total gives way than a part.
  private static let totalVariance = 2.0
  /// Changes below it are errors of arithmetic.
  private static let leastChange = 0.005

  /// The adjusted figures of some reports that differ from the printed ones, in the order of the form;
  /// reports whose equalities hold, or contradict each other, have none.
  ///
  /// - Complexity: One factorisation for each form and pattern of blanks, then two matrix products for
  ///   all their reports.
  func changes(of reports: [Report]) -> [Report: [RecordCell: Double]] {
    var changes: [Report: [RecordCell: Double]] = [:]
    for (form, members) in Dictionary(grouping: reports.uniqued(), by: form) {
      guard !form.rules.isEmpty else { continue }
      for (report, values) in zip(members, adjusted(members, form)) {
        changes[report] = values
      }
    }
    return changes
  }

  private func form(of report: Report) -> Form {
    var rules: [Int] = []
    var figures: Set<IndicatorIndex> = []
    for (position, template) in context.templates.enumerated() {
      guard let form = template.equality, !form.terms.isEmpty,
        form.terms.allSatisfy({ $0.cell.lag == 0 && $0.cell.source == .table }),
        context.applies(RuleInstance(rule: position, unit: report.unit, year: report.year)),
        form.terms.allSatisfy({ value($0.cell.indicator, report) != nil })
      else { continue }
      rules.append(position)
      figures.formUnion(form.terms.map(\.cell.indicator))
    }
    return Form(rules: rules, figures: figures.sorted())
  }

  private func value(_ indicator: IndicatorIndex, _ report: Report) -> Double? {
    context.value(RecordCell(unit: report.unit, indicator: indicator, year: report.year))
  }

  private func adjusted(_ reports: [Report], _ form: Form) -> [[RecordCell: Double]] {
    let columns = Dictionary(uniqueKeysWithValues: form.figures.enumerated().map { ($1, $0) })
    let equalities = form.rules.compactMap { context.templates[$0].equality }
    let matrix = Matrix(
      rows: equalities.map { equality in
        var row = [Double](repeating: 0, count: form.figures.count)
        for term in equality.terms {
          if let column = columns[term.cell.indicator] { row[column] += term.coefficient }
        }
        return Vector(row)
      }, columns: form.figures.count)
    let adjustment = Adjustment(
      to: matrix, values: equalities.map { -$0.constant },
      variances: form.figures.map { context.reliability.isTotal($0) ? Self.totalVariance : 1 })
    let printed = reports.map { report in form.figures.map { value($0, report) ?? 0 } }
    let records = Matrix(rows: printed.map { Vector($0) }, columns: form.figures.count)
    let result = adjustment.adjusted(records)
    let gaps = adjustment.gaps(result)
    return reports.enumerated().map { row, report in
      // Equalities that contradict each other cannot be restored.
      guard (0..<gaps.columnCount).allSatisfy({ abs(gaps[row, $0]) < Self.leastChange }) else {
        return [:]
      }
      var changes: [RecordCell: Double] = [:]
      for (column, indicator) in form.figures.enumerated() {
        let value = (result[row, column] * 100).rounded() / 100 + 0
        guard abs(value - printed[row][column]) > Self.leastChange else { continue }
        let cell = RecordCell(unit: report.unit, indicator: indicator, year: report.year)
        changes[cell] = value
      }
      return changes
    }
  }
}

extension ReportAdjustments {
  /// The adjustment of a report as an explanation that says of itself that it is none.
  func explanation(_ changes: [RecordCell: Double]) -> Explanation {
    let reason = LocalizedText(
      zh: "按最小二乘平差使各项等式成立；是估计，不是更正",
      en: "least-squares adjustment that restores all equalities; an estimate, no correction")
    let cells = changes.keys.sorted { $0.indicator < $1.indicator }
    return Explanation(
      changes: cells.map { cell in
        let value = changes[cell] ?? 0
        return Suspect(
          unit: cell.unit, indicator: cell.indicator, year: cell.year, source: .table,
          value: context.value(cell), suggested: value, interval: value...value, score: 0,
          reason: reason)
      },
      weight: cells.reduce(0) {
        $0 + context.reliability.weight(of: $1, value: context.value($1))
      }, score: 0, reason: reason, isAdjustment: true)
  }
}

extension EditTemplate {
  /// The form that must be 0, where the rule is one equality and nothing else.
  fileprivate var equality: LinearForm? {
    guard alternatives.count == 1, alternatives[0].count == 1,
      alternatives[0][0].low == 0, alternatives[0][0].high == 0
    else { return nil }
    return alternatives[0][0].form
  }
}
