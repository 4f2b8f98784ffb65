import ArgumentParser
import Nianbao

/// How rates are made, kept from being ranked on a few cases, and shrunk.
struct RateOptions: ParsableArguments {
  @Option(
    help: "Rank the rate of this indicator on that of --base, in per cent.",
    completion: Completions.indicator)
  var numerator: String?

  @Option(
    help: "The indicator that the rate of --numerator is made on.",
    completion: Completions.indicator)
  var base: String?

  @Option(
    help: "The numerator is no part of the base: show how many there are for so many of the base.")
  var per: Double?

  @Option(
    help: ArgumentHelp(
      "Rates on a smaller base than this are listed last, without a rank.",
      discussion: "A derived rate's own smallest base unless said otherwise; 0 for no limit."))
  var minBase: Double?

  @Flag(
    help: ArgumentHelp(
      "Draw rates on small bases towards the mean of their group, and say how sure each rank is.",
      discussion: "Empirical Bayes; see Documentation/Ranking.md."))
  var shrink = false

  @Option(help: "How --shrink estimates the spread of the true rates: likelihood or moments.")
  var prior: PriorMethod = .likelihood

  @Option(help: "How likely the interval of a rank is to hold it, such as 0.95.")
  var level = 0.95

  @Option(help: "How many rankings are simulated for the intervals.")
  var draws = 2_000

  @Option(help: "What the simulation starts from; the same number gives the same intervals.")
  var seed: UInt64 = 1

  enum PriorMethod: String, ExpressibleByArgument, CaseIterable {
    case likelihood, moments
  }

  func validate() throws {
    if (numerator == nil) != (base == nil) {
      throw ValidationError("--numerator and --base make a rate together; give both.")
    }
    if let per, !(per > 0 && per.isFinite) {
      throw ValidationError("--per is \(per); expected a number above 0 such as 10000.")
    }
    if let minBase, !(minBase >= 0 && minBase.isFinite) {
      throw ValidationError("--min-base is \(minBase); expected a number from 0 on such as 10.")
    }
    if per != nil, numerator == nil {
      throw ValidationError("--per is for the rate of --numerator and --base.")
    }
    if !(level > 0 && level < 1) {
      throw ValidationError("--level is \(level); expected a number between 0 and 1 such as 0.95.")
    }
    if !(1...100_000).contains(draws) {
      throw ValidationError("--draws is \(draws); expected 1 to 100000.")
    }
  }

  /// The rate of the options, or nil.
  func pair(_ catalog: Catalog) throws -> RatePair? {
    guard let numerator, let base else { return nil }
    return RatePair(
      try indicator(numerator, "--numerator", catalog), per: try indicator(base, "--base", catalog),
      per.map { RateKind(.ratio, factor: $0) } ?? .share)
  }

  private func indicator(_ word: String, _ option: String, _ catalog: Catalog) throws
    -> IndicatorIndex
  {
    let found = try Selection.indicators([word], in: catalog)
    guard found.count == 1 else {
      throw ValidationError("\(option) \(word) names \(found.count) indicators; expected one.")
    }
    return found[0]
  }

  /// Whether figures are to be treated as rates.
  var isAsked: Bool { shrink || minBase != nil }

  /// How rates are shrunk, or nil.
  var shrinkage: Shrinkage? {
    guard shrink else { return nil }
    var shrinkage = Shrinkage()
    shrinkage.method = prior == .likelihood ? .likelihood : .moments
    shrinkage.level = level
    shrinkage.draws = draws
    shrinkage.seed = seed
    return shrinkage
  }
}
