import Vectors

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The checks of digits: made-up figures favour some digits, counts do not.
///
/// A unit is tested over all its years where it has enough suitable figures, else its region as a
/// whole. Figures that equal those of the year before are left out, and so are sums.
struct DigitChecks {
  let panel: Panel
  let groups: PeerGroups
  /// Figures that are no sum of others and are counted over the year.
  let leaves: [IndicatorIndex]
  let tested: [Int]

  /// The figures that a unit needs; a region needs twice as many.
  static let fewestFigures = 50

  /// What digits are looked at.
  private struct Question: Sendable {
    let check: AnomalyCheck
    /// The least suitable figure.
    let least: Double
    let digits: ClosedRange<Int>
    let digit: @Sendable (Double) -> Int
    let share: @Sendable (Int) -> Double
  }

  private static let last = Question(
    check: .lastDigits, least: 100, digits: 0...9,
    digit: { Int($0.truncatingRemainder(dividingBy: 10)) }, share: { _ in 0.1 })

  private static let first = Question(
    check: .firstDigits, least: 10, digits: 1...9, digit: leadingDigit,
    share: { log10(1 + 1 / Double($0)) })

  private static func leadingDigit(_ value: Double) -> Int {
    var value = value
    while value >= 10 { value /= 10 }
    return Int(value)
  }

  /// Last digits.
  func lastDigits() -> CheckOutcome { outcome(Self.last) { _ in true } }

  /// First digits, where the panel's own follow Benford's law and the figures span three powers of
  /// ten.
  func firstDigits() -> CheckOutcome {
    let all = cells(Self.first)
    var counts = [Int](repeating: 0, count: 10)
    for cell in all.joined() { counts[cell.digit] += 1 }
    guard Self.isClose(counts) else { return CheckOutcome(check: .firstDigits, tests: 0) }
    return outcome(Self.first, all) { cells in
      let values = cells.map(\.value)
      return (values.max() ?? 0) >= 1000 * (values.min() ?? 1)
    }
  }

  /// Whether first digits conform to Benford's law by the mean absolute deviation of their shares, at
  /// most 0.015 (Nigrini 2012).
  private static func isClose(_ counts: [Int]) -> Bool {
    let total = counts.reduce(0, +)
    guard total >= 1000 else { return false }
    let deviation = first.digits.reduce(0.0) {
      $0 + abs(Double(counts[$1]) / Double(total) - first.share($1))
    }
    return deviation / 9 <= 0.015
  }

  private struct Cell {
    let cell: DigitCell
    let value: Double
    let digit: Int
  }

  /// The suitable figures by place of the groups' order.
  private func cells(_ question: Question) -> [[Cell]] {
    var cells = [[Cell]](repeating: [], count: groups.order.count)
    for indicator in leaves {
      for year in tested {
        guard let column = panel.column(indicator, panel.years[year]) else { continue }
        let before = panel.column(indicator, panel.years[year].previous)
        for (place, unit) in groups.order.enumerated() {
          let value = column.values[unit]
          guard value >= question.least, value < 9e15, value != before?.values[unit] else {
            continue
          }
          cells[place].append(
            Cell(
              cell: DigitCell(unit: UnitIndex(unit), indicator: indicator, year: year),
              value: value, digit: question.digit(value)))
        }
      }
    }
    return cells
  }

  private func outcome(
    _ question: Question, _ given: [[Cell]]? = nil,
    where isSuitable: ([(value: Double, digit: Int)])
      -> Bool
  ) -> CheckOutcome {
    let cells = given ?? cells(question)
    let expectation = Expectation(
      cells.lazy.joined().map { ($0.cell.indicator, $0.digit) }, question)
    var outcome = CheckOutcome(check: question.check, tests: 0)
    func test(_ sample: [Cell], region: RegionCode?) {
      guard isSuitable(sample.map { ($0.value, $0.digit) }) else { return }
      outcome.add(self.outcome(sample, question, expectation, region))
    }
    for group in groups.smallest {
      let few = group.range.filter { cells[$0].count < Self.fewestFigures }
      for place in group.range where cells[place].count >= Self.fewestFigures {
        test(cells[place], region: nil)
      }
      let together = few.flatMap { cells[$0] }
      if let region = group.region, together.count >= 2 * Self.fewestFigures {
        test(together, region: region)
      }
    }
    return outcome
  }

  private func outcome(
    _ sample: [Cell], _ question: Question, _ expectation: Expectation, _ region: RegionCode?
  ) -> CheckOutcome {
    var actual = [Int](repeating: 0, count: 10)
    var expected = [Double](repeating: 0, count: 10)
    for cell in sample {
      actual[cell.digit] += 1
      let shares = expectation.shares(cell.cell.indicator)
      for digit in question.digits { expected[digit] += shares[digit] }
    }
    let statistic = question.digits.reduce(0.0) { sum, digit in
      let difference = Double(actual[digit]) - expected[digit]
      return sum + difference * difference / expected[digit]
    }
    let probability = LogarithmicTails.chiSquare(
      atLeast: statistic, degrees: Double(question.digits.count - 1))
    func excess(_ digit: Int) -> Double {
      (Double(actual[digit]) - expected[digit]) / expected[digit].squareRoot()
    }
    guard let favoured = question.digits.max(by: { excess($0) < excess($1) }),
      let last = sample.map(\.cell.year).max(),
      let unit = sample.first(where: { $0.digit == favoured })?.cell.unit
    else { return CheckOutcome(check: question.check, tests: 1) }
    let government = region.flatMap { panel.units.index(of: .government($0)) }
    let shown = sample.filter { $0.digit == favoured }.sorted { $0.cell.year > $1.cell.year }
    return CheckOutcome(
      check: question.check, tests: 1,
      candidates: [
        AnomalyCandidate(
          check: question.check, unit: government ?? unit, year: last, logProbability: probability,
          subject: .digit(
            favoured, actual: actual[favoured], expected: expected[favoured], count: sample.count,
            region: region, shown.prefix(10).map(\.cell)))
      ])
  }

  /// How often a figure of an indicator has a digit: as in the panel, drawn to what theory says as if
  /// by two hundred further figures. What is so in all reports is no one's preference.
  private struct Expectation {
    /// The shares of the digits from 0 to 9, by the position of the indicator; empty where it has no
    /// figure.
    private var counts: [[Double]] = []
    private let question: Question

    init(_ digits: some Sequence<(IndicatorIndex, Int)>, _ question: Question) {
      self.question = question
      for (indicator, digit) in digits {
        while counts.count <= indicator.position { counts.append([]) }
        if counts[indicator.position].isEmpty {
          counts[indicator.position] = Array(repeating: 0, count: 10)
        }
        counts[indicator.position][digit] += 1
      }
      for (indicator, all) in counts.enumerated() where !all.isEmpty {
        let total = all.reduce(0, +)
        counts[indicator] = all.indices.map { digit in
          guard question.digits.contains(digit) else { return 0 }
          return (all[digit] + 200 * question.share(digit)) / (total + 200)
        }
      }
    }

    func shares(_ indicator: IndicatorIndex) -> [Double] {
      guard indicator.position < counts.count, !counts[indicator.position].isEmpty else {
        return (0...9).map { question.digits.contains($0) ? question.share($0) : 0 }
      }
      return counts[indicator.position]
    }
  }
}
