import Edits

/// The reports of some units as a system of edits: every figure a variable, every rule in every report
/// an edit. Built bit by bit, for a search looks only at what lies near a mistake; copies share what
/// was looked at.
struct RecordSystem: EditSystem {
  let context: LocalisationContext
  /// Figures that are taken to be something else than what is printed.
  var assumed: [Int: Double] = [:]
  private let memory = Memory()

  /// What was asked for so far, the same for all copies.
  private final class Memory {
    var editsOfVariable: [Int: [Int]] = [:]
    var edits: [Int: Edit] = [:]
    var variables: [Int: EditVariable] = [:]
  }

  init(_ context: LocalisationContext) { self.context = context }

  mutating func edits(of variable: Int) -> [Int] {
    if let known = memory.editsOfVariable[variable] { return known }
    let layout = context.layout
    let edits = context.instances(speakingOf: layout.cell(of: variable)).map { layout.edit(of: $0) }
    memory.editsOfVariable[variable] = edits
    return edits
  }

  mutating func edit(_ number: Int) -> Edit {
    if let known = memory.edits[number] { return known }
    let edit = context.edit(context.layout.instance(of: number))
    memory.edits[number] = edit
    return edit
  }

  mutating func variable(_ number: Int) -> EditVariable {
    let entry = memory.variables[number] ?? recorded(number)
    guard let value = assumed[number] else { return entry }
    return EditVariable(
      recorded: value...value, domain: entry.domain, isWhole: entry.isWhole, weight: entry.weight)
  }

  private func recorded(_ number: Int) -> EditVariable {
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
    memory.variables[number] = entry
    return entry
  }
}
