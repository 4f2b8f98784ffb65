import Foundation
import Testing

@testable import Nianbao

/// Programs that never end, and names that no text can hold.
@Suite struct HostileSourcesTests {
  let fixtures: ReadingFixtures

  init() throws { fixtures = try ReadingFixtures.shared.get() }

  private func failure(of program: String, _ arguments: [String], _ converter: ConverterProgram)
    async -> ReadingError?
  {
    do throws(ReadingError) {
      _ = try await converter.output(of: program, arguments, package: "coreutils", "x.pdf")
      return nil
    } catch {
      return error
    }
  }

  @Test func aConverterThatNeverEndsIsStopped() async throws {
    let slow = await failure(of: "sleep", ["600"], ConverterProgram(secondLimit: 1))
    #expect(
      slow
        == .conversionFailed(
          file: "x.pdf", program: "sleep", reason: "not finished after 1 seconds"))
    let endless = await failure(
      of: "yes", [], ConverterProgram(outputLimit: 1 << 20, secondLimit: 30))
    guard case .conversionFailed("x.pdf", "yes", _)? = endless else {
      Issue.record("\(endless as Any)")
      return
    }
    #expect(
      await failure(of: "no-such-program", [], ConverterProgram())
        == .converterMissing(file: "x.pdf", program: "no-such-program", package: "coreutils"))
  }

  #if os(Linux)
    /// A name in GBK, as old archives leave it, is no text; its file must not go away without a word.
    @Test func aFileWhoseNameIsNoTextIsTold() async throws {
      let folder = try ScratchFolder()
      try folder.write(SmallReport.published(RecognitionTests.rows), to: "good.txt")
      let name: [UInt8] = [0xB1, 0xA8, 0xB8, 0xE6]
      let path = Array(folder.path.utf8) + [UInt8(ascii: "/")] + name + Array(".txt".utf8) + [0]
      let file = open(path.map { CChar(bitPattern: $0) }, O_CREAT | O_WRONLY, 0o600)
      try #require(file >= 0)
      close(file)
      let result = await fixtures.importer.importReports([folder.path])
      #expect(result.readings.count == 1)
      guard case .nameIsNoText(let told)? = result.failures.first else {
        Issue.record("\(result.failures)")
        return
      }
      #expect(result.failures.count == 1 && told.hasSuffix(".txt"))
    }
  #endif
}
