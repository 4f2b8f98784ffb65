import Vectors

extension CSVSink {
  /// Writes the parts of a table on all processors, a few at a time, and hands them on in order.
  mutating func write(partsOf table: some PartedTableSource, workers: Workers = .available) {
    // As many at a time as keep the processors busy and the memory small.
    let wave = 8
    for first in stride(from: 0, to: table.partCount, by: wave) {
      let count = min(wave, table.partCount - first)
      let bytes = table.partCount > 1 ? Workers.serialBelowBytes : 0
      let parts = workers.map(count, bytes: bytes) { number in
        var sink = CSVSink(output: ByteBuffer(reserving: 1 << 20))
        table.write(part: first + number, to: &sink)
        return sink.finish().pending
      }
      for part in parts { append(rows: part) }
    }
  }
}
