/// How Chinese characters are read, without tones: finds a name by what a person types of its pinyin.
///
/// `gubeikou`, `gubeik`, `gbkz` and `gubkz` all stand for 古北口镇: each character by its whole reading or
/// by how that begins, as input methods have it. A character with several readings has any of them.
struct Pinyin: Sendable {
  /// How much of a name was typed, the best first.
  enum Match: Int, Comparable, Sendable {
    /// All its characters.
    case whole
    /// Its beginning.
    case beginning
    /// A part behind its beginning, from a whole reading on.
    case inside

    static func < (left: Match, right: Match) -> Bool { left.rawValue < right.rawValue }
  }

  private var readings: [Unicode.Scalar: [[UInt8]]] = [:]

  /// The readings that ship in the binary.
  ///
  /// It is for names that were not found; nothing else should wait for it.
  ///
  /// - Throws: `CatalogError` where the data file has a mistake; a test reads it.
  /// - Complexity: Linear in its 7,000 characters, some milliseconds.
  static func builtIn() throws(CatalogError) -> Pinyin {
    try Pinyin(file: EmbeddedFile.required("pinyin.tsv"))
  }

  /// Readings from a table of syllables and the characters that are read so.
  ///
  /// - Throws: `CatalogError` with every line whose syllable is not of the letters a to z, or stands
  ///   there twice.
  init(file: EmbeddedFile) throws(CatalogError) {
    let table = try DataTable(
      file: file.path, text: file.text, headings: ["syllable", "characters"])
    var problems: [DataFileProblem] = []
    var seen: Set<String> = []
    for row in table.rows {
      let syllable = row["syllable"]
      let letters = Array(syllable.utf8)
      let isOfLetters = letters.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
      guard !letters.isEmpty, isOfLetters, seen.insert(syllable).inserted else {
        problems.append(
          DataFileProblem(
            file: file.path, line: row.line,
            message: "‘\(syllable)’ is no syllable of letters a to z, or stands twice"))
        continue
      }
      for character in row["characters"].unicodeScalars {
        readings[character, default: []].append(letters)
        // The two syllables where people type u for ü.
        if syllable == "lve" || syllable == "nve" {
          readings[character, default: []].append([letters[0]] + Array("ue".utf8))
        }
      }
    }
    guard problems.isEmpty else { throw CatalogError(problems: problems) }
  }

  /// The letters and digits of a typed text, without what parts syllables; nil where it is no pinyin.
  static func letters(of text: some StringProtocol) -> [UInt8]? {
    var letters: [UInt8] = []
    for scalar in text.lowercased().unicodeScalars {
      switch scalar {
      case "a"..."z", "0"..."9": letters.append(UInt8(scalar.value))
      case "ü": letters.append(UInt8(ascii: "v"))
      case " ", "'", "’", "-": continue
      default: return nil
      }
    }
    let isRead = letters.contains { $0 >= UInt8(ascii: "a") }
    return letters.count >= 2 && isRead ? letters : nil
  }

  /// The readings of a character, none where it has no known one.
  func syllables(of character: Unicode.Scalar) -> [String] {
    (readings[character] ?? []).map { String(decoding: $0, as: UTF8.self) }
  }

  /// How much of a name some letters are; nil where they are not of it, or it has no character with a
  /// known reading.
  ///
  /// - Complexity: O(characters² × letters).
  func match(_ letters: [UInt8], _ name: String) -> Match? {
    let characters = Array(name.unicodeScalars)
    guard !letters.isEmpty, characters.contains(where: { readings[$0] != nil }) else { return nil }
    if let match = match(letters, characters[...], beginsWhole: false) { return match }
    let isInside = characters.indices.dropFirst().contains { start in
      match(letters, characters[start...], beginsWhole: true) != nil
    }
    return isInside ? .inside : nil
  }

  /// Whether letters are the first of some characters: a walk over the characters with the set of
  /// places in the letters that can have been reached.
  private func match(
    _ letters: [UInt8], _ characters: ArraySlice<Unicode.Scalar>, beginsWhole: Bool
  ) -> Match? {
    var reached: Set<Int> = [0]
    for position in characters.indices {
      let needsWhole = beginsWhole && position == characters.startIndex
      var next: Set<Int> = []
      for place in reached {
        next.formUnion(places(after: place, characters[position], letters, needsWhole))
      }
      if next.isEmpty { return nil }
      if next.contains(letters.count) {
        return position == characters.endIndex - 1 ? .whole : .beginning
      }
      reached = next
    }
    return nil
  }

  /// The places that one character leads to from a place.
  private func places(
    after place: Int, _ character: Unicode.Scalar, _ letters: [UInt8], _ needsWhole: Bool
  ) -> Set<Int> {
    guard let syllables = readings[character] else {
      // Signs are not typed; a letter or digit stands for itself.
      guard character.properties.isAlphabetic || character.properties.numericType != nil else {
        return [place]
      }
      let byte = character.properties.lowercaseMapping.utf8.first
      return letters[place] == byte ? [place + 1] : []
    }
    var places: Set<Int> = []
    for syllable in syllables {
      let rest = letters[place...]
      if rest.starts(with: syllable) { places.insert(place + syllable.count) }
      guard !needsWhole, rest.first == syllable[0] else { continue }
      places.insert(place + 1)
      let isDouble = syllable.count > 1 && syllable[1] == UInt8(ascii: "h")
      if isDouble, rest.dropFirst().first == syllable[1] { places.insert(place + 2) }
      // The last syllable typed may be cut anywhere.
      if syllable.starts(with: rest) { places.insert(letters.count) }
    }
    return places
  }
}
