import CKernels

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Columns of 32-bit words that grow row by row, in blocks that are made when one of their words is
/// first written. Words never written are 0.
///
/// One thread writes; when it is done, any number may read.
public final class SparseColumns: @unchecked Sendable {
  // `@unchecked Sendable` holds because the owner hands the columns on only when they are written.

  /// The number of rows in a block.
  static let blockRows = 512

  /// For each column its blocks.
  private var blocks: [[UnsafeMutablePointer<UInt32>?]]
  private var arena = ZeroedArena()

  /// Some columns without words.
  public init(columns: Int) {
    blocks = Array(repeating: [], count: columns)
  }

  /// The number of columns.
  public var columnCount: Int { blocks.count }

  /// Adds a column and returns its number.
  public func addColumn() -> Int {
    blocks.append([])
    return blocks.count - 1
  }

  /// The word of a row and column. O(1).
  public func word(_ column: Int, _ row: Int) -> UInt32 {
    precondition(row >= 0, "there is no row \(row)")
    let number = row / Self.blockRows
    guard number < blocks[column].count, let block = blocks[column][number] else { return 0 }
    return block[row % Self.blockRows]
  }

  /// Writes the word of a row and column. O(1).
  public func set(_ column: Int, _ row: Int, _ word: UInt32) {
    precondition(row >= 0, "there is no row \(row)")
    block(column, row / Self.blockRows)[row % Self.blockRows] = word
  }

  /// The number of rows that a tile may have: tiles begin at multiples of it.
  public static let tileRows = 16

  /// Writes some rows of the first columns from a tile.
  ///
  /// - Parameters:
  ///   - tile: The words row by row, `stride` from one row to the next.
  ///   - rows: The number of rows, at most `tileRows`.
  ///   - row: The first row, a multiple of `tileRows`.
  public func store(
    _ tile: borrowing Span<UInt32>, rows: Int, columns: Int, stride: Int, at row: Int
  ) {
    precondition(
      (0...Self.tileRows).contains(rows) && columns <= min(stride, columnCount)
        && tile.count >= rows * stride && row >= 0 && row % Self.tileRows == 0,
      "a tile that does not fit the columns")
    let source = tile.pointer
    for column in 0..<columns {
      let target = block(column, row / Self.blockRows) + row % Self.blockRows
      for k in 0..<rows { target[k] = source[k * stride + column] }
    }
  }

  /// Calls a closure with each run of rows of a column that has words, up to a number of rows.
  public func forEachRun(
    _ column: Int, rows: Int, _ body: (_ firstRow: Int, _ words: Span<UInt32>) -> Void
  ) {
    for (number, block) in blocks[column].enumerated() {
      let first = number * Self.blockRows
      guard let block, first < rows else { continue }
      body(first, Span(_unsafeStart: block, count: min(Self.blockRows, rows - first)))
    }
  }

  /// Puts the words of a column that are not 0 into their slots.
  ///
  /// - Parameters:
  ///   - slots: For each row the position in `target`, or a negative number where it has none.
  public func scatter(
    _ column: Int, to slots: borrowing Span<Int32>, into target: inout MutableSpan<UInt32>
  ) {
    let (start, count) = (target.mutablePointer, target.count)
    let positions = slots.pointer
    for (number, block) in blocks[column].enumerated() {
      let first = number * Self.blockRows
      guard let block, first < slots.count else { continue }
      for k in 0..<min(Self.blockRows, slots.count - first) {
        let (slot, word) = (Int(positions[first + k]), block[k])
        if word != 0, slot >= 0, slot < count { start[slot] = word }
      }
    }
  }

  /// Puts the words of a column that are not 0 into their slots, each with its row's base added.
  public func scatter(
    _ column: Int, to slots: borrowing Span<Int32>, adding bases: borrowing Span<Int32>,
    into target: inout MutableSpan<UInt32>
  ) {
    precondition(bases.count == slots.count, "a base for each slot")
    let (start, count) = (target.mutablePointer, target.count)
    let (positions, added) = (slots.pointer, bases.pointer)
    for (number, block) in blocks[column].enumerated() {
      let first = number * Self.blockRows
      guard let block, first < slots.count else { continue }
      for k in 0..<min(Self.blockRows, slots.count - first) {
        let (slot, word) = (Int(positions[first + k]), block[k])
        if word != 0, slot >= 0, slot < count {
          start[slot] = word &+ UInt32(bitPattern: added[first + k])
        }
      }
    }
  }

  private func block(_ column: Int, _ number: Int) -> UnsafeMutablePointer<UInt32> {
    if number < blocks[column].count, let block = blocks[column][number] { return block }
    while blocks[column].count <= number { blocks[column].append(nil) }
    let block = arena.make(UInt32.self, count: Self.blockRows)
    blocks[column][number] = block
    return block
  }
}

/// Zeroed memory in pieces that are all given back at once.
///
/// Fresh memory costs a page fault each 4 KiB, more than what is written there; large slabs are asked for
/// in large pages.
private struct ZeroedArena: ~Copyable {
  private var slabs: [(start: UnsafeMutableRawPointer, size: Int)] = []
  private var next = UnsafeMutableRawPointer(bitPattern: 64).unsafelyUnwrapped
  private var room = 0

  private static var largePage: Int { 2 << 20 }

  deinit {
    for slab in slabs { munmap(slab.start, slab.size) }
  }

  mutating func make<Element: BitwiseCopyable>(_: Element.Type, count: Int)
    -> UnsafeMutablePointer<Element>
  {
    let size = (count * MemoryLayout<Element>.stride + 63) & ~63
    if size > room { addSlab(atLeast: size) }
    defer {
      next += size
      room -= size
    }
    return next.bindMemory(to: Element.self, capacity: count)
  }

  private mutating func addSlab(atLeast size: Int) {
    // The first slabs are small, so that a small table takes little memory.
    let wanted = slabs.isEmpty ? 1 << 18 : slabs.count == 1 ? 1 << 20 : Self.largePage
    let size = max(size, wanted)
    let isLarge = size >= Self.largePage
    // A large page begins at a multiple of its size: room for that is asked for, and given back.
    let whole = isLarge ? size + Self.largePage : size
    guard
      let start = mmap(nil, whole, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
      start != UnsafeMutableRawPointer(bitPattern: -1)
    else { fatalError("the system has no memory for a table") }
    guard isLarge else { return take(start, size) }
    let offset = -Int(bitPattern: start) & (Self.largePage - 1)
    if offset > 0 { munmap(start, offset) }
    let rest = whole - offset - size
    if rest > 0 { munmap(start + offset + size, rest) }
    #if os(Linux)
      madvise(start + offset, size, MADV_HUGEPAGE)
    #endif
    take(start + offset, size)
  }

  private mutating func take(_ start: UnsafeMutableRawPointer, _ size: Int) {
    slabs.append((start, size))
    next = start
    room = size
  }
}
