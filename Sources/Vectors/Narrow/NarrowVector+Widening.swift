import CKernels

extension NarrowVector {
  /// The address of the codes and their form; nil in constants and doubles.
  ///
  /// The vector keeps the memory; the address must not outlive it.
  var kernelCodes: (start: UnsafeRawPointer, form: Form)? {
    switch codes {
    case .signed8(let codes): (UnsafeRawPointer(codes.storage.start), .signed8)
    case .unsigned8(let codes): (UnsafeRawPointer(codes.storage.start), .unsigned8)
    case .signed16(let codes): (UnsafeRawPointer(codes.storage.start), .signed16)
    case .signed32(let codes): (UnsafeRawPointer(codes.storage.start), .signed32)
    case .constant, .double: nil
    }
  }

  /// Writes a run of the elements as doubles; NaN is null.
  ///
  /// - Parameter values: As long as the run.
  /// - Complexity: O(run).
  public func widen(_ run: Range<Int>, into values: inout MutableSpan<Double>) {
    precondition(
      run.lowerBound >= 0 && run.upperBound <= count && values.count == run.count,
      "\(run) of \(count) elements do not go into \(values.count)")
    let start = values.mutablePointer
    switch codes {
    case .constant(let code):
      start.update(repeating: code.map { Double($0) / power } ?? .nan, count: run.count)
    case .double(let own):
      start.update(from: own.storage.start + run.lowerBound, count: run.count)
    default:
      guard let (codes, form) = kernelCodes else { return }
      nianbao_widen(
        codes + run.lowerBound * form.width, form.kernelForm, run.count, power, start)
    }
  }

  /// All elements as doubles.
  func widening() -> Vector<Double> {
    Vector(count: count) { values in widen(0..<count, into: &values) }
  }
}
