import Foundation
import Testing

/// The pages of the product in a real browser; `Tests/BrowserTests` has what is checked.
@Suite struct PagesTests {
  static let hasBrowser =
    (try? CommandRun.run(
      "command -v python3 && (command -v chromium || command -v chromium-browser || "
        + "command -v google-chrome)"))?.status == 0

  @Test(.enabled(if: hasBrowser, "no chromium or no python3 is installed"))
  func theyAreUsedWithTheKeyboardAloneAndAskForNothing() throws {
    let run = try CommandRun.run(
      "python3 Tests/BrowserTests/test_pages.py --quick --nianbao nianbao "
        + "datasets/miyun/reports/201[678]_*高岭镇.txt datasets/miyun/reports/201[678]_*石城镇.txt "
        + "datasets/miyun/reports/201[678]_*古北口镇.txt")
    #expect(run.status == 0, "\(run.lines.joined(separator: "\n"))")
  }
}
