import Nianbao

/// Makes the prose of records: which figures it states, how exactly, and where it counts something else
/// than the table.
struct ProseModel: Sendable {
  let form: RecordForm
  let rates: ProseRates
  let amount: ProseAmount

  /// The figures of the prose, one a cell of the form behind its tables; NaN where it does not state one.
  ///
  /// - Parameter tables: The figures of the tables.
  /// - Returns: The figures, and the cells of the prose that truthfully differ from the table's.
  func figures(_ tables: [Double], _ numbers: inout SplitMix64) -> (
    figures: [Double], differing: Set<Int>
  ) {
    var figures = [Double](repeating: .nan, count: form.cells.count - form.tables.count)
    var differing: Set<Int> = []
    guard amount != .none else { return (figures, differing) }
    for report in form.reports {
      let isSilent = amount == .counted && numbers.happens(rates.silent)
      for cell in report.cells {
        guard form.position(of: cell, .exact) != nil else { continue }
        let rate = amount == .all ? 1 : rates.stated(form.indicator(cell).id)
        let isStated = numbers.happens(rate) && !isSilent && tables[cell].isFinite
        let precision = numbers.unit()
        let differs = numbers.happens(rates.different)
        let extra = Double(numbers.integer(in: 1...max(3, Int(max(0, tables[cell].rounded())))))
        guard isStated else { continue }
        let place = place(tables[cell], precision)
        guard let position = form.position(of: cell, place) else { continue }
        var figure = rounded(tables[cell], place)
        if place == .exact, differs {
          // The prose counts more than the table does: other bodies too, or earlier years.
          // An amount that is off by 1 may be rounded otherwise.
          figure += form.isWhole(cell) ? extra : extra + 1
          differing.insert(position)
        }
        figures[position - form.tables.count] = figure
      }
    }
    return (figures, differing)
  }

  /// How exactly a figure is stated; one below 20 always as it is.
  private func place(_ figure: Double, _ drawn: Double) -> FormCell.Place {
    guard figure >= 20 else { return .exact }
    if drawn < rates.about { return .about }
    return drawn < rates.about + rates.atLeast ? .atLeast : .exact
  }

  /// A figure as rough statements give it: to its first digit, at or below it.
  private func rounded(_ figure: Double, _ place: FormCell.Place) -> Double {
    guard place != .exact else { return figure }
    var step = 1.0
    while figure / step >= 10 { step *= 10 }
    return (figure / step).rounded(.down) * step
  }
}

/// How much prose the reports of an evaluation have.
public enum ProseAmount: String, Sendable, CaseIterable {
  /// None: tables only.
  case none
  /// As much as published reports have.
  case counted
  /// Every figure that a pattern of claims can find, in every report: more than any report has.
  case all

  /// What it is called in results.
  var name: LocalizedText {
    switch self {
    case .none: LocalizedText(zh: "无", en: "none")
    case .counted: LocalizedText(zh: "如实有", en: "counted")
    case .all: LocalizedText(zh: "全部写明", en: "all")
    }
  }
}
