/// One record of the evaluation set: true figures over some years, and mistakes in one of the reports.
struct EvaluationCase: Sendable {
  /// The case's number in the set.
  let number: Int
  /// The true figures, one a cell of the form: those of the tables, then those of the prose. NaN is
  /// blank, or not stated.
  let truth: [Double]
  /// The cells of the prose that say something else than the table and are right all the same.
  let differing: Set<Int>
  let mistakes: [PlantedMistake]

  /// The record with all its mistakes.
  var printed: [Double] { mistakes.reduce(truth) { $1.planted(in: $0) } }

  /// The case with a number, which depends on the seed and the number alone: the same tables with the
  /// same mistakes whatever prose there is, but that a mistake may stand in the prose as well or instead.
  init(
    _ number: Int, model: RecordModel, prose: ProseModel, rates: MistakeRates, seed: UInt64
  ) {
    var numbers = SplitMix64(seed: seed, part: UInt64(number))
    var proseNumbers = SplitMix64(seed: ~seed, part: UInt64(number))
    let form = model.form
    let tables = model.figures(&numbers)
    let stated = prose.figures(tables, &proseNumbers)
    let count = numbers.draw(rates.numbers.map { (value: $0.count, rate: $0.rate) }) ?? 1
    let report = numbers.integer(in: 0...(form.reports.count - 1))
    let truth = tables + stated.figures
    self.number = number
    self.truth = truth
    differing = stated.differing
    let planter = MistakePlanter(form: form, rates: rates)
    mistakes = planter.plant(count, into: tables, report: report, &numbers).map {
      planter.placed($0, truth, &proseNumbers)
    }
  }
}
