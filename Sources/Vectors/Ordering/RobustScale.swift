/// What makes a median absolute deviation (MAD) an estimate of a standard deviation.
public enum RobustScale {
  /// The factor for normally distributed values: 1.4826, times a correction for few values.
  ///
  /// Of few values the MAD is too small on average. The corrections for 2 to 9 values are those of
  /// Croux and Rousseeuw (1992, Time-efficient algorithms for two highly robust estimators of scale),
  /// from simulation; beyond it is n / (n − 0.8).
  ///
  /// - Parameter count: The number of values, at least 2.
  public static func factor(_ count: Int) -> Double {
    precondition(count >= 2, "\(count) values have no spread")
    let correction =
      count <= 9 ? corrections[count - 2] : Double(count) / (Double(count) - 0.8)
    return consistency * correction
  }

  /// 1 / Φ⁻¹(3/4): what the MAD of many normally distributed values is multiplied by.
  public static let consistency = 1.482602218505602

  /// The median of the square of a standard normal variable.
  public static let medianSquare = 0.454936423119572

  private static let corrections = [1.196, 1.495, 1.363, 1.206, 1.200, 1.140, 1.129, 1.107]
}
