import ArgumentParser
import Nianbao

/// Corrections of a panel: looked at, proposed, or made.
struct CorrectionOptions: ParsableArguments {
  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "What if a cell said something else: which findings go and come, which ranks move.",
      discussion: """
        Such as 古北口镇,2017,training.session=2; =blank empties the cell; several with semicolons \
        between them or in several options. Nothing is written.
        """, valueName: "unit,year,indicator=value"))
  var with: [String] = []

  @Option(
    help: ArgumentHelp(
      "Make the corrections of a file; with -o NEW.nbp, the panel file to write.",
      discussion: """
        A table with the columns unit, unit_code, year, indicator, value, old and note. The input is \
        not changed, and the new panel keeps the old values.
        """, valueName: "file"), completion: .file())
  var apply: String?

  @Option(
    help: ArgumentHelp(
      "Write the first suggestion for each mistake as a file for --apply, to be looked through.",
      valueName: "file"), completion: .file())
  var propose: String?

  /// Whether the command is about a corrected panel.
  var isCorrecting: Bool { apply != nil || !with.isEmpty }

  func validate() throws {
    if apply != nil, !with.isEmpty {
      throw ValidationError("--with looks and --apply writes; give one of them.")
    }
    if propose != nil, isCorrecting {
      throw ValidationError(
        "--propose is for a panel as it is; give it without --with and --apply.")
    }
  }

  /// Writes the file of proposals.
  func writeProposals(_ table: ProposalTable, output: OutputOptions) throws {
    guard let propose else { return }
    let needsMark = output.bom ?? propose.lowercased().hasSuffix(".csv")
    try OutputDestination(path: propose).write {
      table.render(
        as: .csv, language: output.language, withByteOrderMark: needsMark, to: $0)
    }
    output.say(
      LocalizedText(
        zh: "建议更正 \(table.count) 处，已写入 \(propose)；核对后用 --apply 写入新面板",
        en: "\(table.count) corrections proposed in \(propose); look them through, then --apply it")
    )
  }
}
