import Foundation
import Synthesis
import Testing

@testable import Nianbao

/// Older Office files and PDF, made by LibreOffice from generated documents and read back.
@Suite struct ConvertedDocumentsTests {
  let fixtures: ReadingFixtures

  init() throws { fixtures = try ReadingFixtures.shared.get() }

  private static func program(_ name: String) -> String? {
    ["/usr/bin", "/usr/local/bin"].map { "\($0)/\(name)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  static let office = program("soffice") ?? program("libreoffice")

  /// The endings that the installed parts of LibreOffice write: Writer and Calc are packages of their
  /// own.
  static let endings: [String] = {
    guard let office else { return [] }
    let folder = URL(filePath: office).resolvingSymlinksInPath().deletingLastPathComponent()
    let parts = ["libswlo.so": ["doc", "rtf", "odt"], "libsclo.so": ["xls", "ods"]]
    return parts.filter {
      FileManager.default.fileExists(atPath: folder.appending(path: $0.key).path)
    }.flatMap(\.value).sorted()
  }()

  @Test(
    .enabled(if: !endings.isEmpty, "LibreOffice is not installed"), arguments: endings)
  func olderFormatsHoldTheSameFigures(ending: String) async throws {
    let folder = try ScratchFolder()
    let edition = try #require(fixtures.catalog.edition("2021"))
    let figures = RequestModel(edition, of: fixtures.catalog, seed: 7, scale: 9).figures
    let page = PrintedPage(
      edition, of: fixtures.catalog, fullName: "北京市密云区古北口镇人民政府", year: 2022,
      figures: figures.mapValues { NumberText.text($0) })
    let isSheet = ["xls", "ods"].contains(ending)
    let source = try folder.write(
      page.bytes(as: isSheet ? .xlsx : .docx), to: isSheet ? "made/a.xlsx" : "made/a.docx")
    let process = Process()
    process.executableURL = URL(filePath: try #require(Self.office))
    process.arguments = [
      "-env:UserInstallation=file://\(folder.path)/profile", "--headless", "--convert-to", ending,
      "--outdir", "\(folder.path)/converted", source,
    ]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let result = await fixtures.importer.importReports(["\(folder.path)/converted"])
    #expect(result.failures.isEmpty)
    let reading = try #require(result.readings.first)
    #expect(reading.format == (ending == "doc" ? .doc : .office))
    #expect(reading.read == 200 && reading.unreadable == 0 && reading.year == 2022)
    let unit = try #require(result.panel.units.indices.first)
    for (indicator, value) in figures {
      #expect(result.panel.value(indicator, 2022, unit) == value)
    }
  }

  @Test func theBookOfAnOlderWordFileBecomesAPage() throws {
    let book = """
      <?xml version="1.0"?><!DOCTYPE book PUBLIC "x" "y">
      <book lang='en_US'><bookinfo><date>1600-12-31</date></bookinfo><chapter><title/>
      <para>\(SmallReport.preamble)</para><para>
      <informaltable frame='none'><tgroup cols='3'><colspec colwidth='1pt'/><tbody>
      \(RecognitionTests.rows.map {
        "<row><entry>\n\($0.0)\n</entry><entry>\($0.1)</entry><entry>\($0.2)</entry></row>"
      }.joined())
      </tbody></tgroup></informaltable></para></chapter></book>
      """
    let page = DocBookPage.page(of: Array(book.utf8))
    let file = try fixtures.reader.read(
      page, path: "2017.doc", lineLimit: DecodedText.lineLimit, format: .html)
    let reading = try #require(file.readings.first)
    #expect(reading.edition == "2014" && reading.cells.count == RecognitionTests.rows.count)
    #expect(reading.year == 2017 && reading.subject.candidates.map(\.code) == ["110118111"])
    #expect(DocBookPage.page(of: Array("<book".utf8)).count > 0)
    #expect(DocBookPage.page(of: Array("<".utf8)).count > 0)
  }
}
