import Nianbao

/// In how many places of a report a mistake of each type may be made.
struct MistakePlaces: Sendable {
  /// The sums with a part above 0.
  let sums: [RecordForm.Sum]
  private let figures: Double
  private let long: Double
  private let copied: Double
  private let pairs: Double

  init(_ report: RecordForm.Report, _ printed: [Double], _ form: RecordForm) {
    let present = report.places.filter { !printed[$0].isNaN && printed[$0] != 0 }
    figures = Double(present.count)
    long = Double(present.count { abs(printed[$0]) >= 10 })
    copied = Double(
      report.places.count { cell in
        guard let before = form.lastYear(cell).map({ printed[$0] }) else { return false }
        return before.isFinite && before != 0 && before != printed[cell]
      })
    sums = form.sums(report).filter { $0.parts.contains { printed[$0] > 0 } }
    pairs = Double(sums.reduce(0) { $0 + $1.parts.count { printed[$0] > 0 } })
  }

  /// The places for a type, at least one.
  func count(of type: MistakeType) -> Double {
    switch type {
    case .digitsSwapped, .digitDropped: max(1, long)
    case .lastYear: max(1, copied)
    case .totalNotUpdated: max(1, Double(sums.count))
    case .countedTwice: max(1, pairs)
    default: max(1, figures)
    }
  }
}
