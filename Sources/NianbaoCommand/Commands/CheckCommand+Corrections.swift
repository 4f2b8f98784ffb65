import ArgumentParser
import Nianbao

extension CheckCommand {
  /// Looks at, or makes, the corrections that the options name, and says what they change.
  ///
  /// - Returns: The exit status: as of a check of the corrected panel.
  func correct(_ opened: PanelInput, _ status: ExitStatus) throws -> ExitStatus {
    if corrections.apply != nil { try checkPanelFileName() }
    let (list, isWhole) = try correctionList(opened.panel)
    guard !list.isEmpty else {
      output.say(
        LocalizedText(zh: "没有可以更正的单元格，什么也没有写", en: "no cell to correct; nothing was written"))
      return isWhole ? status : .failedInput
    }
    let panel = opened.panel
    let selection = try Selection(
      units: selection.units, within: selection.within, years: selection.years,
      indicators: selection.indicators, of: panel)
    let whatIf = try WhatIf(
      panel, correcting: list, with: ruleFiles.ruleSet(panel.catalog), selection: selection,
      severity: severity)
    if corrections.apply != nil, let path = output.output {
      try PanelFile.write(whatIf.corrected, to: path)
    }
    try write(WhatIfReport(whatIf))
    guard isWhole, status == .done else { return .failedInput }
    return whatIf.remaining.contains { $0.key >= failOn && $0.value > 0 } ? .findings : .done
  }

  /// The corrections, and whether every line of their file is one.
  private func correctionList(_ panel: Panel) throws -> (list: [Correction], isWhole: Bool) {
    guard let path = corrections.apply else {
      return (try CorrectionList(assignments: corrections.with, for: panel).corrections, true)
    }
    let list = try CorrectionList(path: path, for: panel)
    for mistake in list.mistakes {
      StandardError.write("nianbao: \(mistake.message[language])")
    }
    if input.strict, !list.mistakes.isEmpty { throw ExitStatus.failedInput }
    return (list.corrections, list.mistakes.isEmpty)
  }

  /// Where the new panel file goes: not into a format of tables, and never over the input.
  private func checkPanelFileName() throws {
    guard let path = output.output, path != "-", OutputOptions.tableFormat(of: path) == nil else {
      throw ValidationError("With --apply, name the panel file to write, such as -o NEW.nbp.")
    }
    if input.paths.contains(where: { OutputDestination.isSameFile($0, path) }) {
      throw ValidationError(
        "-o \(path) is the input, which --apply never changes; name a new file.")
    }
  }

  private func write(_ report: WhatIfReport) throws {
    // With --apply, -o is the panel file, and the account goes to standard output.
    let account =
      corrections.apply == nil ? output : OutputOptions(presentation: output.presentation)
    switch account.chosenFormat {
    case .table:
      try account.write {
        report.renderText(language: language, style: account.style, to: $0)
      }
    case .sarif:
      throw ValidationError(
        "--format sarif is for findings; --with and --apply have other formats.")
    case .json:
      try account.write { report.renderJSON(language: language, to: $0) }
    case .csv, .markdown, .xlsx, .html:
      try account.write(WhatIfTable(report, language: language))
      account.say(report.summary)
    }
    if corrections.apply != nil, let path = output.output {
      account.say(LocalizedText(zh: "新面板已写入 \(path)", en: "the new panel is in \(path)"))
    }
  }
}
