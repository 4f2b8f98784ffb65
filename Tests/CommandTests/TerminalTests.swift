import Foundation
import Testing

/// What the command does on a terminal: paging, colour, width, readers that leave early.
///
/// The terminal is one that script(1) makes, of 10 rows and 60 columns.
@Suite struct TerminalTests {
  private static let table = "nianbao catalog crosswalk"
  /// With findings.
  private static let check =
    "nianbao check datasets/miyun/reports/2014_北京_密云县高岭镇.txt --quiet"

  /// Runs a line on a terminal; its output has a carriage return before each line end.
  private func onTerminal(_ line: String, variables: String = "") throws -> CommandRun.Result {
    let quoted = "stty rows 10 cols 60; \(variables) \(line)"
      .replacingOccurrences(of: "'", with: "'\\''")
    let result = try CommandRun.run(
      "TERM=xterm LESS= script -qec '\(quoted)' /dev/null < /dev/null | tr -d '\\r'")
    return result
  }

  @Test func aTableLongerThanTheScreenGoesThroughThePager() throws {
    let shown = try onTerminal(Self.table, variables: "NIANBAO_PAGER='sed s/^/PAGED/'")
    #expect(shown.lines.count > 20 && shown.lines.allSatisfy { $0.hasPrefix("PAGED") })
    let ofPAGER = try onTerminal(Self.table, variables: "PAGER='sed s/^/PAGED/'")
    #expect(ofPAGER.lines == shown.lines)
  }

  @Test(arguments: [
    ("NIANBAO_PAGER='sed s/^/PAGED/'", " --no-pager"), ("NIANBAO_PAGER=", ""),
    ("NIANBAO_PAGER=cat PAGER='sed s/^/PAGED/'", ""), ("TERM=dumb PAGER='sed s/^/PAGED/'", ""),
    ("LINES=5000 NIANBAO_PAGER='sed s/^/PAGED/'", ""),
    ("NIANBAO_PAGER='sed s/^/PAGED/'", " --format csv"),
  ]) func otherwiseThereIsNoPager(variables: String, option: String) throws {
    let shown = try onTerminal(Self.table + option, variables: variables)
    #expect(shown.lines.count > 20 && !shown.lines.contains { $0.hasPrefix("PAGED") })
  }

  @Test func aPagerThatIsNotThereLosesNothing() throws {
    let shown = try onTerminal(Self.table, variables: "NIANBAO_PAGER=no-such-pager")
    let plain = try onTerminal(Self.table, variables: "NIANBAO_PAGER=cat")
    #expect(shown.lines.filter { !$0.contains("no-such-pager") } == plain.lines)
  }

  @Test func exitStatusesStayWhereTheReaderLeaves() throws {
    let quits = try onTerminal(
      Self.check + "; echo \"status $?\"", variables: "NIANBAO_PAGER='head -n 1'")
    #expect(quits.lines.last == "status 1")
    let piped = try CommandRun.run(
      "bash -c 'set -o pipefail; \(Self.check) --format csv | head -n 1 > /dev/null'")
    #expect(piped.lines == ["[exit 1]"])
    let done = try CommandRun.run(
      "bash -c 'set -o pipefail; nianbao catalog regions --format csv | true'"
    )
    #expect(done.status == 0 && done.lines.isEmpty)
  }

  @Test func colourIsForTerminals() throws {
    let check = "\(Self.check) --no-pager"
    let isColoured = { (result: CommandRun.Result) in
      result.lines.contains { $0.contains("\u{1B}[") }
    }
    #expect(isColoured(try onTerminal(check)))
    #expect(!isColoured(try onTerminal(check, variables: "NO_COLOR=1")))
    #expect(!isColoured(try onTerminal(check, variables: "TERM=dumb")))
    #expect(!isColoured(try onTerminal(check + " --color never")))
    #expect(!isColoured(try CommandRun.run(check)))
    #expect(isColoured(try CommandRun.run("NO_COLOR=1 \(check) --color always")))
  }
}
