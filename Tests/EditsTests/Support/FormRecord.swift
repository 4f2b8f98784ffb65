import Edits

/// A record as large as a report, consistent but for planted mistakes.
struct FormRecord: EditSystem {
  var variables: [EditVariable] = []
  private(set) var list: [Edit] = []
  private var speaking: [[Int]] = []

  mutating func edits(of variable: Int) -> [Int] { speaking[variable] }
  mutating func edit(_ number: Int) -> Edit { list[number] }
  mutating func variable(_ number: Int) -> EditVariable { variables[number] }

  /// The edits that the record breaks whatever is missing.
  var failing: [Int] { list.indices.filter { !canHold(list[$0]) } }

  private func canHold(_ edit: Edit) -> Bool {
    edit.alternatives.contains { alternative in
      alternative.allSatisfy { linear in
        var (least, greatest) = (0.0, 0.0)
        for term in linear.terms {
          let variable = variables[term.variable]
          let range = variable.recorded ?? variable.domain
          let ends = [range.lowerBound, range.upperBound].map { $0 * term.coefficient }
          least += ends.min() ?? 0
          greatest += ends.max() ?? 0
        }
        return greatest >= linear.low - 1e-9 && least <= linear.high + 1e-9
      }
    }
  }

  /// The recorded value of a variable.
  func value(_ variable: Int) -> Double { variables[variable].recorded?.lowerBound ?? 0 }

  mutating func add(_ value: Double, weight: Double = 1) -> Int {
    variables.append(SmallRecord.count(value, weight: weight))
    speaking.append([])
    return variables.count - 1
  }

  mutating func add(_ edit: Edit) {
    let number = list.count
    list.append(edit)
    for variable in Set(edit.alternatives.joined().flatMap { $0.terms.map(\.variable) }) {
      speaking[variable].append(number)
    }
  }

  /// A new variable with the sum of others, and the edit that says so.
  mutating func addTotal(of parts: [Int]) -> Int {
    let total = add(parts.reduce(0) { $0 + value($1) }, weight: 0.9)
    add(SmallRecord.sum(total, of: parts))
    return total
  }

  mutating func record(_ value: Double, of variable: Int) {
    let weight = variables[variable].weight
    variables[variable] = SmallRecord.count(value, weight: weight)
  }

  /// Changes some figures.
  ///
  /// - Parameter areNear: Whether each shares an edit with the one before.
  /// - Returns: Which.
  mutating func plant(_ count: Int, areNear: Bool = false, using random: inout SeededGenerator)
    -> [Int]
  {
    var chosen: [Int] = []
    while chosen.count < count {
      var candidates = Array(variables.indices)
      if areNear, let last = chosen.last {
        candidates = speaking[last].flatMap { number in
          list[number].alternatives.joined().flatMap { $0.terms.map(\.variable) }
        }
        if Set(candidates).isSubset(of: chosen) { candidates = Array(variables.indices) }
      }
      guard let variable = candidates.randomElement(using: &random),
        !chosen.contains(variable)
      else { continue }
      chosen.append(variable)
      let old = value(variable)
      var new = old
      while new == old { new = Double(Int.random(in: 0...2 * Int(old) + 20, using: &random)) }
      record(new, of: variable)
    }
    return chosen
  }

  /// Takes figures out of the record, each with a certain probability.
  mutating func blank(_ share: Double, using random: inout SeededGenerator) {
    for variable in variables.indices where Double.random(in: 0..<1, using: &random) < share {
      let entry = variables[variable]
      variables[variable] = EditVariable(
        recorded: nil, domain: entry.domain, isWhole: entry.isWhole, weight: entry.weight)
    }
  }
}

extension FormRecord {
  /// Two years of a matrix of 27 rows and 7 columns, tied by what the first carries over.
  static func matrix(using random: inout SeededGenerator) -> FormRecord {
    var record = FormRecord()
    let first = record.addYear(carriedIn: [], using: &random)
    _ = record.addYear(carriedIn: first, using: &random)
    return record
  }

  /// - Parameter carriedIn: What the year before carried out, column by column; none before it.
  /// - Returns: What the year carries out, column by column.
  private mutating func addYear(carriedIn previous: [Int], using random: inout SeededGenerator)
    -> [Int]
  {
    var columns: [[Int]] = []
    for kind in 0..<6 {
      let greatest = kind == 0 ? 60 : 6
      columns.append(
        addColumn(previous.isEmpty ? nil : value(previous[kind]), upTo: greatest, &random))
    }
    let totals = columns[0].indices.map { row in addTotal(of: columns.map { $0[row] }) }
    columns.append(totals)
    for column in columns { addSums(of: column) }
    for (old, column) in zip(previous, columns) {
      add(Edit([[LinearEdit([.init(1, column[1]), .init(-1, old)], from: 0, to: 0)]]))
    }
    return columns.map { $0[26] }
  }

  /// The rows: received, carried in, two results, groups of eight, five and four, four results, the
  /// total of results, carried out.
  private mutating func addColumn(
    _ carriedIn: Double?, upTo greatest: Int, _ random: inout SeededGenerator
  ) -> [Int] {
    func leaf(_ random: inout SeededGenerator) -> Double {
      Bool.random(using: &random) ? 0 : Double(Int.random(in: 0...greatest, using: &random))
    }
    var values = [Double](repeating: 0, count: 27)
    for row in 2..<25 { values[row] = leaf(&random) }
    for group in Self.groups { values[group.total] = group.parts.reduce(0) { $0 + values[$1] } }
    values[25] = Self.results.reduce(0) { $0 + values[$1] }
    values[1] = carriedIn ?? leaf(&random)
    values[26] = max(leaf(&random), values[1] - values[25])
    values[0] = values[25] + values[26] - values[1]
    let totals = Set(Self.groups.map(\.total) + [25])
    return values.enumerated().map { row, value in
      add(value, weight: totals.contains(row) ? 0.9 : 1)
    }
  }

  private static let groups: [(total: Int, parts: ClosedRange<Int>)] = [
    (4, 5...12), (13, 14...18), (19, 20...23),
  ]
  private static let results = [2, 3, 4, 13, 19, 24]

  private mutating func addSums(of column: [Int]) {
    for group in Self.groups {
      add(SmallRecord.sum(column[group.total], of: group.parts.map { column[$0] }))
    }
    add(SmallRecord.sum(column[25], of: Self.results.map { column[$0] }))
    let terms = [(1.0, 0), (1, 1), (-1, 25), (-1, 26)].map { sign, row in
      LinearEdit.Term(sign, column[row])
    }
    add(Edit([[LinearEdit(terms, from: 0, to: 0)]]))
  }

  /// One year of 78 figures with ten sums, twenty bounds and five implications.
  static func flat(using random: inout SeededGenerator) -> FormRecord {
    var record = FormRecord()
    var totals: [Int] = []
    for _ in 0..<10 {
      let parts = (0..<Int.random(in: 5...7, using: &random)).map { _ in
        record.add(Double(Int.random(in: 0...80, using: &random)))
      }
      totals.append(record.addTotal(of: parts))
    }
    while record.variables.count < 78 {
      _ = record.add(Double(Int.random(in: 0...80, using: &random)))
    }
    while record.list.count < 30 {
      let pair = Array(record.variables.indices.shuffled(using: &random).prefix(2))
      let (low, high) = record.value(pair[0]) <= record.value(pair[1]) ? (0, 1) : (1, 0)
      let terms = [LinearEdit.Term(1, pair[low]), LinearEdit.Term(-1, pair[high])]
      record.add(Edit([[LinearEdit(terms, from: -.infinity, to: 0)]]))
    }
    while record.list.count < 35 {
      let pair = Array(record.variables.indices.shuffled(using: &random).prefix(2))
      guard record.value(pair[0]) == 0 || record.value(pair[1]) > 0 else { continue }
      record.add(
        Edit([
          [LinearEdit([.init(1, pair[0])], from: -.infinity, to: 0)],
          [LinearEdit([.init(1, pair[1])], from: 1, to: .infinity)],
        ]))
    }
    return record
  }
}
