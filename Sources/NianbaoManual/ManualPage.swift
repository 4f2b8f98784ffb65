/// The manual page of a command, in mdoc(7): the help of the command in other clothes.
struct ManualPage {
  /// The name of the page's file, such as `nianbao-check.1`.
  var fileName: String { "\(title).1" }
  private let title: String
  private let call: String
  private let command: CommandHelp
  private let root: CommandHelp
  private let day: String
  private let version: String

  /// The page of a subcommand of a command, or of the command itself.
  ///
  /// - Parameters:
  ///   - day: The date of the page, such as `November 26, 2026`.
  ///   - version: The name and version that the page is of.
  init(_ command: CommandHelp, of root: CommandHelp, day: String, version: String) {
    self.command = command
    self.root = root
    self.day = day
    self.version = version
    let isRoot = command.commandName == root.commandName
    title = isRoot ? root.commandName : "\(root.commandName)-\(command.commandName)"
    call = isRoot ? root.commandName : "\(root.commandName) \(command.commandName)"
  }

  /// The page.
  var text: String {
    var page = Mdoc()
    page.raw(".Dd \(day)")
    page.macro("Dt", title.uppercased(), "1")
    page.raw(".Os \(version)")
    page.macro("Sh", "NAME")
    page.macro("Nm", title)
    page.raw(".Nd \(Self.withoutStop(command.abstract ?? call))")
    writeSynopsis(to: &page)
    let sections = HelpSections(command.discussion ?? "")
    writeDescription(sections, to: &page)
    writeOptions(to: &page)
    for block in sections.blocks where block.heading != "Examples" { write(block, to: &page) }
    for block in sections.blocks where block.heading == "Examples" { write(block, to: &page) }
    writeRelated(to: &page)
    return page.text
  }

  private func writeSynopsis(to page: inout Mdoc) {
    page.macro("Sh", "SYNOPSIS")
    page.macro("Nm", call)
    if !command.shownSubcommands.isEmpty {
      page.macro("Ar", "command")
      page.raw(".Op Ar options ...")
      return
    }
    page.raw(".Op Ar options")
    for argument in command.shownArguments where argument.kind == .positional {
      let dots = argument.isRepeating ? " ..." : ""
      let name = Mdoc.argument(argument.valueName ?? "value")
      page.raw(argument.isOptional ? ".Op Ar \(name)\(dots)" : ".Ar \(name)\(dots)")
    }
  }

  private func writeDescription(_ sections: HelpSections, to page: inout Mdoc) {
    page.macro("Sh", "DESCRIPTION")
    page.prose(command.abstract ?? call)
    for paragraph in sections.paragraphs {
      page.macro("Pp")
      page.prose(paragraph)
    }
    guard !command.shownSubcommands.isEmpty else { return }
    page.macro("Pp")
    page.raw("The commands, each with a page of its own:")
    page.macro("Bl", "-tag", "-width", "components", "-compact")
    for subcommand in command.shownSubcommands {
      page.macro("It", "Cm", subcommand.commandName)
      page.prose(subcommand.abstract ?? "")
    }
    page.macro("El")
  }

  private func writeOptions(to page: inout Mdoc) {
    let arguments = command.shownArguments
    guard !arguments.isEmpty else { return }
    page.macro("Sh", "OPTIONS")
    page.macro("Bl", "-tag", "-width", "Ds")
    for argument in arguments {
      page.raw(".It \(Self.term(of: argument))")
      page.prose(argument.abstract ?? "")
      if let discussion = argument.discussion {
        for paragraph in HelpSections(discussion).paragraphs { page.prose(paragraph) }
      }
      if let values = argument.allValues, !values.isEmpty {
        page.prose("One of \(values.joined(separator: ", ")).")
      }
      if argument.kind != .flag, let value = argument.defaultValue {
        page.prose("By default \(value).")
      }
    }
    page.macro("El")
  }

  /// How an argument is written: `Fl o , Fl -output Ar output`.
  private static func term(of argument: ArgumentHelp) -> String {
    let value = Mdoc.argument(argument.valueName ?? "value")
    let names = (argument.names ?? []).map { name in
      name.kind == .long ? "Fl -\(name.name)" : "Fl \(name.name)"
    }
    switch argument.kind {
    case .positional: return "Ar \(value)" + (argument.isRepeating ? " ..." : "")
    case .flag: return names.joined(separator: " , ")
    case .option: return names.joined(separator: " , ") + " Ar \(value)"
    }
  }

  /// A block of the discussion as a section: examples as they are, anything else as a list of terms, each
  /// with two blanks behind it.
  private func write(_ block: HelpSections.Block, to page: inout Mdoc) {
    page.macro("Sh", block.heading.uppercased())
    guard block.heading != "Examples" else { return page.commands(block.lines) }
    page.macro("Bl", "-tag", "-width", "Ds")
    for line in block.lines {
      let end = line.firstRange(of: "  ")?.lowerBound ?? line.endIndex
      page.macro("It", String(line[..<end]))
      page.prose(String(line[end...]))
    }
    page.macro("El")
  }

  private func writeRelated(to page: inout Mdoc) {
    let related =
      command.shownSubcommands.isEmpty
      ? [root.commandName]
      : command.shownSubcommands.map { "\(root.commandName)-\($0.commandName)" }.sorted()
    page.macro("Sh", "SEE ALSO")
    for (position, name) in related.enumerated() {
      page.raw(".Xr \(name) 1" + (position == related.count - 1 ? "" : " ,"))
    }
  }

  private static func withoutStop(_ text: String) -> String {
    text.last == "." ? String(text.dropLast()) : text
  }
}
