import Vectors

/// How many cells of each kind the reports of a batch have.
struct BatchTally: Sendable {
  /// Cells with a figure, and the recovered ones among them.
  private(set) var read: [Int32]
  private(set) var recovered: [Int32]
  private(set) var blank: [Int32]
  private(set) var unreadable: [Int32]
  /// Rows of the form that the report lacks; a province's own rows count where it has any.
  private(set) var absent: [Int32]

  /// The tally of a batch.
  ///
  /// - Complexity: Linear in the cells.
  init(_ batch: ReportBatch, catalog: Catalog) {
    let zeros = [Int32](repeating: 0, count: batch.count)
    (read, recovered, blank, unreadable) = (zeros, zeros, zeros, zeros)
    absent = zeros
    var forms = FormTally(batch, catalog: catalog)
    for part in batch.parts {
      for (column, indicator) in part.cells.indicators.enumerated() {
        forms.begin(indicator)
        part.cells.words.forEachRun(column, rows: part.reports.count) { first, words in
          for offset in words.indices where words[offset] != 0 {
            let report = Int(part.reports[first + offset])
            guard report >= 0 else { continue }
            count(words[offset], in: part.cells, of: report)
            forms.meet(report)
          }
        }
      }
    }
    for report in absent.indices { absent[report] = forms.absent(report) }
  }

  private mutating func count(_ word: UInt32, in cells: CellTable, of report: Int) {
    if PackedDecimal.hasNumber(word) {
      read[report] += 1
      return
    }
    let mark = cells.other(word)?.mark ?? CellMark(byte: UInt8(word >> 4 & 0xFF))
    switch mark.status {
    case .blank: blank[report] += 1
    case .unreadable: unreadable[report] += 1
    default: break
    }
    if mark.status.hasValue { read[report] += 1 }
    if mark.status == .recovered { recovered[report] += 1 }
  }
}

/// Which rows of their forms reports have.
private struct FormTally {
  /// For each edition of the batch and indicator the number of its scope, from 1; 0 for rows of all
  /// provinces, −1 where the form has no such row.
  private var scopes: [[Int8]] = []
  /// For each edition the number of its rows with each scope.
  private var counts: [[Int32]] = []
  /// For each indicator the bit of its scope.
  private var scopeBits: [UInt64] = []
  private let editions: [Int32]
  /// The bit of the present indicator's scope, and the number of its scope in each edition.
  private var scopeBit: UInt64 = 0
  private var ownScopes: [Int8] = []
  /// For each report the rows met of all provinces, and for each scope those met of it.
  private var met: [Int32]
  private var metInScope: [[Int32]] = []
  /// For each report the scopes that it has a row of.
  private var bits: [UInt64]

  init(_ batch: ReportBatch, catalog: Catalog) {
    var regions: [RegionCode] = []
    let numbers = catalog.indicators.map { indicator -> Int in
      guard let scope = indicator.scope else { return 0 }
      if let known = regions.firstIndex(of: scope) { return known + 1 }
      regions.append(scope)
      return regions.count
    }
    // Provinces have some thirty codes.
    scopeBits = numbers.map { $0 == 0 ? 0 : 1 << UInt64($0 & 63) }
    editions = batch.reports.editions
    for name in batch.editions {
      var own = [Int8](repeating: -1, count: catalog.indicators.count)
      var count = [Int32](repeating: 0, count: regions.count + 1)
      for indicator in name.isEmpty ? [] : catalog.edition(EditionID(name))?.indicators ?? [] {
        own[indicator.position] = Int8(clamping: numbers[indicator.position])
        count[numbers[indicator.position]] += 1
      }
      scopes.append(own)
      counts.append(count)
    }
    met = Array(repeating: 0, count: batch.count)
    bits = Array(repeating: 0, count: batch.count)
    metInScope = Array(repeating: [], count: regions.count + 1)
  }

  /// Makes an indicator the one whose cells are met.
  mutating func begin(_ indicator: IndicatorIndex) {
    scopeBit = scopeBits[indicator.position]
    ownScopes = scopes.map { $0[indicator.position] }
  }

  /// A report has a cell of the indicator.
  mutating func meet(_ report: Int) {
    if scopeBit != 0 { bits[report] |= scopeBit }
    let edition = editions[report]
    guard edition >= 0 else { return }
    let scope = Int(ownScopes[Int(edition)])
    if scope == 0 { met[report] += 1 }
    guard scope > 0 else { return }
    if metInScope[scope].isEmpty { metInScope[scope] = Array(repeating: 0, count: met.count) }
    metInScope[scope][report] += 1
  }

  func absent(_ report: Int) -> Int32 {
    let edition = editions[report]
    guard edition >= 0 else { return 0 }
    let count = counts[Int(edition)]
    var absent = count[0] - met[report]
    guard bits[report] != 0 else { return absent }
    for scope in count.indices.dropFirst() where bits[report] >> UInt64(scope & 63) & 1 == 1 {
      absent += count[scope] - (metInScope[scope].isEmpty ? 0 : metInScope[scope][report])
    }
    return absent
  }
}
