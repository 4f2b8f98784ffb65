import Vectors

/// Which figures of a body may be set against each other, and what must be said when they are.
extension Frame {
  /// Whether every body's figures of two years can be compared: nil where they all can, else one
  /// answer a body.
  ///
  /// A figure marked `notComparable` compares with those of its own form only: with another one so
  /// marked whose reports stand on the same one form. Figures of regions whose units stand on several
  /// forms compare with none then. Over a figure marked `seriesBreak` nothing compares.
  ///
  /// - Parameters: A position in `indicators` and two in `years`.
  /// - Complexity: O(1) where nothing has notes, else O(bodies × years between).
  func comparability(_ indicator: Int, _ first: Int, _ second: Int) -> [Bool]? {
    let (left, right) = (notes(indicator, first), notes(indicator, second))
    let between = (min(first, second) + 1)..<(max(first, second) + 1)
    let crossed = first == second ? [] : between.compactMap { notes(indicator, $0) }
    if left == nil, right == nil, crossed.isEmpty { return nil }
    let answers = bodies.indices.map { body in
      let isApart = Self.isApart(left, body)
      return isApart == Self.isApart(right, body)
        && (!isApart || first == second || isOneForm(body, first, second))
        && !crossed.contains { Self.isBreak($0, body) }
    }
    return answers.allSatisfy { $0 } ? nil : answers
  }

  /// The forms that a body's reports of a year stand on; where that is not known the national form of
  /// the year.
  ///
  /// - Parameters: Positions in `bodies` and `years`.
  func forms(of body: Int, in year: Int) -> BodyForms.Set {
    forms?.forms(of: body, in: years[year])
      ?? BodyForms.Set(catalog.edition(for: years[year])?.id)
  }

  /// Whether all reports of a body in two years stand on one form.
  private func isOneForm(_ body: Int, _ first: Int, _ second: Int) -> Bool {
    let form = forms(of: body, in: first)
    return form.isOne && form == forms(of: body, in: second)
  }

  private static func isApart(_ notes: Vector<UInt16>?, _ body: Int) -> Bool {
    notes.map { FigureNotes(rawValue: $0[body]).contains(.notComparable) } ?? false
  }

  private static func isBreak(_ notes: Vector<UInt16>, _ body: Int) -> Bool {
    FigureNotes(rawValue: notes[body]).contains(.seriesBreak)
  }

  /// The figures of a body that compare with each other: those between two breaks of the series, of one
  /// form where they compare within it only.
  private struct ComparableSet: Hashable {
    let breaks: Int
    let form: BodyForms.Set?
    /// The row of a figure that compares with no other.
    let alone: Int?
  }

  /// The figures of some years with null where a body's figure cannot be compared with the body's
  /// others: of its sets of comparable figures the largest stays, of equals the latest.
  ///
  /// - Returns: A matrix with one row a year; and the notes of all figures that a body has, those left
  ///   out included, nil where there are none.
  func comparableFigures(_ indicator: Int, over years: [Int]) -> (
    figures: Matrix, notes: Vector<UInt16>?
  ) {
    let blank = Vector<Double>(repeating: .nan, count: bodies.count)
    var rows = years.map { column(indicator, $0) ?? blank }
    let marks = years.map { notes(indicator, $0) }
    guard marks.contains(where: { $0 != nil }) else {
      return (Matrix(rows: rows, columns: bodies.count), nil)
    }
    var kept = rows.map(\.array)
    var united = [UInt16](repeating: 0, count: bodies.count)
    for body in bodies.indices {
      var sets: [ComparableSet: [Int]] = [:]
      var breaks = 0
      for row in years.indices {
        if let notes = marks[row], Self.isBreak(notes, body) { breaks += 1 }
        guard !rows[row][body].isNaN else { continue }
        united[body] |= marks[row]?[body] ?? 0
        let form = Self.isApart(marks[row], body) ? forms(of: body, in: years[row]) : nil
        let alone = form.map(\.isOne) ?? true ? nil : row
        sets[ComparableSet(breaks: breaks, form: form, alone: alone), default: []].append(row)
      }
      guard sets.count > 1 else { continue }
      let largest = sets.values.max { ($0.count, $0.last ?? 0) < ($1.count, $1.last ?? 0) } ?? []
      for row in years.indices where !largest.contains(row) { kept[row][body] = .nan }
    }
    rows = kept.map { Vector($0) }
    return (Matrix(rows: rows, columns: bodies.count), Vector(united))
  }

  /// The notes of several columns together, nil where none has any. O(bodies × columns).
  func united(_ columns: [Vector<UInt16>?]) -> Vector<UInt16>? {
    let marks = columns.compactMap { $0 }
    guard let first = marks.first else { return nil }
    guard marks.count > 1 else { return first }
    return Vector(bodies.indices.map { body in marks.reduce(0) { $0 | $1[body] } })
  }

  /// The notes of an indicator's columns of some years together; nil where none has any.
  func united(_ indicator: Int, over years: [Int]) -> Vector<UInt16>? {
    united(years.map { notes(indicator, $0) })
  }

  /// A frame of the same bodies, years and indicators with other figures and notes.
  func replacing(
    _ make: (_ indicator: Int, _ year: Int) -> (figures: Vector<Double>?, notes: Vector<UInt16>?)
  ) -> Frame {
    var columns: [Vector<Double>?] = []
    var marks: [Vector<UInt16>?] = []
    for indicator in indicators.indices {
      for year in years.indices {
        let (figures, notes) = make(indicator, year)
        columns.append(figures)
        marks.append(figures == nil ? nil : notes)
      }
    }
    return with(columns: columns, notes: marks.contains { $0 != nil } ? marks : [])
  }
}

extension Vector<Double> {
  /// The figures with null wherever an answer is no; all of them where there are no answers.
  func keeping(_ answers: [Bool]?) -> Vector<Double> {
    guard let answers else { return self }
    return Vector(answers.indices.map { answers[$0] ? self[$0] : .nan })
  }
}
