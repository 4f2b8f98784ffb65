import Edits

/// A record of plain numbers with edits between them.
struct SmallRecord: EditSystem, Sendable {
  var variables: [EditVariable]
  var list: [Edit]

  func edits(of variable: Int) -> [Int] {
    list.indices.filter { number in
      list[number].alternatives.joined().contains { edit in
        edit.terms.contains { $0.variable == variable }
      }
    }
  }
  func edit(_ number: Int) -> Edit { list[number] }
  func variable(_ number: Int) -> EditVariable { variables[number] }

  static func count(_ value: Double?, weight: Double = 1) -> EditVariable {
    EditVariable(
      recorded: value.map { $0...$0 }, domain: 0...Double.infinity, isWhole: true, weight: weight)
  }

  /// `total` equals the sum of `parts`.
  static func sum(_ total: Int, of parts: [Int]) -> Edit {
    Edit([
      [LinearEdit([.init(1, total)] + parts.map { .init(-1, $0) }, from: 0, to: 0)]
    ])
  }
}
