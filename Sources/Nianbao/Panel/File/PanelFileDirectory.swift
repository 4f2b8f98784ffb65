import Vectors

/// A mapped panel file whose header and directory are sound.
struct PanelFileDirectory {
  let path: String
  let file: MappedFile
  let version: UInt64
  /// How often the file was appended to.
  let generation: UInt64
  /// The bytes that count; what stands behind them is of a writer that did not finish.
  let end: Int
  let unitCount: Int
  let leafCount: Int
  let entries: [PanelFile.Key: PanelFile.Entry]

  /// Maps a file and reads its directory.
  ///
  /// - Complexity: O(entries).
  init(path: String) throws(PanelFileError) {
    self.path = path
    do { file = try MappedFile(path: path) } catch {
      throw .system(path: path, reason: error.reason)
    }
    let header = try Self.header(of: file, path)
    version = header[1]
    generation = version == 1 ? 0 : header[8]
    let isWhole = version == 1 ? header[2] == UInt64(file.count) : header[2] <= UInt64(file.count)
    guard isWhole, let end = Int(exactly: header[2]) else {
      throw .cutOff(path: path, expected: header[2], found: file.count)
    }
    self.end = end
    guard let offset = Int(exactly: header[3]), let count = Int(exactly: header[4]),
      count <= file.count / 64, let units = Int(exactly: header[6]),
      let leaves = Int(exactly: header[7]),
      let words = file.vector(
        of: UInt64.self, at: offset, count: count * PanelFile.entryWords),
      Checksum.of(words.span) == header[5]
    else { throw .damaged(path: path, part: "directory") }
    unitCount = units
    leafCount = leaves
    entries = try Self.entries(words, path)
  }

  /// The words of the header that counts: of two sound ones the later.
  private static func header(of file: MappedFile, _ path: String) throws(PanelFileError)
    -> [UInt64]
  {
    func words(at offset: Int) -> [UInt64]? {
      file.vector(of: UInt64.self, at: offset, count: PanelFile.headerWords)?.array
    }
    guard let first = words(at: 0), first[0] == PanelFile.magic else {
      throw .noPanelFile(path: path)
    }
    guard first[1] <= PanelFile.version else { throw .newerVersion(path: path, version: first[1]) }
    let slots = first[1] == 1 ? [first] : PanelFile.headerOffsets.compactMap(words)
    let sound = slots.filter { words in
      let summed = Array(words.dropLast())
      return words[0] == PanelFile.magic && words[1] == first[1]
        && Checksum.of(summed.span) == words[PanelFile.headerWords - 1]
    }
    guard let latest = sound.max(by: { $0[8] < $1[8] }) else {
      throw .damaged(path: path, part: "header")
    }
    return latest
  }

  private static func entries(_ words: Vector<UInt64>, _ path: String) throws(PanelFileError)
    -> [PanelFile.Key: PanelFile.Entry]
  {
    var entries: [PanelFile.Key: PanelFile.Entry] = [:]
    entries.reserveCapacity(words.count / PanelFile.entryWords)
    let span = words.span
    for start in stride(from: 0, to: span.count, by: PanelFile.entryWords) {
      // A kind of section that this version does not know is no concern of it.
      guard let section = PanelFile.Section(rawValue: span[start]) else { continue }
      guard let indicator = Int(exactly: span[start + 1]),
        let year = Int(exactly: span[start + 2]), let offset = Int(exactly: span[start + 3]),
        let size = Int(exactly: span[start + 4])
      else { throw .damaged(path: path, part: "directory") }
      let key = PanelFile.Key(section: section, indicator: indicator, year: year)
      entries[key] = PanelFile.Entry(
        key: key, offset: offset, size: size, checksum: span[start + 5],
        details: PanelFile.Details(form: span[start + 6], constant: span[start + 7]))
    }
    return entries
  }

  // MARK: Sections

  /// The elements of a section.
  ///
  /// - Parameters:
  ///   - isVerified: Whether the checksum is compared, which reads the section.
  ///   - part: What a message calls it.
  func vector<Element>(
    _ key: PanelFile.Key, of _: Element.Type, isVerified: Bool = true, part: String? = nil
  ) throws(PanelFileError) -> Vector<Element> {
    let stride = MemoryLayout<Element>.stride
    guard let entry = entries[key], entry.size % stride == 0,
      let vector = file.vector(of: Element.self, at: entry.offset, count: entry.size / stride),
      !isVerified || Checksum.of(vector.span) == entry.checksum
    else { throw .damaged(path: path, part: part ?? "\(key.section)") }
    return vector
  }

  /// The elements of a section that is there once.
  func vector<Element>(_ section: PanelFile.Section, of _: Element.Type)
    throws(PanelFileError) -> Vector<Element>
  {
    try vector(PanelFile.Key(section: section), of: Element.self)
  }

  /// The texts of two sections.
  func texts(_ offsets: PanelFile.Section, _ bytes: PanelFile.Section)
    throws(PanelFileError) -> TextColumn
  {
    guard
      let texts = TextColumn(
        offsets: try vector(offsets, of: UInt32.self), bytes: try vector(bytes, of: UInt8.self))
    else { throw .damaged(path: path, part: "\(offsets)") }
    return texts
  }

  /// The bytes of all sections.
  var sectionBytes: Int { entries.values.reduce(0) { $0 + $1.size } }
}
