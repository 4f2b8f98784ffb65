import Vectors

/// Regions in tree order as columns: a code and where its name stands. A `Region` is made only where one
/// is asked for, so that a country's tree is open in a millisecond.
struct RegionColumns: Sendable {
  /// What few regions have beside code and name.
  private struct Details: Sendable {
    let from: Year?
    let until: Year?
    let parent: RegionCode?
  }

  /// The padded codes, ascending.
  private var codes: [UInt64] = []
  /// The digits of each code.
  private var digits: [UInt8] = []
  /// Where each name begins and ends in `bytes`, and behind these in `furtherBytes`.
  private var nameStarts: [UInt32] = []
  private var nameEnds: [UInt32] = []
  private let bytes: Vector<UInt8>
  private var furtherBytes: [UInt8] = []
  private var details: [RegionCode: Details] = [:]

  /// Regions that are in tree order, no two of them with one code.
  init(_ regions: [RegionTree.Region]) {
    bytes = Vector([])
    reserve(regions.count)
    for region in regions { append(region) }
  }

  /// The regions of a table with the headings `code` and `name`, tab-separated, in tree order.
  ///
  /// - Throws: `CatalogError` with every line that is wrong.
  /// - Complexity: Linear in the bytes, which are kept.
  init(file: String, _ bytes: Vector<UInt8>) throws(CatalogError) {
    self.bytes = bytes
    // A line of a township takes some twenty bytes.
    reserve(bytes.count / 20)
    var problems: [DataFileProblem] = []
    let span = bytes.span
    var (line, start) = (0, 0)
    while start < span.count {
      line += 1
      var (end, value) = (start, UInt64(0))
      // The digits up to the tab, then the name up to the line's end.
      while end < span.count, span[end] &- 48 < 10, end - start < 13 {
        value = value * 10 + UInt64(span[end] &- 48)
        end += 1
      }
      let digits = end - start
      let hasTab = end < span.count && span[end] == UInt8(ascii: "\t")
      let name = end + 1
      while end < span.count, span[end] != UInt8(ascii: "\n") { end += 1 }
      let first = span[start]
      defer { start = end + 1 }
      if line == 1 || end == start || first == UInt8(ascii: "#") { continue }
      guard hasTab, name < end, let level = RegionCode.Level(rawValue: digits) else {
        problems.append(
          DataFileProblem(
            file: file, line: line,
            message: "expected a code of 2, 4, 6, 9 or 12 digits, a tab, a name"))
        continue
      }
      let code = RegionCode(digits: value, level: level)
      if let last = codes.indices.last, !(self.code(last) < code) {
        problems.append(
          DataFileProblem(
            file: file, line: line,
            message: "‘\(code)’ does not stand after ‘\(self.code(last))’"))
        continue
      }
      append(code, name..<end)
    }
    guard problems.isEmpty else { throw CatalogError(problems: problems) }
  }

  private mutating func reserve(_ count: Int) {
    codes.reserveCapacity(count)
    digits.reserveCapacity(count)
    nameStarts.reserveCapacity(count)
    nameEnds.reserveCapacity(count)
  }

  private mutating func append(_ code: RegionCode, _ name: Range<Int>) {
    codes.append(code.padded)
    digits.append(UInt8(code.level.digits))
    nameStarts.append(UInt32(name.lowerBound))
    nameEnds.append(UInt32(name.upperBound))
  }

  private mutating func append(_ region: RegionTree.Region) {
    append(region.code, keep(region))
  }

  /// Keeps what stands beside the code; returns where the name is.
  private mutating func keep(_ region: RegionTree.Region) -> Range<Int> {
    let start = bytes.count + furtherBytes.count
    furtherBytes += region.name.utf8
    if region.from != nil || region.until != nil || region.parent != nil {
      details[region.code] = Details(
        from: region.from, until: region.until, parent: region.parent)
    }
    return start..<bytes.count + furtherBytes.count
  }

  /// These regions and further ones in tree order, of which these have none.
  ///
  /// - Complexity: O(n + m).
  func adding(_ further: [RegionTree.Region]) -> RegionColumns {
    var all = self
    all.codes.removeAll(keepingCapacity: true)
    all.digits.removeAll(keepingCapacity: true)
    all.nameStarts.removeAll(keepingCapacity: true)
    all.nameEnds.removeAll(keepingCapacity: true)
    all.reserve(count + further.count)
    var next = 0
    for region in further {
      let end = position(ofFirstNotBefore: region.code)
      all.append(self, next..<end)
      all.append(region)
      next = end
    }
    all.append(self, next..<count)
    return all
  }

  private mutating func append(_ other: RegionColumns, _ range: Range<Int>) {
    codes += other.codes[range]
    digits += other.digits[range]
    nameStarts += other.nameStarts[range]
    nameEnds += other.nameEnds[range]
  }

  /// The number of regions.
  var count: Int { codes.count }

  /// The code of the region at a position. O(1).
  func code(_ position: Int) -> RegionCode {
    guard let level = RegionCode.Level(rawValue: Int(digits[position])) else {
      preconditionFailure("\(digits[position]) digits make no code")
    }
    return RegionCode(padded: codes[position], level: level)
  }

  /// The name of the region at a position. O(its length).
  func name(_ position: Int) -> String {
    let (start, end) = (Int(nameStarts[position]), Int(nameEnds[position]))
    if end <= bytes.count { return bytes.text(from: start, to: end) }
    return String(decoding: furtherBytes[start - bytes.count..<end - bytes.count], as: UTF8.self)
  }

  /// The region at a position. O(length of its name).
  func region(_ position: Int) -> RegionTree.Region {
    let code = code(position)
    let details = details.isEmpty ? nil : details[code]
    return RegionTree.Region(
      code: code, name: name(position), from: details?.from, until: details?.until,
      parent: details?.parent)
  }

  /// The position of the first region that does not stand before a padded code. O(log n).
  func position(notBefore padded: UInt64) -> Int {
    var (low, high) = (0, codes.count)
    while low < high {
      let middle = (low + high) / 2
      if codes[middle] < padded { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The position of the first region that is a given one or stands behind it. O(log n).
  private func position(ofFirstNotBefore code: RegionCode) -> Int {
    var position = position(notBefore: code.padded)
    while position < count, self.code(position) < code { position += 1 }
    return position
  }

  /// The position of the region with a code, or nil where there is none. O(log n).
  func position(of code: RegionCode) -> Int? {
    let position = position(ofFirstNotBefore: code)
    return position < count && self.code(position) == code ? position : nil
  }

  /// The regions that lie elsewhere than their codes say, in tree order. O(regions with details).
  var regionsElsewhere: [RegionTree.Region] {
    details.filter { $0.value.parent != nil }.keys.sorted().compactMap { position(of: $0) }
      .map(region)
  }
}

extension RegionTree {
  /// All regions of a tree, in its order.
  public struct Regions: RandomAccessCollection, Sendable {
    let columns: RegionColumns

    /// The position of the first region.
    public var startIndex: Int { 0 }

    /// The position behind the last region.
    public var endIndex: Int { columns.count }

    /// The region at a position. O(length of its name).
    public subscript(position: Int) -> Region { columns.region(position) }
  }
}
