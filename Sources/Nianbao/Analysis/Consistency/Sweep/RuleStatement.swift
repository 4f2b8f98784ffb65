import Vectors

/// What a rule says of a report, worked out once for all years: comparisons of sums, and how they are put
/// together.
struct RuleOutline: Sendable {
  /// One step of working a statement out on a stack.
  fileprivate enum Step: Sendable {
    case push(Int)
    case and, or, not
  }

  /// A figure of a sum.
  fileprivate struct Term: Sendable {
    let coefficient: Double
    let indicator: IndicatorIndex
    let lag: Int
    /// What a missing figure leaves open: it can be anything from 0 up, or anything at all where below
    /// zero makes sense.
    let opens: Relation.Ends
    /// Whether a figure stands for all numbers that round to it.
    let isAmount: Bool
  }

  /// A sum and how it must stand to zero.
  fileprivate struct Sum: Sendable {
    let terms: [Term]
    let constant: Double
    let sign: Relation.Sign
  }

  fileprivate let sums: [Sum]
  fileprivate let steps: [Step]

  /// The outline of a rule about figures of tables.
  init(_ rule: CompiledRule, _ catalog: Catalog) {
    sums = zip(rule.residuals, rule.signs).map { residual, sign in
      Sum(
        terms: residual.terms.map { Term($0, catalog) }, constant: residual.constant,
        sign: Relation.Sign(sign))
    }
    var next = 0
    let assertion = rule.assertion
    // If A then B: not A, or B.
    let given = assertion.premise.map { Self.steps($0, &next) + [.not] } ?? []
    let then = Self.steps(assertion.conclusion, &next)
    steps = given + then + (given.isEmpty ? [] : [.or])
  }

  private static func steps(_ condition: Condition, _ next: inout Int) -> [Step] {
    switch condition {
    case .comparison:
      next += 1
      return [.push(next - 1)]
    case .and(let left, let right): return steps(left, &next) + steps(right, &next) + [.and]
    case .or(let left, let right): return steps(left, &next) + steps(right, &next) + [.or]
    }
  }
}

extension RuleOutline {
  /// The statement of the rule about the reports of a year.
  ///
  /// A method and no initializer, whose panel would be copied: threads that count the references to all
  /// its parts at once wait for each other.
  func statement(in panel: Panel, _ year: Year) -> RuleStatement {
    var relations: [Relation] = []
    relations.reserveCapacity(sums.count)
    for sum in sums { relations.append(sum.relation(in: panel, year)) }
    return RuleStatement(relations: relations, steps: steps)
  }
}

/// A rule over the columns of one year, as relations and how they are put together.
struct RuleStatement: Sendable {
  fileprivate let relations: [Relation]
  fileprivate let steps: [RuleOutline.Step]

  /// The bytes of all columns that it reads.
  var bytes: Int { relations.reduce(0) { $0 + $1.bytes } }

  /// Counts what is known of the statement for the run of units that the stack stands at, and appends the
  /// positions of those that refute it.
  ///
  /// - Parameter wanted: 255 for each unit that is looked at, 0 for any other.
  func count(
    on stack: inout LevelStack, where wanted: Vector<UInt8>, refuted: inout [Int32]
  ) -> LevelStack.Counts {
    if relations.count == 1, steps.count == 1 {
      return stack.count(relations[0], where: wanted, refuted: &refuted)
    }
    for step in steps {
      switch step {
      case .push(let relation): stack.push(relations[relation])
      case .and: stack.and()
      case .or: stack.or()
      case .not: stack.not()
      }
    }
    return stack.pop(where: wanted, refuted: &refuted)
  }
}

extension RuleOutline.Term {
  fileprivate init(_ term: LinearForm.Term, _ catalog: Catalog) {
    let entry = catalog[term.cell.indicator]
    self.init(
      coefficient: term.coefficient, indicator: term.cell.indicator, lag: term.cell.lag,
      opens: entry.isSigned ? [.low, .high] : term.coefficient > 0 ? .high : .low,
      isAmount: entry.measure.kind == .amount)
  }
}

extension RuleOutline.Sum {
  /// The sum over the columns of a year.
  fileprivate func relation(in panel: Panel, _ year: Year) -> Relation {
    var columns: [Relation.Term] = []
    columns.reserveCapacity(terms.count)
    var opens: Relation.Ends = []
    for term in terms {
      guard let column = panel.column(term.indicator, year.advanced(by: -term.lag)) else {
        opens.formUnion(term.opens)
        continue
      }
      columns.append(
        Relation.Term(
          term.coefficient, column.figures, opens: term.opens,
          steps: term.isAmount ? column.storedMarks.bytesOfFigures(column.count) : nil))
    }
    return Relation(
      columns, constant: constant, opens: opens, sign: sign,
      halfSteps: FigureInterval.halfSteps, snap: 1e-7, count: panel.units.count)
  }
}

extension Relation.Sign {
  fileprivate init(_ sign: Comparison.Sign) {
    self =
      switch sign {
      case .equal: .equal
      case .atMost: .atMost
      case .atLeast: .atLeast
      case .below: .below
      case .above: .above
      }
  }
}
