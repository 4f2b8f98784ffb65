import ArgumentParser
import Nianbao

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

extension OutputFormat: ExpressibleByArgument {}
extension Language: ExpressibleByArgument {}
extension Terminal.ColorChoice: ExpressibleByArgument {}

/// How a command writes.
struct PresentationOptions: ParsableArguments {
  @Option(help: "The output's format; with -o its ending decides. Only check writes sarif.")
  var format: OutputFormat?

  @Option(help: "The language of headings and messages: zh or en.")
  var lang: Language?

  @Flag(help: "Say nothing but data and errors.")
  var quiet = false

  @Option(help: "When to colour: auto, always or never.")
  var color: Terminal.ColorChoice = .auto

  @Flag(
    help: ArgumentHelp(
      "Do not show a table that is longer than the screen through a pager.",
      discussion: "The pager is NIANBAO_PAGER, else PAGER, else less."))
  var noPager = false

  init() {}

  /// What a command says that has no tables to write.
  init(lang: Language?, quiet: Bool) {
    format = nil
    color = .auto
    noPager = true
    self.lang = lang
    self.quiet = quiet
  }

  var environment: [String: String] { ProcessInfo.processInfo.environment }

  var language: Language { lang ?? Language(environment: environment) }

  var terminalStyle: TerminalStyle { Terminal.outputStyle(color, environment: environment) }
}

/// How and where a command writes.
struct OutputOptions: ParsableArguments {
  @OptionGroup var presentation: PresentationOptions

  @Option(
    name: [.short, .long], help: "Write to a file instead of standard output.",
    completion: .file())
  var output: String?

  @Flag(
    inversion: .prefixedNo,
    help: "Begin a CSV with a byte order mark, so that Excel and WPS show Chinese right.")
  var bom: Bool?

  init() {}

  /// Options that write to standard output.
  init(presentation: PresentationOptions) {
    self.presentation = presentation
    output = nil
    bom = nil
  }

  var language: Language { presentation.language }

  /// The format asked for, else the one that the file's ending names, else a table.
  var chosenFormat: OutputFormat {
    presentation.format ?? output.flatMap { Self.tableFormat(of: $0) } ?? .table
  }

  /// The format that a file's ending names; nil where it names none.
  static func tableFormat(of path: String) -> OutputFormat? {
    switch path.split(separator: ".").last?.lowercased() {
    case "csv": .csv
    case "json": .json
    case "md": .markdown
    case "xlsx": .xlsx
    case "html", "htm": .html
    case "sarif": .sarif
    default: nil
    }
  }

  var style: TerminalStyle {
    output == nil ? presentation.terminalStyle : .plain
  }

  /// Writes a table where and how the options say.
  func write(_ table: some TableSource) throws {
    guard chosenFormat.isForTables else {
      throw ValidationError(
        "--format \(chosenFormat.rawValue) is for the findings of check; choose another format.")
    }
    if chosenFormat.isBinary, output == nil || output == "-", Terminal.isOutput {
      throw ValidationError(
        "A workbook is no text for a terminal; write it to a file with -o FILE.xlsx.")
    }
    let needsMark = bom ?? (output.map { $0.lowercased().hasSuffix(".csv") } ?? false)
    try write { buffer in
      table.render(
        as: chosenFormat, language: language, style: style, withByteOrderMark: needsMark, to: buffer
      )
    }
  }

  /// Lets a closure write where the options say.
  func write(_ body: (ByteBuffer) throws -> ByteBuffer) throws {
    let pager =
      chosenFormat == .table && !presentation.noPager
      ? Pager(environment: presentation.environment) : nil
    try OutputDestination(path: output).write(through: pager, body)
  }

  /// Writes a heading line between tables; an empty one parts them.
  func heading(_ text: String, to buffer: ByteBuffer) -> ByteBuffer {
    buffer.appending("\(text)\n")
  }

  /// Says something to the person at the terminal, unless they asked for quiet.
  func say(_ message: LocalizedText) {
    if !presentation.quiet { StandardError.write(message[language]) }
  }
}
