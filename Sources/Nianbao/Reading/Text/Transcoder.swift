#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Turns bytes of another encoding into UTF-8 through the system's `iconv`.
struct Transcoder {
  /// UTF-8, with U+FFFD where bytes stand for nothing.
  private(set) var bytes: [UInt8] = []
  /// For each sequence that stands for nothing, the position of its U+FFFD in `bytes`.
  private(set) var undecodable: [Int] = []

  /// What stands in the text for bytes that stand for nothing: U+FFFD in UTF-8.
  static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

  /// The text of some bytes, or nil where the system does not know the encoding.
  ///
  /// - Complexity: Linear; the output is made in parts of 64 KiB.
  init?(_ input: ArraySlice<UInt8>, from encoding: TextEncoding) {
    let handle = iconv_open("UTF-8", encoding.rawValue)
    // iconv_open says that it failed by the address −1.
    guard handle != iconv_t(bitPattern: -1), let handle else { return nil }
    defer { iconv_close(handle) }
    bytes.reserveCapacity(input.count + input.count / 2)
    var part = [UInt8](repeating: 0, count: 1 << 16)
    var position = input.startIndex
    while position < input.endIndex {
      let step = Self.convert(handle, input[position...], into: &part)
      position += step.consumed
      bytes.append(contentsOf: part[..<step.produced])
      switch step.outcome {
      case .finished, .outputFull: continue
      case .stuck:
        undecodable.append(bytes.count)
        bytes += Self.replacement
        position += min(encoding.codeUnitSize, input.endIndex - position)
      }
    }
  }

  private enum Outcome { case finished, outputFull, stuck }

  /// One call of `iconv`. The pointers live only in here, within the bounds of both arrays.
  private static func convert(
    _ handle: iconv_t, _ input: ArraySlice<UInt8>, into output: inout [UInt8]
  ) -> (consumed: Int, produced: Int, outcome: Outcome) {
    let inputCount = input.count
    let outputCount = output.count
    return input.withUnsafeBytes { source in
      output.withUnsafeMutableBytes { target in
        // iconv takes a mutable pointer and does not write through it.
        var from = UnsafeMutableRawPointer(mutating: source.baseAddress)?
          .assumingMemoryBound(to: CChar.self)
        var into = target.baseAddress?.assumingMemoryBound(to: CChar.self)
        var left = inputCount
        var room = outputCount
        let result = iconv(handle, &from, &left, &into, &room)
        let code = errno
        let outcome: Outcome =
          result != Int(bitPattern: UInt.max) && result != .max
          ? .finished : code == E2BIG ? .outputFull : .stuck
        return (inputCount - left, outputCount - room, outcome)
      }
    }
  }
}

extension TextEncoding {
  /// The bytes that are passed over where a sequence stands for nothing.
  fileprivate var codeUnitSize: Int {
    switch self {
    case .utf8, .gb18030: 1
    case .utf16LittleEndian, .utf16BigEndian: 2
    }
  }
}
