import Synthesis
import Testing

@testable import Nianbao

/// A panel that is exported and read back is the same panel, cell by cell and status by status.
@Suite struct RoundTripTests {
  let fixtures: ReadingFixtures
  let panel: Panel

  init() throws {
    fixtures = try ReadingFixtures.shared.get()
    panel = try Self.panel(fixtures)
  }

  /// Townships of two districts, a department and an unknown body; every status, decimals 0 to 6.
  private static func panel(_ fixtures: ReadingFixtures) throws -> Panel {
    var random = SplitMix64(seed: 7)
    var builder = PanelBuilder(catalog: fixtures.catalog, regions: fixtures.regions)
    let units = [
      Unit(name: "古北口镇", region: RegionCode("110118111")),
      Unit(name: "太师屯镇", region: RegionCode("110118106")),
      Unit(name: "民政局", region: RegionCode("110118"), kind: .department),
      Unit(name: "蓬莱仙岛, \"东\"", region: nil),
    ]
    for unit in units {
      for (year, edition) in [(2017, "2014"), (2018, "2014"), (2020, "2019"), (2023, "2021")] {
        let form = try #require(fixtures.catalog.edition(EditionID(edition)))
        var reading = ReportReading(file: "\(unit.name)-\(year).txt")
        reading.year = Year(year)
        reading.edition = form.id
        reading.subject = .init(name: unit.name, candidates: unit.region == nil ? [] : [unit])
        for indicator in form.indicators where random.next() % 10 != 0 {
          guard fixtures.catalog[indicator].scope == nil else { continue }
          let place = Place.line(Int(random.next() % 500) + 1)
          let statuses: [CellStatus] = [
            .blank, .unreadable, .recovered, .fromText, .corrected,
          ]
          let draw = Int(random.next() % 12)
          let status = draw < statuses.count ? statuses[draw] : .reported
          let isAmount = fixtures.catalog[indicator].measure.kind == .amount
          let decimals = isAmount ? Int(random.next() % 7) : 0
          let digits = Int64(random.next() % 100_000) - (isAmount ? 50_000 : 0)
          let figure = Figure(digits: digits, decimals: decimals)
          reading.cells.append(
            ReadCell(
              indicator: indicator, value: status.hasValue ? figure?.value : nil,
              mark: CellMark(status, decimals: status.hasValue ? decimals : 0), place: place,
              text: ""))
        }
        _ = builder.add(reading)
      }
    }
    return builder.build().panel
  }

  enum Shape: String, CaseIterable, Sendable { case long, wide }

  private func bytes(_ shape: Shape, _ format: OutputFormat, _ language: Language) -> [UInt8] {
    let excerpt = PanelExcerpt(panel)
    let buffer =
      shape == .long
      ? LongExport(excerpt).render(as: format, language: language, to: ByteBuffer())
      : WideExport(excerpt).render(as: format, language: language, to: ByteBuffer())
    #expect(buffer.failure == nil)
    return buffer.pending
  }

  @Test(arguments: Shape.allCases, [OutputFormat.csv, .xlsx, .html])
  func theSamePanelIsReadBack(shape: Shape, format: OutputFormat) throws {
    for language in Language.allCases {
      let bytes = bytes(shape, format, language)
      let path = "export.\(format == .csv ? "csv" : format.rawValue)"
      let file = try fixtures.reader.read(
        bytes, path: path, lineLimit: DecodedText.lineLimit,
        format: ReportFormat(bytes, path: path))
      #expect(file.failures.isEmpty, "\(file.failures.prefix(3))")
      var builder = PanelBuilder(catalog: fixtures.catalog, regions: fixtures.regions)
      for reading in file.readings { #expect(builder.add(reading) == .kept) }
      let again = builder.build().panel
      #expect(again.units.map(\.key) == panel.units.map(\.key))
      #expect(again.years == panel.years)
      let present = panel.presentIndicators
      #expect(again.presentIndicators == present)
      var differences = 0
      var cells = 0
      for unit in panel.units.indices {
        for year in panel.years {
          for indicator in present {
            cells += 1
            let (mark, other) = (
              panel.mark(indicator, year, unit), again.mark(indicator, year, unit)
            )
            // A workbook keeps numbers, not the zeros that were printed behind them.
            let isSameMark = format == .xlsx ? mark.status == other.status : mark == other
            let isSamePlace =
              shape == .wide
              || panel.place(indicator, year, unit) == again.place(indicator, year, unit)
            if panel.value(indicator, year, unit) != again.value(indicator, year, unit)
              || !isSameMark || !isSamePlace
            {
              differences += 1
              if differences <= 3 {
                print(
                  shape, format, panel.catalog[indicator].id, mark.status, other.status,
                  mark.decimals, other.decimals, panel.value(indicator, year, unit) as Any,
                  again.value(indicator, year, unit) as Any)
              }
            }
          }
        }
      }
      #expect(differences == 0, "of \(cells) cells, \(language)")
    }
  }
}
