import Nianbao

/// The first word of a call, where it is no command: what a person may have meant.
enum CommandWord {
  /// What is wrong with the command that some arguments name; nil where nothing is, or where they name
  /// none.
  ///
  /// - Parameter isPath: Whether a word is a file or folder that is there.
  static func mistake(in arguments: [String], isPath: (String) -> Bool) -> LocalizedText? {
    guard var word = arguments.first, !word.hasPrefix("-") else { return nil }
    if word == "help" {
      guard let topic = arguments.dropFirst().first(where: { !$0.hasPrefix("-") }) else {
        return nil
      }
      word = topic
    }
    let names = NianbaoCommand.configuration.subcommands.compactMap { $0.configuration.commandName }
    guard !names.contains(word), word != "help" else { return nil }
    if arguments.first != "help", isPath(word) {
      return LocalizedText(
        zh: "“\(word)”不是命令；请说明要做什么，如 nianbao check \(word)",
        en: "‘\(word)’ is no command; say what to do with it, such as nianbao check \(word)")
    }
    let nearest = NearestNames.of(word, among: names + ["help"])
    let hint =
      nearest.isEmpty
      ? LocalizedText(zh: "", en: "")
      : LocalizedText(
        zh: "，是否指 \(nearest.joined(separator: "、"))",
        en: "; did you mean \(nearest.joined(separator: ", "))")
    return LocalizedText(
      zh: "没有命令“\(word)”\(hint.chinese)；nianbao --help 列出全部命令",
      en: "there is no command ‘\(word)’\(hint.english); nianbao --help lists all")
  }
}
