#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The maximum of a function of two numbers above 0, by Newton's method on their logarithms, damped
/// where a full step would go down (Levenberg 1944).
struct LogarithmicNewton {
  /// A function's value and derivatives at a place.
  struct Surface {
    var value = 0.0
    /// By the first and by the second number.
    var first = (0.0, 0.0)
    /// Twice by the first, by both, twice by the second.
    var second = (0.0, 0.0, 0.0)
  }

  /// Whether a place is so far out that the maximum lies at infinity, and the search may end.
  let isFar: (Double, Double) -> Bool

  /// The place of the maximum.
  ///
  /// - Parameter start: Both above 0.
  /// - Complexity: Some ten to thirty evaluations.
  func maximum(from start: (Double, Double), _ surface: (Double, Double) -> Surface)
    -> (Double, Double)
  {
    var (u, v) = (log(start.0), log(start.1))
    var here = surface(exp(u), exp(v))
    var damping = 0.0
    for _ in 0..<200 {
      guard !isFar(exp(u), exp(v)), let step = Self.step(exp(u), exp(v), here, damping) else {
        break
      }
      let there = surface(exp(u + step.0), exp(v + step.1))
      guard there.value >= here.value else {
        // Rounding alone may take a last step down.
        if max(abs(step.0), abs(step.1)) < 1e-9 { break }
        damping = max(4 * damping, 1e-3 * Self.scale(exp(u), exp(v), here))
        continue
      }
      (u, v) = (u + step.0, v + step.1)
      here = there
      damping /= 8
      if max(abs(step.0), abs(step.1)) < 1e-11 { break }
    }
    return (exp(u), exp(v))
  }

  /// The step from a place in logarithms, at most 2 each way; nil where there is none.
  private static func step(_ a: Double, _ b: Double, _ s: Surface, _ damping: Double)
    -> (Double, Double)?
  {
    let gradient = (a * s.first.0, b * s.first.1)
    let h = (
      a * a * s.second.0 + gradient.0, a * b * s.second.1, b * b * s.second.2 + gradient.1
    )
    // Minus the matrix of second derivatives must be positive definite, or the step leads to no maximum.
    let (trace, determinant) = (-h.0 - h.2, h.0 * h.2 - h.1 * h.1)
    let root = max(0, trace * trace / 4 - determinant).squareRoot()
    let least = trace / 2 - root
    let floor = 1e-9 * max(abs(trace), .leastNormalMagnitude)
    let added = max(damping, least < floor ? floor - least + abs(least) : 0)
    let (p, q, r) = (-h.0 + added, -h.1, -h.2 + added)
    let divisor = p * r - q * q
    guard divisor > 0 else { return nil }
    let step = (
      (r * gradient.0 - q * gradient.1) / divisor, (p * gradient.1 - q * gradient.0) / divisor
    )
    let length = max(abs(step.0), abs(step.1))
    guard length.isFinite else { return nil }
    let factor = length > 2 ? 2 / length : 1
    return (step.0 * factor, step.1 * factor)
  }

  private static func scale(_ a: Double, _ b: Double, _ s: Surface) -> Double {
    max(abs(a * a * s.second.0), abs(b * b * s.second.2), .leastNormalMagnitude)
  }
}
