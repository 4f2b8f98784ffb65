import Vectors

extension Panel {
  /// Rolls the leaf units up to groups, one measure.
  ///
  /// - Parameters:
  ///   - grouping: What the units of a group share, such as the region of a level.
  ///   - measure: What is computed over the units of a group.
  ///   - indicators: The indicators wanted; nil for all that occur.
  ///   - expected: Where the list of units that should report comes from.
  /// - Complexity: One pass over the columns wanted; quantiles sort each group.
  public func rollUp(
    to grouping: RollUp.Grouping, measure: RollUp.Measure = .sum,
    indicators: [IndicatorIndex]? = nil, expected: Expectation.Source = .tree
  ) -> RollUp {
    var options = RollUp.Options()
    options.measures = [measure]
    options.expected = expected
    return rollUp(by: grouping, options, indicators: indicators)
  }

  /// Rolls the leaf units up to groups.
  ///
  /// Derived ratios are the ratios of the groups' sums. Where a measure says nothing, it is null:
  /// shares of what does not add up, deviations of one figure, sums of a stock over pooled years.
  ///
  /// - Parameters:
  ///   - grouping: What the units of a group share.
  ///   - options: The measures, and how missing figures are treated; at least one measure.
  ///   - indicators: The indicators wanted; nil for all that occur.
  /// - Complexity: O(units × keys) once; then one pass over each column wanted for each measure, and
  ///   with sorting for quantiles, Gini coefficients and top shares.
  public func rollUp(
    by grouping: RollUp.Grouping, _ options: RollUp.Options, indicators: [IndicatorIndex]? = nil
  ) -> RollUp {
    precondition(!options.measures.isEmpty, "a roll-up of no measure")
    return RollUpComputation(self, grouping, options, indicators ?? presentIndicators).rollUp()
  }
}
