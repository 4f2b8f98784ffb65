import Nianbao
import Synthesis
import Testing

@testable import Nianbao

/// Generated reports of each edition in each file format, read back cell by cell.
@Suite struct GeneratedPagesTests {
  let fixtures: ReadingFixtures

  init() throws { fixtures = try ReadingFixtures.shared.get() }

  struct Case: CustomTestStringConvertible, Sendable {
    let edition: EditionID
    let format: PrintedPage.FileFormat
    var testDescription: String { "\(edition) \(format)" }
  }

  static let cases = ["2014", "2019", "2021", "fujian-2011", "fujian-2014"].flatMap { edition in
    PrintedPage.FileFormat.allCases.map { Case(edition: EditionID(edition), format: $0) }
  }

  /// The seeds and sizes of the reports of one case.
  static let seeds: [(seed: UInt64, scale: Int)] = (1...6).map { ($0, $0 % 2 == 0 ? 40 : 4) }

  @Test(arguments: cases) func figuresAreReadBack(_ entry: Case) throws {
    let edition = try #require(fixtures.catalog.edition(entry.edition))
    let year = edition.years.lowerBound.advanced(by: 1)
    var (right, wrong, unread, missed) = (0, 0, 0, 0)
    for (seed, scale) in Self.seeds {
      let figures = figures(edition, seed: seed, scale: scale)
      let page = PrintedPage(
        edition, of: fixtures.catalog, fullName: "北京市密云区古北口镇人民政府", year: year,
        figures: figures.mapValues { NumberText.text($0) })
      let path = "report-\(seed).\(entry.format.fileExtension)"
      let bytes = try page.bytes(as: entry.format)
      let format = ReportFormat(bytes, path: path)
      let reading = try #require(
        try fixtures.reader.read(
          bytes, path: path, lineLimit: DecodedText.lineLimit, format: format
        ).readings.first)
      #expect(reading.edition == edition.id, "seed \(seed)")
      #expect(reading.year == year && reading.subject.candidates.map(\.code) == ["110118111"])
      let cells = Dictionary(
        reading.cells.map { ($0.indicator, $0) }, uniquingKeysWith: { first, _ in first })
      for (indicator, value) in figures {
        guard let cell = cells[indicator] else {
          missed += 1
          continue
        }
        if let read = cell.value {
          if read == value { right += 1 } else { wrong += 1 }
          if read != value {
            Issue.record("seed \(seed) \(fixtures.catalog[indicator].id) \(value) read \(read)")
          }
        } else {
          unread += 1
        }
      }
      #expect(reading.cells.allSatisfy { figures[$0.indicator] != nil || $0.value == nil })
    }
    print(
      "\(entry.edition) \(entry.format): \(right) right, \(wrong) wrong, \(unread) unreadable, "
        + "\(missed) missed")
    #expect(wrong == 0)
    if entry.format != .glued { #expect(unread == 0 && missed == 0) }
    // Without any border most cells of the request matrix are settled by the form's relations.
    if entry.format == .glued, entry.edition == "2021" { #expect(right > 8 * unread) }
  }

  private func figures(_ edition: Edition, seed: UInt64, scale: Int) -> [IndicatorIndex: Double] {
    if edition.rows.contains(where: { if case .matrix = $0 { true } else { false } }) {
      return RequestModel(edition, of: fixtures.catalog, seed: seed, scale: scale).figures
    }
    var random = SplitMix64(seed: seed)
    return Dictionary(
      uniqueKeysWithValues: edition.indicators.map { ($0, Double(random.next() % 1000)) })
  }
}
