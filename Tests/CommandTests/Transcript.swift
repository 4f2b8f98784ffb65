/// Commands and what they print, as a person would copy them from a terminal.
///
/// A command stands behind `$ `; what it prints, data and messages together, follows until the next
/// command or the end. A line `…` alone stands for any lines, and `[exit 1]` at the end for an exit
/// status that is not 0.
struct Transcript {
  struct Step {
    let command: String
    var output: [Substring]
  }

  let steps: [Step]

  init(_ text: some StringProtocol) {
    var steps: [Step] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("$ ") {
        steps.append(Step(command: String(line.dropFirst(2)), output: []))
      } else if !steps.isEmpty {
        steps[steps.count - 1].output.append(Substring(line))
      }
    }
    self.steps = steps.map { step in
      var step = step
      while step.output.last?.isEmpty ?? false { step.output.removeLast() }
      return step
    }
  }

  /// The transcripts in the blocks of a Markdown text that are marked `console`.
  static func consoleBlocks(of markdown: String) -> [Transcript] {
    var transcripts: [Transcript] = []
    var block: [Substring]?
    for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
      if line == "```console" {
        block = []
      } else if line == "```", let lines = block {
        transcripts.append(Transcript(lines.joined(separator: "\n")))
        block = nil
      } else {
        block?.append(line)
      }
    }
    return transcripts
  }
}

extension Transcript.Step {
  /// Whether some lines are what is expected here.
  func matches(_ lines: [Substring]) -> Bool { Self.matches(output[...], lines[...]) }

  private static func matches(_ pattern: ArraySlice<Substring>, _ lines: ArraySlice<Substring>)
    -> Bool
  {
    guard let first = pattern.first else { return lines.isEmpty }
    if first == "…" {
      return (lines.startIndex...lines.endIndex).contains { start in
        matches(pattern.dropFirst(), lines[start...])
      }
    }
    return first == lines.first && matches(pattern.dropFirst(), lines.dropFirst())
  }
}
