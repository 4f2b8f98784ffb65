import Testing
import Vectors

/// The kernels for separated text beside loops over bytes.
@Suite struct SeparatedPieceTests {
  private func piece(_ bytes: [UInt8]) -> SeparatedPiece {
    var piece = SeparatedPiece(capacity: max(bytes.count, 1))
    let count = piece.refill(
      droppingFirst: 0, from: ByteSource(bytes), at: 0, atMost: bytes.count)
    #expect(count == bytes.count)
    piece.makeIndex(separator: UInt8(ascii: ","))
    return piece
  }

  private func random(_ alphabet: String, _ count: Int, _ random: inout SeededGenerator) -> [UInt8]
  {
    let bytes = Array(alphabet.utf8)
    return (0..<count).map { _ in bytes[Int.random(in: 0..<bytes.count, using: &random)] }
  }

  @Test func marksAndBreaksAreThoseOfALoop() {
    for seed in 1...200 as ClosedRange<UInt64> {
      var generator = SeededGenerator(seed: seed)
      let count = Int.random(in: 0...700, using: &generator)
      let alphabet = ["ab,\n", ",\n\r\"", "abcdefghijk,\n", ",,,,,,,,,,,\n"][Int(seed) % 4]
      let bytes = random(alphabet, count, &generator)
      let piece = piece(bytes)
      let marks = bytes.indices.filter { ",\n\r\"".utf8.contains(bytes[$0]) }
      let breaks = marks.indices.filter { bytes[marks[$0]] != UInt8(ascii: ",") }
      let (found, foundBreaks) = (piece.markPositions, piece.breakNumbers)
      let (foundMarks, foundNumbers) = (
        found.indices.map { Int(found[$0]) }, foundBreaks.indices.map { Int(foundBreaks[$0]) }
      )
      #expect(foundMarks == marks, "seed \(seed)")
      #expect(foundNumbers == breaks, "seed \(seed)")
      let hasNUL = piece.hasNUL
      #expect(!hasNUL)
    }
  }

  @Test func aNULIsFoundWhereverItStands() {
    for count in [1, 63, 64, 65, 130] {
      for position in 0..<count {
        var bytes = [UInt8](repeating: 0x41, count: count)
        bytes[position] = 0
        let piece = piece(bytes)
        let hasNUL = piece.hasNUL
        #expect(hasNUL, "\(position) of \(count)")
      }
    }
  }

  @Test func utf8IsWhatTheStandardLibraryTakes() {
    let parts: [[UInt8]] = [
      Array("a".utf8), Array("é".utf8), Array("镇".utf8), Array("𠀀".utf8), [0x80], [0xC3],
      [0xE9, 0x95], [0xF0, 0xA0, 0x80], [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80],
      [0xF4, 0x90, 0x80, 0x80], [0xF5], [0xFF], [0xED, 0x9F, 0xBF], [0xF4, 0x8F, 0xBF, 0xBF],
    ]
    for seed in 1...3000 as ClosedRange<UInt64> {
      var generator = SeededGenerator(seed: seed)
      var bytes: [UInt8] = []
      let odd = seed % 3 == 0 ? 0 : 1
      for _ in 0..<Int.random(in: 0...90, using: &generator) {
        let isOdd = Int.random(in: 0..<60, using: &generator) < odd
        bytes += parts[Int.random(in: isOdd ? 4..<parts.count : 0..<4, using: &generator)]
      }
      let piece = piece(bytes)
      let isValid = (try? UTF8Span(validating: bytes.span)) != nil
      let found = piece.isUTF8(upTo: bytes.count)
      #expect(found == isValid, "seed \(seed)")
    }
  }

  /// The word of a text by the definition, sign by sign.
  private func word(_ text: String) -> UInt32 {
    if text.isEmpty { return PackedDecimal.empty }
    let isNegative = text.hasPrefix("-")
    let parts = text.dropFirst(isNegative ? 1 : 0).split(
      separator: ".", omittingEmptySubsequences: false)
    let all = parts.joined()
    guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty }), all.count <= 9,
      all.utf8.allSatisfy({ (48...57).contains($0) }), let digits = Int64(all),
      parts[0].count == 1 || parts[0].first != "0", !(isNegative && digits == 0), digits < 1 << 27
    else { return PackedDecimal.other }
    return PackedDecimal.word(
      digits: isNegative ? -digits : digits, decimals: parts.count == 2 ? parts[1].count : 0)
      ?? PackedDecimal.other
  }

  @Test func packedNumbersAreThoseOfTheDefinition() {
    for seed in 1...400 as ClosedRange<UInt64> {
      var generator = SeededGenerator(seed: seed)
      let alphabet = seed % 2 == 0 ? "0123456789" : "0123456789.-x"
      let count = Int.random(in: 1...90, using: &generator)
      var fields = (0..<count).map { _ in
        String(
          decoding: random(alphabet, Int.random(in: 0...11, using: &generator), &generator),
          as: UTF8.self)
      }
      fields += ["134217727", "134217728", "99999999", "-1", "0", "00", "0.0", "1234", "0123"]
      let piece = piece(Array(("\n" + fields.joined(separator: ",") + "\n").utf8))
      var words = [UInt32](repeating: 7, count: fields.count + 18)
      var target = words.mutableSpan
      let found = piece.packDecimals(behindMark: 0, count: fields.count, into: &target, at: 1)
      let expected = fields.map { word($0) }
      #expect(Array(words[1...fields.count]) == expected, "seed \(seed)")
      #expect(words[0] == 7)
      #expect(found.contains(.filled) == expected.contains { $0 != PackedDecimal.empty })
      #expect(found.contains(.other) == expected.contains(PackedDecimal.other), "seed \(seed)")
      let marks = piece.markPositions
      for (k, expected) in expected.enumerated() {
        let range = Int(marks[k]) + 1..<Int(marks[k + 1])
        let single = piece.packedDecimal(range)
        #expect(single == expected, "seed \(seed): \(fields[k])")
      }
    }
  }

  @Test func unpackingGivesTheNearestDouble() {
    for seed in 1...50 as ClosedRange<UInt64> {
      var generator = SeededGenerator(seed: seed)
      let words = (0..<100).map { _ -> UInt32 in
        switch Int.random(in: 0..<10, using: &generator) {
        case 0: return PackedDecimal.empty
        case 1: return 0x20
        case 2...3:
          return PackedDecimal.word(
            digits: Int64.random(in: -(1 << 27)..<(1 << 27), using: &generator),
            decimals: Int.random(in: 0...14, using: &generator)) ?? 0
        default: return UInt32.random(in: 0..<5000, using: &generator) << 4 | 1
        }
      }
      let (values, marks) = PackedDecimal.unpack(words.span, status: 1)
      for (position, word) in words.enumerated() {
        guard PackedDecimal.hasNumber(word) else {
          #expect(values[position].isNaN && marks[position] == UInt8(word >> 4 & 0xFF))
          continue
        }
        let (digits, decimals) = (PackedDecimal.digits(word), PackedDecimal.decimals(word))
        let power = (0..<decimals).reduce(1.0) { result, _ in result * 10 }
        #expect(values[position] == Double(digits) / power, "seed \(seed)")
        #expect(marks[position] == UInt8(decimals << 4 | 1), "seed \(seed)")
      }
    }
  }

  @Test func piecesGoOnWhereTheyStopped() {
    let bytes = (0..<10_000).map { UInt8(truncatingIfNeeded: $0 % 97 + 1) }
    var piece = SeparatedPiece(capacity: 100)
    var (origin, seen) = (0, 0)
    var read: [UInt8] = []
    while true {
      let dropped = min(seen, piece.count)
      let added = piece.refill(
        droppingFirst: dropped, from: ByteSource(bytes), at: origin + piece.count, atMost: 60)
      origin += dropped
      if added == 0, piece.count == 0 { break }
      seen = max(piece.count - 7, added == 0 ? piece.count : 1)
      read += piece.array(0..<seen)
    }
    #expect(read == bytes)
  }
}
