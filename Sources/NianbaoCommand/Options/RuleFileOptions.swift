import ArgumentParser
import Nianbao

/// The rules of a user beside the shipped ones.
struct RuleFileOptions: ParsableArguments {
  @Option(help: "A file of further rules, in the form of the shipped ones.", completion: .file())
  var rules: [String] = []

  /// The shipped rules and those of the files.
  func ruleSet(_ catalog: Catalog) throws -> RuleSet {
    try rules.reduce(RuleSet.builtIn(catalog)) { set, path in try set.adding(path: path) }
  }

  /// Which rules are to be judged: those of the files, or all where there are none.
  var judged: ((Rule) -> Bool)? {
    guard !rules.isEmpty else { return nil }
    let files = Set(rules)
    return { rule in
      if case .file(let file, _) = rule.origin { files.contains(file) } else { false }
    }
  }

  /// Says what is the matter with the rules of the files.
  func sayRemarks(on rules: RuleSet, _ output: OutputOptions) {
    guard !self.rules.isEmpty else { return }
    for remark in RuleVerification.remarks(on: rules, judging: judged) where remark.severity > .info
    {
      let rule = rules.rules[remark.rule]
      let text = remark.text(rules)
      output.say(
        LocalizedText(
          zh: "nianbao: \(rule.origin)：规则 \(rule.id) \(text.chinese)",
          en: "nianbao: \(rule.origin): rule \(rule.id) \(text.english)"))
    }
  }
}
