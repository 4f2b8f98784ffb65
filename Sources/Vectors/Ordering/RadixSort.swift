extension Workspace {
  /// Sorts the first `count` keys together with their positions, keeping equal keys in order.
  ///
  /// Least significant digit first: each pass counts how often each digit occurs, makes of the counts
  /// where each digit's keys begin, and moves every key there. Only bits in which keys differ are
  /// sorted by: whole numbers below 2²⁰ leave the low half of a double's bits 0, so three passes of
  /// eleven bits do where six would be needed. Few keys are sorted by insertion.
  ///
  /// - Parameter varying: The bits in which the keys differ.
  /// - Complexity: O(`count` · digits).
  mutating func sortKeys(_ count: Int, varying: UInt64) {
    guard varying != 0, count > 1 else { return }
    guard count > 32 else { return insertionSort(count) }
    // A digit's table must not be large beside the keys.
    let digitBits = count < 2_048 ? 8 : 11
    let size = 1 << digitBits
    let mask = UInt64(size - 1)
    reserveTable(size)
    var shift = varying.trailingZeroBitCount
    while shift < 64, varying >> UInt64(shift) != 0 {
      pass(count, shift: UInt64(shift), mask: mask, size: size)
      shift += digitBits
      guard shift < 64, varying >> UInt64(shift) != 0 else { return }
      // Bits that all keys share are skipped.
      shift += (varying >> UInt64(shift)).trailingZeroBitCount
    }
  }

  private mutating func pass(_ count: Int, shift: UInt64, mask: UInt64, size: Int) {
    let table = table
    let keys = keys
    let positions = positions
    let otherKeys = otherKeys
    let otherPositions = otherPositions
    table.update(repeating: 0, count: size)
    for index in 0..<count { table[Int(keys[index] &>> shift & mask)] &+= 1 }
    var start: Int32 = 0
    for digit in 0..<size {
      let number = table[digit]
      table[digit] = start
      start &+= number
    }
    for index in 0..<count {
      let key = keys[index]
      let digit = Int(key &>> shift & mask)
      let place = Int(table[digit])
      table[digit] &+= 1
      otherKeys[place] = key
      otherPositions[place] = positions[index]
    }
    swapKeysAndPositions()
  }

  private func insertionSort(_ count: Int) {
    for index in 1..<count {
      let key = keys[index]
      let position = positions[index]
      var place = index
      while place > 0, keys[place - 1] > key {
        keys[place] = keys[place - 1]
        positions[place] = positions[place - 1]
        place -= 1
      }
      keys[place] = key
      positions[place] = position
    }
  }
}
