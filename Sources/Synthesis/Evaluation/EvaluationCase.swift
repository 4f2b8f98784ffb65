/// One record of the evaluation set: true figures over some years, and mistakes in one of the reports.
struct EvaluationCase: Sendable {
  /// The case's number in the set.
  let number: Int
  /// The true figures, one a cell of the form; NaN is blank.
  let truth: [Double]
  let mistakes: [PlantedMistake]

  /// The record with all its mistakes.
  var printed: [Double] { mistakes.reduce(truth) { $1.planted(in: $0) } }

  /// The case with a number, which depends on the seed and the number alone.
  init(_ number: Int, model: RecordModel, rates: MistakeRates, seed: UInt64) {
    var numbers = SplitMix64(seed: seed, part: UInt64(number))
    let form = model.form
    let truth = model.figures(&numbers)
    let count = numbers.draw(rates.numbers.map { (value: $0.count, rate: $0.rate) }) ?? 1
    let report = numbers.integer(in: 0...(form.reports.count - 1))
    mistakes = MistakePlanter(form: form, rates: rates).plant(
      count, into: truth, report: report, &numbers)
    self.number = number
    self.truth = truth
  }
}
