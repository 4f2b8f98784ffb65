/// Finds who reports and for which year, from title, preamble, table, signature and path.
///
/// The sources are asked in the order of their weight. The first that names a unit decides; the
/// others narrow an ambiguous name down, and where they name another unit or year a note says so.
struct SubjectRecogniser: Sendable {
  private let patterns: [SubjectPattern]
  private let names: BodyNames
  private let regions: RegionNames

  /// A recogniser with the patterns of data files.
  init(patterns file: EmbeddedFile, names: BodyNames, regions: RegionNames) throws(CatalogError) {
    let table = try DataTable(
      file: file.path, text: file.text, headings: ["source", "scope", "pattern"])
    var patterns: [SubjectPattern] = []
    var problems: [DataFileProblem] = []
    for row in table.rows {
      guard let source = SubjectPattern.Source(rawValue: row["source"]), source != .path,
        source != .person,
        let scope = SubjectPattern.Scope(rawValue: row["scope"])
      else {
        problems.append(
          DataFileProblem(
            file: file.path, line: row.line,
            message: "source and scope are ‘\(row["source"])’ and ‘\(row["scope"])’; expected "
              + "table, preamble, title or signature, and whole, short or anywhere"))
        continue
      }
      do {
        patterns.append(
          try SubjectPattern(source: source, scope: scope, pattern: row["pattern"]))
      } catch {
        problems.append(
          DataFileProblem(file: file.path, line: row.line, message: error.message))
      }
    }
    guard problems.isEmpty else { throw CatalogError(problems: problems) }
    self.patterns = patterns
    self.names = names
    self.regions = regions
  }

  // MARK: Evidence

  /// A unit that some source names.
  private struct UnitEvidence {
    let source: SubjectPattern.Source
    let name: String
    let candidates: [Unit]
    let place: Place
  }

  /// A year that some source names.
  private struct YearEvidence {
    let source: SubjectPattern.Source
    let year: Year
    let place: Place
  }

  /// The signs of text that are looked at; titles and preambles stand in front, the table's title
  /// and the signature behind at most some pages.
  private static let textLimit = 60_000
  /// The signs of one text that are looked at.
  private static let partLimit = 4000

  /// Fills a reading's subject and year, and says what is unclear or contradictory.
  ///
  /// - Parameters:
  ///   - texts: The report's texts outside of table rows, in order.
  ///   - stated: What a person says of the report; it outweighs all else.
  /// - Complexity: O(patterns × signs looked at).
  func recognise(
    _ texts: [Document.Text], path: String, stated: SubjectStatement = .init(),
    into reading: inout ReportReading
  ) {
    var units: [UnitEvidence] = []
    var years: [YearEvidence] = []
    if let unit = stated.unit {
      units.append(
        UnitEvidence(source: .person, name: unit.name, candidates: [unit], place: .unknown))
    }
    if let year = stated.year {
      years.append(YearEvidence(source: .person, year: year, place: .unknown))
    }
    var room = Self.textLimit
    for text in texts {
      guard room > 0 else { break }
      let signs = Self.signs(text.text, limit: min(Self.partLimit, room))
      room -= signs.count
      guard signs.count >= 4 else { continue }
      collect(from: signs, at: text.place, &units, &years)
    }
    let hints = collectPath(path, &units, &years)
    // Stable, so that within one source the first place counts.
    units = units.enumerated().sorted {
      ($0.element.source, $0.offset) < ($1.element.source, $1.offset)
    }
    .map(\.element)
    years = years.enumerated().sorted {
      ($0.element.source, $0.offset) < ($1.element.source, $1.offset)
    }
    .map(\.element)
    decideYear(years, into: &reading)
    decideUnit(units, hints: hints, into: &reading)
  }

  /// Half-width signs without blanks.
  private static func signs(_ text: String, limit: Int) -> [Unicode.Scalar] {
    var signs: [Unicode.Scalar] = []
    for scalar in text.unicodeScalars {
      let scalar = HalfWidth.of(scalar)
      if HalfWidth.isSpace(scalar) || HalfWidth.isInvisible(scalar) { continue }
      signs.append(scalar)
      if signs.count >= limit { break }
    }
    return signs
  }

  private func collect(
    from signs: [Unicode.Scalar], at place: Place, _ units: inout [UnitEvidence],
    _ years: inout [YearEvidence], as source: SubjectPattern.Source? = nil
  ) {
    var hasUnit = Set<SubjectPattern.Source>()
    var hasYear = Set<SubjectPattern.Source>()
    for pattern in patterns {
      // A page that lost its lines begins with its title.
      let isTitle = pattern.source == .title && signs.count > SubjectPattern.shortLimit
      let looked = isTitle ? Array(signs.prefix(SubjectPattern.shortLimit)) : signs
      guard let finding = pattern.find(in: looked) else { continue }
      let source = source ?? pattern.source
      if let year = finding.year, hasYear.insert(source).inserted {
        years.append(YearEvidence(source: source, year: year, place: place))
      }
      if let unit = finding.unit, !hasUnit.contains(source),
        let evidence = evidence(unit[...], source: source, place: place)
      {
        hasUnit.insert(source)
        units.append(evidence)
      }
    }
  }

  /// What a name says, or nil where it is no body's name.
  private func evidence(
    _ name: ArraySlice<Unicode.Scalar>, source: SubjectPattern.Source, place: Place
  ) -> UnitEvidence? {
    let name = names.withoutWordsBefore(name)
    let readings = names.readings(of: name)
    for reading in readings {
      let whole = regions.bodies(reading).filter(\.rest.isEmpty)
      guard !whole.isEmpty else { continue }
      let units = whole.map { Unit(name: $0.region.name, region: $0.region.code) }
      return UnitEvidence(source: source, name: units[0].name, candidates: units, place: place)
    }
    let partial = regions.bodies(name).filter { body in
      // A region's short name may begin another place's name: 平潭综合实验区管委会办公室.
      !body.isShort || !body.rest.contains(where: { "区县市镇乡".contains($0) })
    }
    if let first = partial.first, names.isDepartment(Array(first.rest.unicodeScalars)[...]) {
      let units = partial.map {
        Unit(name: $0.rest, region: $0.region.code, kind: .department)
      }
      return UnitEvidence(source: source, name: first.rest, candidates: units, place: place)
    }
    guard readings.contains(where: names.isUnit) || names.isDepartment(name) || source != .path
    else { return nil }
    // The region tree does not know it: the name without the regions above, without its ending.
    let bare = readings.dropFirst().first { names.isUnit($0) } ?? name
    let above = regions.bodies(bare).first { !$0.isShort || $0.region.code.level == .province }
    return UnitEvidence(
      source: source, name: above?.rest ?? bare.text, candidates: [], place: place)
  }

  /// The units that a bare name may mean, such as one in a column of names.
  ///
  /// - Complexity: O(length² × regions of one name).
  func subject(named name: String) -> ReportReading.Subject {
    let signs = Self.signs(name, limit: 200)
    guard let found = evidence(signs[...], source: .table, place: .unknown),
      !found.candidates.isEmpty
    else { return .init(name: name, candidates: []) }
    return .init(name: found.name, candidates: found.candidates)
  }

  /// The unit that a person names: by region code, by `110118/民政局` for a department, or by name
  /// with the regions above it as far as they are needed.
  ///
  /// - Throws: `UnitNameMistake` where no unit or several are meant.
  /// - Complexity: O(length² × regions of one name).
  func unit(named text: String) throws(UnitNameMistake) -> Unit {
    let parts = text.split(separator: "/", maxSplits: 1).map(\.trimmingSpaces)
    if let first = parts.first, first.utf8.allSatisfy({ (48...57).contains($0) }) {
      guard let region = RegionCode(first).flatMap({ regions.region($0) }) else {
        throw .unknownCode(first)
      }
      guard parts.count == 2 else { return Unit(name: region.name, region: region.code) }
      return Unit(name: parts[1], region: region.code, kind: .department)
    }
    let subject = subject(named: text.filter { $0 != "/" })
    switch subject.candidates.count {
    case 0: return Unit(name: subject.name ?? text, region: nil)
    case 1: return subject.candidates[0]
    default: throw .ambiguous(text, subject.candidates)
    }
  }

  // MARK: The path

  /// Evidence of file and folder names.
  ///
  /// - Returns: For each part of the path that names counties or higher regions, all of that name;
  ///   they narrow ambiguous names down.
  private func collectPath(
    _ path: String, _ units: inout [UnitEvidence], _ years: inout [YearEvidence]
  ) -> [[RegionCode]] {
    var hints: [[RegionCode]] = []
    var components = path.split(separator: "/").map(String.init)
    guard !components.isEmpty else { return [] }
    if let dot = components[components.count - 1].lastIndex(of: ".") {
      components[components.count - 1] = String(components[components.count - 1][..<dot])
    }
    var found: (units: [UnitEvidence], years: [YearEvidence]) = ([], [])
    for component in components.reversed().prefix(6) {
      let signs = Self.signs(component, limit: 200)
      collect(from: signs, at: .unknown, &found.units, &found.years, as: .path)
      let digits = signs.split { HalfWidth.digit($0) == nil }
      if let year = digits.lazy.compactMap({ YearText.year($0) }).first, found.years.isEmpty {
        found.years.append(YearEvidence(source: .path, year: year, place: .unknown))
      }
      let pieces = signs.split { !HalfWidth.isHan($0) }.filter { $0.count >= 2 }
      let joined = pieces.flatMap { $0 }[...]
      if found.units.isEmpty {
        func unit(_ name: ArraySlice<Unicode.Scalar>) -> UnitEvidence? {
          name.count < 2 ? nil : evidence(name, source: .path, place: .unknown)
        }
        // All pieces in a row are a path; else the last piece that names a unit is meant, even one
        // that the tree does not know, and never the region in front of it.
        let whole = unit(joined).flatMap { $0.candidates.isEmpty ? nil : $0 }
        if let unit = whole ?? pieces.reversed().lazy.compactMap({ unit($0) }).first {
          found.units.append(unit)
        }
      }
      for name in [joined] + pieces.reversed() where name.count >= 2 {
        let named = names.readings(of: name).flatMap { regions.regions(named: $0.text) }
          .map(\.code).filter { $0.level <= .county }
        if !named.isEmpty { hints.append(named) }
      }
    }
    units += found.units
    years += found.years
    return hints
  }

  // MARK: Decisions

  private func decideYear(_ evidence: [YearEvidence], into reading: inout ReportReading) {
    guard let first = evidence.first else {
      reading.notes.append(
        ReadingNote(
          kind: .unclearSubject, place: .unknown,
          message: LocalizedText(
            zh: "找不到报告年份；请在标题、正文或文件名中写明，如 2017年度。",
            en: "no year was found; state it in the title, the text or the file's name, such as "
              + "2017年度.")))
      return
    }
    reading.year = first.year
    var told: Set<Year> = [first.year]
    for other in evidence where told.insert(other.year).inserted {
      reading.notes.append(
        ReadingNote(
          kind: .contradiction, place: other.place,
          message: LocalizedText(
            zh: "\(first.source.name.chinese)写的是 \(first.year) 年，"
              + "\(other.source.name.chinese)写的是 \(other.year) 年；采用 \(first.year) 年，请核对。",
            en: "\(first.source.name.english) says \(first.year), \(other.source.name.english) "
              + "\(other.year); \(first.year) was taken; check it.")))
    }
  }

  private func decideUnit(
    _ evidence: [UnitEvidence], hints: [[RegionCode]], into reading: inout ReportReading
  ) {
    guard let first = evidence.first(where: { !$0.candidates.isEmpty }) ?? evidence.first else {
      reading.notes.append(
        ReadingNote(
          kind: .unclearSubject, place: .unknown,
          message: LocalizedText(
            zh: "找不到填报单位；请在标题、正文或文件名中写明，如 密云区古北口镇。",
            en: "no reporting unit was found; state it in the title, the text or the file's name, "
              + "such as 密云区古北口镇.")))
      return
    }
    var candidates = first.candidates
    var told: Set<String> = []
    for other in evidence where !other.candidates.isEmpty {
      let shared = candidates.filter { candidate in
        other.candidates.contains { Self.agree(candidate, $0) }
      }
      if !shared.isEmpty {
        candidates = shared
      } else if told.insert(other.name).inserted {
        reading.notes.append(
          ReadingNote(
            kind: .contradiction, place: other.place,
            message: LocalizedText(
              zh: "\(first.source.name.chinese)写的单位是“\(first.name)”，"
                + "\(other.source.name.chinese)写的是“\(other.name)”；采用“\(first.name)”，请核对。",
              en: "\(first.source.name.english) names ‘\(first.name)’, "
                + "\(other.source.name.english) ‘\(other.name)’; ‘\(first.name)’ was taken; "
                + "check it.")))
      }
    }
    if candidates.count > 1, let year = reading.year {
      let existing = candidates.filter { candidate in
        candidate.region.flatMap { regions.region($0) }?.exists(in: year) ?? true
      }
      if !existing.isEmpty { candidates = existing }
    }
    for hint in hints where candidates.count > 1 {
      let inside = candidates.filter { candidate in
        candidate.region.map { region in hint.contains { $0.contains(region) } } ?? false
      }
      if !inside.isEmpty { candidates = inside }
    }
    reading.subject = .init(name: candidates.first?.name ?? first.name, candidates: candidates)
    noteUnclear(first, candidates, into: &reading)
    noteFormer(candidates, place: first.place, into: &reading)
  }

  /// Says where a unit had been merged or divided before the year it reports of.
  private func noteFormer(_ candidates: [Unit], place: Place, into reading: inout ReportReading) {
    guard candidates.count == 1, let code = candidates[0].region, let year = reading.year,
      let region = regions.region(code), let until = region.until, !region.exists(in: year)
    else { return }
    let heirs = regions.successors(ofFormer: code).map { "\($0.name) \($0.code)" }
      .joined(separator: "、")
    reading.notes.append(
      ReadingNote(
        kind: .contradiction, place: place,
        message: LocalizedText(
          zh: "\(region.name)只存在到 \(until) 年（现为 \(heirs)），报告却是 \(year) 年的；请核对单位和年份。",
          en: "\(region.name) existed until \(until) (now \(heirs)), but the report is of \(year); "
            + "check unit and year.")))
  }

  /// Whether two names can mean one unit: the same, or the second a region above the first.
  private static func agree(_ unit: Unit, _ other: Unit) -> Bool {
    if unit.key == other.key { return true }
    guard let region = unit.region, let above = other.region, other.kind == .government else {
      return false
    }
    return above.contains(region)
  }

  private func noteUnclear(
    _ evidence: UnitEvidence, _ candidates: [Unit], into reading: inout ReportReading
  ) {
    guard candidates.count != 1 else { return }
    let message: LocalizedText
    if candidates.isEmpty {
      message = LocalizedText(
        zh: "行政区划中没有“\(evidence.name)”，按此名称单列；如系曾用名，请写入 --region-changes 的表。",
        en: "the region tree has no ‘\(evidence.name)’; it is kept under this name; if the name is "
          + "of the past, add it to a table for --region-changes.")
    } else {
      let listed = candidates.prefix(3).map(\.code).joined(separator: "、")
      message = LocalizedText(
        zh: "“\(evidence.name)”可能是 \(candidates.count) 个单位之一(\(listed)"
          + "\(candidates.count > 3 ? " 等" : ""))；请用 --unit 或 --manifest 指明，或把上级区县写进文件名。",
        en: "‘\(evidence.name)’ may be any of \(candidates.count) units (\(listed)"
          + "\(candidates.count > 3 ? ", …" : "")); settle it with --unit or --manifest, or put the "
          + "district into the name of the file or folder.")
    }
    reading.notes.append(
      ReadingNote(kind: .unclearSubject, place: evidence.place, message: message))
  }
}

extension SubjectPattern.Source {
  /// What it is called in messages.
  var name: LocalizedText {
    switch self {
    case .person: LocalizedText(zh: "给定的说明", en: "the given statement")
    case .table: LocalizedText(zh: "统计表标题", en: "the table's title")
    case .preamble: LocalizedText(zh: "正文", en: "the text")
    case .title: LocalizedText(zh: "报告标题", en: "the report's title")
    case .signature: LocalizedText(zh: "填报单位", en: "the signature")
    case .path: LocalizedText(zh: "文件名", en: "the file's name")
    }
  }
}
