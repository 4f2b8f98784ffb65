import Edits

/// A generator of numbers that a seed repeats (SplitMix64; Steele, Lea and Flood 2014).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: Int) { state = UInt64(bitPattern: Int64(seed)) &* 0x9E37_79B9_7F4A_7C15 }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// A tiny record with edits of every kind, and what brute force needs to know of it.
struct RandomRecord {
  var record: SmallRecord
  var ignored: Set<Int> = []
  /// The numbers from which values come: all domains end within them.
  var values: [Double] = (0...6).map(Double.init)

  /// Whole numbers from 0 to 6, sums, bounds, implications, conditions with alternatives.
  init(seed: Int) {
    var random = SeededGenerator(seed: seed)
    let count = Int.random(in: 2...5, using: &random)
    let weights: [Double] = Bool.random(using: &random) ? [1] : [1, 0.9, 1.4, 0.8]
    record = SmallRecord(variables: [], list: [])
    for _ in 0..<count {
      record.variables.append(Self.variable(weights, &random))
    }
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      record.list.append(Self.edit(count, &random))
    }
    if record.list.count > 1, Int.random(in: 0..<5, using: &random) == 0 {
      ignored = [Int.random(in: 0..<record.list.count, using: &random)]
    }
  }

  private static func variable(_ weights: [Double], _ random: inout SeededGenerator)
    -> EditVariable
  {
    let isSigned = Int.random(in: 0..<6, using: &random) == 0
    let value = Double(Int.random(in: 0...6, using: &random))
    var recorded: ClosedRange<Double>? = value...value
    switch Int.random(in: 0..<8, using: &random) {
    case 0: recorded = nil
    case 1: recorded = value...min(6, value + 1)
    default: break
    }
    return EditVariable(
      recorded: recorded, domain: (isSigned ? -3 : 0)...6, isWhole: true,
      weight: weights.randomElement(using: &random) ?? 1)
  }

  private static func edit(_ count: Int, _ random: inout SeededGenerator) -> Edit {
    func linear() -> LinearEdit {
      let size = Int.random(in: 1...min(count, 4), using: &random)
      let variables = Array((0..<count).shuffled(using: &random).prefix(size))
      let terms = variables.enumerated().map { index, variable in
        let isDouble = Int.random(in: 0..<10, using: &random) == 0
        let sign: Double = index == 0 || Int.random(in: 0..<5, using: &random) == 0 ? 1 : -1
        return LinearEdit.Term(isDouble ? 2 * sign : sign, variable)
      }
      let bound = Double(
        Int.random(in: 0...2, using: &random) * Int.random(in: -1...1, using: &random))
      switch Int.random(in: 0..<4, using: &random) {
      case 0: return LinearEdit(terms, from: bound, to: .infinity)
      case 1: return LinearEdit(terms, from: -.infinity, to: bound)
      default: return LinearEdit(terms, from: bound, to: bound)
      }
    }
    func conjunction() -> [LinearEdit] {
      (0..<(Int.random(in: 0..<6, using: &random) == 0 ? 2 : 1)).map { _ in linear() }
    }
    let isChoice = Int.random(in: 0..<3, using: &random) == 0
    let alternatives = isChoice ? Int.random(in: 2...3, using: &random) : 1
    return Edit((0..<alternatives).map { _ in conjunction() })
  }

  /// The edits that the record breaks whatever its missing values are.
  func failing() -> [Int] {
    record.list.indices.filter { number in
      guard !ignored.contains(number) else { return false }
      let others = Set(record.list.indices).subtracting([number])
      return !BruteForce(record: record, ignored: others, values: signedValues)
        .isSatisfiable(changing: 0)
    }
  }

  /// The values of all domains.
  var signedValues: [Double] { (-3...6).map(Double.init) }
}
