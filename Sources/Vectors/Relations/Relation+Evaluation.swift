import CKernels

extension Relation {
  /// Writes what is known of the relation for a run of elements: on the codes where whole numbers give
  /// the same as doubles, else on doubles.
  ///
  /// - Parameters:
  ///   - levels: The address of the first level; there is room for the run.
  ///   - workspace: Memory that is kept from one call to the next.
  /// - Complexity: O(run · terms), one pass over each vector; O(terms + run) where zones settle it.
  func evaluate(
    _ run: Range<Int>, into levels: UnsafeMutablePointer<UInt8>, _ workspace: inout Workspace
  ) {
    guard !run.isEmpty else { return }
    switch storage.whole?.plan(storage, run, &workspace.terms) ?? .doubles {
    case .settled(let level): levels.update(repeating: level, count: run.count)
    case .codes(let sum):
      withKernel(sum, workspace.terms) { kernel in
        nianbao_relate_codes(kernel, sum.laneBits, run.lowerBound, run.count, levels)
      }
    case .doubles: evaluateDoubles(run, levels, &workspace.widened)
    }
  }

  /// Counts what is known of the relation for a run of elements, and appends the positions that refute it;
  /// nil, and nothing done, where there are no codes to sum.
  ///
  /// - Parameter wanted: The address of the first of the run's bytes.
  func count(
    _ run: Range<Int>, _ wanted: UnsafePointer<UInt8>, _ workspace: inout Workspace,
    refuted: inout [Int32]
  ) -> nianbao_level_counts? {
    guard !run.isEmpty,
      case .codes(let sum) = storage.whole?.plan(storage, run, &workspace.terms)
    else { return nil }
    if workspace.positions.count < run.count {
      workspace.positions = [Int32](repeating: 0, count: run.count)
    }
    return withKernel(sum, workspace.terms) { kernel in
      workspace.positions.withUnsafeMutableBufferPointer { positions in
        let counts = nianbao_count_codes(
          kernel, sum.laneBits, run.lowerBound, run.count, wanted, positions.baseAddress)
        if counts.refuted > 0 { refuted += positions[..<Int(counts.refuted)] }
        return counts
      }
    }
  }

  /// Memory of evaluations.
  struct Workspace {
    /// The terms of a sum of codes.
    fileprivate var terms: [nianbao_code_term] = []
    /// The positions that refute a relation.
    fileprivate var positions: [Int32] = []
    /// Narrow vectors that are worked on as doubles.
    fileprivate var widened: [Double] = []
  }

  private func withKernel<Result>(
    _ sum: WholeRelation.Sum, _ terms: [nianbao_code_term],
    _ body: (UnsafePointer<nianbao_code_relation>) -> Result
  ) -> Result {
    terms.withUnsafeBufferPointer { terms in
      var kernel = nianbao_code_relation(
        terms: terms.baseAddress, term_count: terms.count, constant: Int32(sum.constant),
        opens: UInt32(sum.opens.rawValue), sign: storage.sign.code)
      return body(&kernel)
    }
  }

  private func evaluateDoubles(
    _ run: Range<Int>, _ levels: UnsafeMutablePointer<UInt8>, _ widened: inout [Double]
  ) {
    let terms = storage.terms
    if widened.count < terms.count * run.count {
      widened = [Double](repeating: 0, count: terms.count * run.count)
    }
    widened.withUnsafeMutableBufferPointer { memory in
      let kernelTerms = terms.enumerated().map { position, term in
        nianbao_relation_term(
          values: term.start(run, memory, position * run.count),
          steps: term.steps.map { $0.storage.start + run.lowerBound },
          coefficient: term.coefficient, opens: term.opens.rawValue)
      }
      kernelTerms.withUnsafeBufferPointer { kernelTerms in
        storage.halfSteps.withUnsafeBufferPointer { halfSteps in
          var kernel = nianbao_relation(
            terms: kernelTerms.baseAddress, term_count: kernelTerms.count,
            constant: storage.constant, opens: storage.opens.rawValue,
            half_steps: halfSteps.baseAddress, snap: storage.snap, sign: storage.sign.code)
          nianbao_relate(&kernel, 0, run.count, levels)
        }
      }
    }
  }
}

extension Relation.Term {
  /// The address of the run's elements as doubles: their own, or memory that they are widened into.
  fileprivate func start(
    _ run: Range<Int>, _ memory: UnsafeMutableBufferPointer<Double>, _ offset: Int
  ) -> UnsafePointer<Double> {
    if case .double(let values) = values.codes { return values.storage.start + run.lowerBound }
    // Where there is a narrow term and a run, the memory is not empty.
    guard let base = memory.baseAddress else {
      return UnsafePointer(bitPattern: 8).unsafelyUnwrapped
    }
    let start = base + offset
    var span = MutableSpan(_unsafeStart: start, count: run.count)
    values.widen(run, into: &span)
    return UnsafePointer(start)
  }
}
