import Edits

/// The reports of some units as a system of edits: every figure a variable, every rule in every report
/// an edit. Built bit by bit, for a search looks only at what lies near a mistake.
struct RecordSystem: EditSystem {
  let context: LocalisationContext
  /// Figures that are taken to be something else than what is printed.
  var assumed: [Int: Double] = [:]
  private var editsOfVariable: [Int: [Int]] = [:]
  private var editsByNumber: [Int: Edit] = [:]
  private var variables: [Int: EditVariable] = [:]

  init(_ context: LocalisationContext) { self.context = context }

  mutating func edits(of variable: Int) -> [Int] {
    if let known = editsOfVariable[variable] { return known }
    let layout = context.layout
    let edits = context.instances(speakingOf: layout.cell(of: variable)).map { layout.edit(of: $0) }
    editsOfVariable[variable] = edits
    return edits
  }

  mutating func edit(_ number: Int) -> Edit {
    if let known = editsByNumber[number] { return known }
    let edit = context.edit(context.layout.instance(of: number))
    editsByNumber[number] = edit
    return edit
  }

  mutating func variable(_ number: Int) -> EditVariable {
    let entry = variables[number] ?? recorded(number)
    guard let value = assumed[number] else { return entry }
    return EditVariable(
      recorded: value...value, domain: entry.domain, isWhole: entry.isWhole, weight: entry.weight)
  }

  private mutating func recorded(_ number: Int) -> EditVariable {
    let cell = context.layout.cell(of: number)
    let figure = context.seen(cell)
    let interval = figure.interval(.bounds)
    // What has no upper end, such as a part of a sum, is missing with a bound of its own.
    let isRecorded = cell.source != .below && figure.isComplete && interval.high.isFinite
    let everything = (context.isSigned(cell.indicator) ? -Double.infinity : 0)...Double.infinity
    let entry = EditVariable(
      recorded: isRecorded ? interval.low...interval.high : nil,
      domain: isRecorded || cell.source == .below ? everything : interval.low...interval.high,
      isWhole: context.isCount(cell.indicator),
      weight: context.reliability.weight(of: cell, value: figure.value))
    variables[number] = entry
    return entry
  }
}
