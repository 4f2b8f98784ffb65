import Foundation
import Testing

/// The workbook and the document of a briefing, opened with other programs.
@Suite struct OfficeFilesTests {
  static let hasOpenpyxl =
    (try? CommandRun.run("python3 -c 'import openpyxl'"))?.status == 0
  static let hasOffice = (try? CommandRun.run("command -v soffice"))?.status == 0

  @Test(.enabled(if: hasOpenpyxl, "python3-openpyxl is not installed"))
  func otherProgramsReadThemAndComputeTheSame() throws {
    let recalculation = Self.hasOffice ? "--recalculate" : ""
    let run = try CommandRun.run(
      """
      d=$(mktemp -d) && trap 'rm -rf "$d"' EXIT
      nianbao brief datasets/miyun/reports --units 高岭镇,古北口镇,石城镇 --lang zh --quiet -o "$d/b" &&
      python3 Tests/OfficeTests/check_briefing.py \(recalculation) "$d/b"
      """)
    #expect(run.status == 0, "\(run.lines.joined(separator: "\n"))")
    #expect(run.lines.contains { $0.hasPrefix("workbook: ") })
    if !Self.hasOffice { print("LibreOffice is not installed: formulas were not computed anew") }
  }
}
