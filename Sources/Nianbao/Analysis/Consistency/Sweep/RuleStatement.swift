import Vectors

/// A rule over the columns of one year, as relations and how they are put together.
struct RuleStatement: Sendable {
  /// One step of working a statement out on a stack.
  private enum Step: Sendable {
    case push(Int)
    case and, or, not
  }

  private let relations: [Relation]
  private let steps: [Step]

  /// The statement of a rule about the reports of a year.
  init(_ rule: CompiledRule, _ panel: Panel, _ year: Year) {
    relations = zip(rule.residuals, rule.signs).map { residual, sign in
      Relation(residual, sign, panel, year)
    }
    var next = 0
    let assertion = rule.assertion
    // If A then B: not A, or B.
    let given = assertion.premise.map { Self.steps($0, &next) + [.not] } ?? []
    let then = Self.steps(assertion.conclusion, &next)
    steps = given + then + (given.isEmpty ? [] : [.or])
  }

  /// The bytes of all columns that it reads.
  var bytes: Int { relations.reduce(0) { $0 + $1.bytes } }

  /// Works the statement out for the run of units that the stack stands at; it is on top then.
  func push(on stack: inout LevelStack) {
    for step in steps {
      switch step {
      case .push(let relation): stack.push(relations[relation])
      case .and: stack.and()
      case .or: stack.or()
      case .not: stack.not()
      }
    }
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

extension Relation {
  /// A residual over the columns of a year: a missing figure can be anything from 0 up, or anything at
  /// all where below zero makes sense; an amount stands for all numbers that round to it.
  fileprivate init(_ residual: LinearForm, _ sign: Comparison.Sign, _ panel: Panel, _ year: Year) {
    var terms: [Term] = []
    var opens: Ends = []
    for term in residual.terms {
      let indicator = panel.catalog[term.cell.indicator]
      let own: Ends = indicator.isSigned ? [.low, .high] : term.coefficient > 0 ? .high : .low
      guard let column = panel.column(term.cell.indicator, year.advanced(by: -term.cell.lag))
      else {
        opens.formUnion(own)
        continue
      }
      terms.append(
        Term(
          term.coefficient, column.figures, opens: own,
          steps: indicator.measure.kind == .amount
            ? column.storedMarks.bytesOfFigures(column.count) : nil))
    }
    self.init(
      terms, constant: residual.constant, opens: opens, sign: Sign(sign),
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
