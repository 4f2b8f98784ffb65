/// The places of sorted order that are asked for, and the keys found there.
struct Selection {
  /// Places from 0, in any order.
  var places: [Int] = []
  /// The key at each place once it is found.
  var keys: [UInt64] = []

  /// Asks for other places.
  mutating func ask(_ count: Int, _ place: (Int) -> Int) {
    places.removeAll(keepingCapacity: true)
    for index in 0..<count { places.append(place(index)) }
    keys.removeAll(keepingCapacity: true)
    for _ in 0..<count { keys.append(0) }
  }
}

extension Workspace {
  /// So many keys are sorted by insertion: what a radix sort prepares would cost more.
  static let fewKeys = 32

  /// Gathers the keys of a transformation of values where it is not null, without positions.
  @inline(__always)
  mutating func gatherKeys(
    count: Int, _ value: (Int) -> Double
  ) -> Int {
    reserve(count)
    let keys = keys
    var gathered = 0
    for position in 0..<count {
      let value = value(position)
      keys[gathered] = OrderedKey.of(value)
      gathered += value == value ? 1 : 0
    }
    return gathered
  }

  /// Finds the keys that would stand at some places were the first `count` keys sorted.
  ///
  /// Radix selection: keys are distributed by the highest bits in which they differ, and only parts
  /// that hold a place asked for are looked into again. Each distribution splits off at least one
  /// bit, eight at a time or more, so there are at most eight: no order of values is a bad one.
  ///
  /// - Complexity: O(`count` + places²), whatever the values. The keys are moved.
  mutating func select(_ count: Int, _ selection: inout Selection) {
    // A table for each level of distribution.
    reserveTable(9 << 11)
    for place in selection.places {
      precondition(place >= 0 && place < count, "no place \(place) among \(count) values")
    }
    select(keys, otherKeys, 0..<count, level: 0, &selection)
  }

  private func select(
    _ keys: UnsafeMutablePointer<UInt64>, _ otherKeys: UnsafeMutablePointer<UInt64>,
    _ range: Range<Int>, level: Int, _ selection: inout Selection
  ) {
    if range.count <= Self.fewKeys {
      Self.insertionSort(keys, range)
      for (index, place) in selection.places.enumerated() where range.contains(place) {
        selection.keys[index] = keys[place]
      }
      return
    }
    var all = ~UInt64(0)
    var any = UInt64(0)
    for index in range {
      all &= keys[index]
      any |= keys[index]
    }
    let varying = all ^ any
    guard varying != 0 else {
      for (index, place) in selection.places.enumerated() where range.contains(place) {
        selection.keys[index] = keys[range.lowerBound]
      }
      return
    }
    let digitBits = range.count < 2_048 ? 8 : 11
    let shift = UInt64(max(0, 64 - varying.leadingZeroBitCount - digitBits))
    let size = 1 << digitBits
    // Digits' ends after the distribution.
    let ends = table + level << 11
    distribute(keys, otherKeys, range, shift: shift, size: size, ends)

    var known = 0..<0
    for (index, place) in selection.places.enumerated() where range.contains(place) {
      if known.contains(place) { continue }
      let part = Self.part(of: place, ends, size: size, start: range.lowerBound)
      known = part
      let isDone = selection.places[..<index].contains(where: part.contains)
      if !isDone { select(otherKeys, keys, part, level: level + 1, &selection) }
    }
  }

  private func distribute(
    _ keys: UnsafeMutablePointer<UInt64>, _ otherKeys: UnsafeMutablePointer<UInt64>,
    _ range: Range<Int>, shift: UInt64, size: Int, _ table: UnsafeMutablePointer<Int32>
  ) {
    let mask = UInt64(size - 1)
    table.update(repeating: 0, count: size)
    for index in range { table[Int(keys[index] &>> shift & mask)] &+= 1 }
    var start = Int32(truncatingIfNeeded: range.lowerBound)
    for digit in 0..<size {
      let number = table[digit]
      table[digit] = start
      start &+= number
    }
    for index in range {
      let key = keys[index]
      let digit = Int(key &>> shift & mask)
      otherKeys[Int(table[digit])] = key
      table[digit] &+= 1
    }
  }

  /// The positions of the digit that a place falls into.
  private static func part(
    of place: Int, _ ends: UnsafeMutablePointer<Int32>, size: Int, start: Int
  ) -> Range<Int> {
    var low = 0
    var high = size - 1
    while low < high {
      let middle = (low + high) / 2
      if Int(ends[middle]) > place { high = middle } else { low = middle + 1 }
    }
    return (low == 0 ? start : Int(ends[low - 1]))..<Int(ends[low])
  }

  static func insertionSort(_ keys: UnsafeMutablePointer<UInt64>, _ range: Range<Int>) {
    for index in range.dropFirst() {
      let key = keys[index]
      var place = index
      while place > range.lowerBound, keys[place - 1] > key {
        keys[place] = keys[place - 1]
        place -= 1
      }
      keys[place] = key
    }
  }
}
