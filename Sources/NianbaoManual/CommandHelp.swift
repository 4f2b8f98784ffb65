/// The help of a command and its subcommands, as `--experimental-dump-help` of swift-argument-parser
/// writes it; the parts of it that a page shows.
struct HelpDump: Decodable {
  let command: CommandHelp
}

/// The help of one command.
struct CommandHelp: Decodable {
  let commandName: String
  let abstract: String?
  let discussion: String?
  let shouldDisplay: Bool?
  let subcommands: [CommandHelp]?
  let arguments: [ArgumentHelp]?

  /// The subcommands that help lists, without `help` itself.
  var shownSubcommands: [CommandHelp] {
    (subcommands ?? []).filter { $0.shouldDisplay ?? true && $0.commandName != "help" }
  }

  /// The arguments that help lists.
  var shownArguments: [ArgumentHelp] { (arguments ?? []).filter(\.shouldDisplay) }
}

/// The help of one argument of a command.
struct ArgumentHelp: Decodable {
  enum Kind: String, Decodable { case positional, option, flag }

  struct Name: Decodable {
    enum Kind: String, Decodable { case long, short, longWithSingleDash }
    let kind: Kind
    let name: String
  }

  let kind: Kind
  let shouldDisplay: Bool
  let isOptional: Bool
  let isRepeating: Bool
  let names: [Name]?
  let valueName: String?
  let defaultValue: String?
  let allValues: [String]?
  let abstract: String?
  let discussion: String?
}
