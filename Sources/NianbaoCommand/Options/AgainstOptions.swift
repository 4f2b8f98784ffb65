import ArgumentParser
import Nianbao

/// What a check is compared with.
struct AgainstOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A former check: what appeared since is shown, and what was resolved.",
      discussion:
        "Output of check --format json, or a panel file or reports, checked with the same rules."),
    completion: .file())
  var against: String?

  /// The findings of the former check; nil where there is none.
  ///
  /// - Parameter check: Checks a panel with the same rules.
  func baseline(
    _ input: InputOptions, _ output: OutputOptions, check: (Panel) -> Review
  ) async throws -> Baseline? {
    guard let against else { return nil }
    if let former = try Baseline(path: against) { return former }
    var formerInput = input
    formerInput.paths = [against]
    let (opened, status) = try await formerInput.open(output)
    guard status == .done else { throw status }
    guard !opened.panel.years.isEmpty else {
      throw ValidationError(
        "--against \(against) has no report; expected the output of check --format json, a panel "
          + "file or reports.")
    }
    return Baseline(check(opened.panel), language: output.language)
  }
}
