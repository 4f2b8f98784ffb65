/// A reading that did not fill its unit and year, and the one that did.
public struct SupersededReading: Sendable, Hashable {
  /// Why the other one stands in the panel.
  public enum Reason: Sendable, Hashable {
    /// It says that it is a correction.
    case correction
    /// It has more figures.
    case fuller(figures: Int, than: Int)
    /// It was read later, and both have as many figures.
    case later
  }

  /// A cell that both have and do not agree on.
  public struct Difference: Sendable, Hashable {
    /// The indicator.
    public let indicator: IndicatorIndex
    /// The figure that is not in the panel; nil where it is blank.
    public let value: Double?
    /// The figure that is.
    public let winning: Double?
  }

  /// The file whose figures are not in the panel.
  public let file: String
  /// The file whose figures are.
  public let winner: String
  /// The unit they both speak of.
  public let unit: UnitIndex
  /// The year they both speak of.
  public let year: Year
  /// Why the other one stands in the panel.
  public let reason: Reason
  /// The cells that both have and do not agree on, in the order of the catalogue.
  public let differences: [Difference]
  /// The positions of both among the readings added.
  let position: Int
  let winnerPosition: Int

  /// - Complexity: O(cells).
  init(
    _ loser: (reading: ReportReading, position: Int),
    by winner: (reading: ReportReading, position: Int), unit: UnitIndex, year: Year
  ) {
    file = loser.reading.file
    self.winner = winner.reading.file
    self.unit = unit
    self.year = year
    position = loser.position
    winnerPosition = winner.position
    let (figures, others) = (winner.reading.figureCount, loser.reading.figureCount)
    if winner.reading.isCorrection, !loser.reading.isCorrection {
      reason = .correction
    } else {
      reason = figures > others ? .fuller(figures: figures, than: others) : .later
    }
    var values: [IndicatorIndex: Double?] = [:]
    for cell in loser.reading.cells { values[cell.indicator] = cell.value }
    differences = winner.reading.cells.compactMap { cell in
      guard let value = values[cell.indicator], value != cell.value else { return nil }
      return Difference(indicator: cell.indicator, value: value, winning: cell.value)
    }.sorted { $0.indicator < $1.indicator }
  }

  /// What to tell of it: a note for the report in the panel, and one for the other.
  func notes(_ catalog: Catalog) -> (winner: ReadingNote, loser: ReadingNote) {
    let why: LocalizedText =
      switch reason {
      case .correction:
        LocalizedText(zh: "它注明是更正后的报告", en: "it says that it is a correction")
      case .fuller(let figures, let others):
        LocalizedText(
          zh: "它读出的数字较多（\(figures) 对 \(others)）",
          en: "it has more figures (\(figures) against \(others))")
      case .later: LocalizedText(zh: "它排在后面", en: "it was read later")
      }
    let listed = differences.prefix(Self.listedLimit).map { difference in
      let (old, new) = (Self.text(difference.value), Self.text(difference.winning))
      return "\(catalog[difference.indicator].label) \(old) → \(new)"
    }
    let isMore = differences.count > listed.count
    let differing =
      differences.isEmpty
      ? LocalizedText(zh: "两份的数字相同", en: "their figures agree")
      : LocalizedText(
        zh: "两份有 \(differences.count) 个数字不同："
          + listed.joined(separator: "，") + (isMore ? " 等" : ""),
        en: EnglishCount.text(differences.count, "figure", "differ") + ": "
          + listed.joined(separator: ", ") + (isMore ? ", …" : ""))
    func note(_ zh: String, _ en: String) -> ReadingNote {
      ReadingNote(
        kind: .duplicateReport, place: .unknown,
        message: LocalizedText(
          zh: "\(zh)，因为\(why.chinese)；\(differing.chinese)。",
          en: "\(en), because \(why.english); \(differing.english)."))
    }
    return (
      note(
        "“\(file)”是同一单位同一年度的报告，采用本文件", "‘\(file)’ is of the same unit and year; this file was taken"
      ),
      note(
        "同一单位同一年度采用了“\(winner)”",
        "of the same unit and year ‘\(winner)’ was taken")
    )
  }

  private static let listedLimit = 5

  private static func text(_ value: Double?) -> String {
    value.map { NumberText.text($0) } ?? "—"
  }
}
