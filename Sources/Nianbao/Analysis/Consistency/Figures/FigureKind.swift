/// What rules need to know of an indicator's figures.
struct FigureKind: BitwiseCopyable, Sendable {
  /// Whether it is an amount, so that a printed figure stands for all that round to it.
  let isAmount: Bool
  /// Whether it is a count, so that only whole numbers make sense.
  let isCount: Bool
  /// Whether below zero makes sense.
  let isSigned: Bool

  init(_ indicator: Indicator) {
    isAmount = indicator.measure.kind == .amount
    isCount = indicator.measure.kind == .count
    isSigned = indicator.isSigned
  }
}
