import Nianbao

extension NationalFigures {
  /// The shapes of a CSV file.
  public enum Shape: String, Sendable, CaseIterable {
    /// One row a unit and year, one column an indicator.
    case wide
    /// One row a cell, with the header of the panel's own long export.
    case long
  }

  /// Writes all figures as CSV, piece by piece in tree order.
  ///
  /// - Parameter write: Takes the bytes; called in order, from one thread at a time.
  public func writeCSV(_ shape: Shape, to write: ([UInt8]) throws -> Void) async rethrows {
    try write(header(shape))
    // A few hundred townships at a time bound the memory, a handful of runs each keep all
    // processors busy.
    for start in stride(from: 0, to: townships.count, by: 2048) {
      let end = min(start + 2048, townships.count)
      let batch = Batch(figures: self, shape: shape, start: start)
      for piece in await batch.pieces(count: end - start) { try write(piece) }
    }
  }

  private func header(_ shape: Shape) -> [UInt8] {
    switch shape {
    case .wide:
      let ids = (0..<rows.count).map { rows.id($0).name }
      return Array("unit,unit_code,year,edition,\(ids.joined(separator: ","))\n".utf8)
    case .long:
      return Array(
        "unit,unit_code,year,edition,indicator,label,measure,value,status,file,line\n".utf8)
    }
  }

  /// Some townships that are written together.
  private struct Batch: Sendable {
    let figures: NationalFigures
    let shape: Shape
    let start: Int

    func pieces(count: Int) async -> [[UInt8]] {
      let step = 128
      let starts = Array(stride(from: start, to: start + count, by: step))
      return await withTaskGroup(of: (Int, [UInt8]).self) { group in
        for (position, first) in starts.enumerated() {
          let range = first..<min(first + step, start + count)
          group.addTask { (position, bytes(range)) }
        }
        var pieces = [[UInt8]](repeating: [], count: starts.count)
        for await (position, piece) in group { pieces[position] = piece }
        return pieces
      }
    }

    private func bytes(_ range: Range<Int>) -> [UInt8] {
      var bytes: [UInt8] = []
      bytes.reserveCapacity(
        range.count * figures.options.years.count * (shape == .wide ? 256 : 6000))
      let tails = (0..<figures.rows.count).map { row in
        let entry = figures.rows.catalog[figures.rows.indicators[row]]
        let label = entry.label.contains(",") ? "\"\(entry.label)\"" : entry.label
        return Array("2014,\(entry.id),\(label),\(entry.measure.name),".utf8)
      }
      for position in range {
        let township = figures.townships[position]
        for (offset, row) in figures.series(of: township).enumerated() {
          let year = figures.options.years.lowerBound.advanced(by: offset)
          let head = Array("\(township.name),\(township.code),\(year),".utf8)
          switch shape {
          case .wide: appendWide(row, head, to: &bytes)
          case .long: appendLong(row, head, tails, to: &bytes)
          }
        }
      }
      return bytes
    }

    private func appendWide(_ row: [Double], _ head: [UInt8], to bytes: inout [UInt8]) {
      bytes += head
      bytes += Array("2014".utf8)
      for value in row {
        bytes.append(UInt8(ascii: ","))
        NumberText.append(value, to: &bytes)
      }
      bytes.append(UInt8(ascii: "\n"))
    }

    private func appendLong(
      _ row: [Double], _ head: [UInt8], _ tails: [[UInt8]], to bytes: inout [UInt8]
    ) {
      for (position, value) in row.enumerated() {
        bytes += head
        bytes += tails[position]
        NumberText.append(value, to: &bytes)
        bytes += value.isNaN ? Self.blank : Self.reported
      }
    }

    private static let blank = Array(",blank,,\n".utf8)
    private static let reported = Array(",reported,,\n".utf8)
  }
}
