import Vectors

extension PanelFile {
  /// How a file was brought to another panel.
  public enum Update: Sendable, Hashable {
    /// The parts that differ were written behind the others.
    case appended(bytes: Int)
    /// The file was written anew, because most of it differs.
    case rewritten(bytes: Int)
  }

  /// Lets a file hold another panel, such as itself with a further year: what it has already stays where
  /// it is, what differs is appended, and a new directory is made to count last of all.
  ///
  /// Readers that have the file open go on with what it was. Whatever stops the writer, the file is as it
  /// was or as it is to be. Where less than half of the file would count, and for files of an older
  /// version, it is written anew and replaced as a whole.
  ///
  /// - Throws: `PanelFileError` where the file cannot be read or written, or another process changes it.
  /// - Complexity: Linear in the panel's memory; writes what differs.
  public static func update(_ path: String, with panel: Panel) throws(PanelFileError) -> Update {
    let update = try PanelUpdate(path: path)
    return try update.write(panel)
  }
}

/// The right to change a panel file, from reading what it holds to writing what it is to hold.
public struct PanelUpdate: ~Copyable {
  private let path: String
  private let lock: FileLock
  private let directory: PanelFileDirectory

  /// Takes the right to change a file.
  ///
  /// - Throws: `PanelFileError` where it is no sound panel file or another process changes it.
  public init(path: String) throws(PanelFileError) {
    let lock = try Self.lock(path)
    directory = try PanelFileDirectory(path: path)
    self.path = path
    self.lock = lock
  }

  private static func lock(_ path: String) throws(PanelFileError) -> FileLock {
    do { return try FileLock(path: path) } catch { throw PanelFileError(error, path: path) }
  }

  /// The panel that the file holds.
  public func panel(catalog: Catalog, regions: RegionTree) throws(PanelFileError) -> Panel {
    try PanelFileReader(directory).panel(
      catalog: catalog, regions: regions, verifiesChunks: false)
  }

  /// Lets the file hold a panel.
  public consuming func write(_ panel: Panel) throws(PanelFileError) -> PanelFile.Update {
    if directory.version == PanelFile.version, try hasUnits(panel.units) {
      let ids = try directory.texts(.indicatorOffsets, .indicatorBytes)
      do {
        var writer = PanelSectionWriter(
          file: try AlignedFileWriter(appendingTo: path, behind: directory.end), panel: panel,
          base: directory, baseIndicators: (0..<ids.count).map { ids[$0] })
        try writer.writeSections(of: panel)
        if directory.end + writer.writtenBytes <= 2 * writer.sectionBytes + PanelFile.slack {
          let written = writer.writtenBytes
          try writer.finish(generation: directory.generation + 1)
          return .appended(bytes: written)
        }
      } catch {
        throw PanelFileError(error, path: path)
      }
    }
    try PanelFile.write(panel, to: path)
    return .rewritten(bytes: panel.storedBytes)
  }

  /// Whether the file's units are those of a panel, so that its chunks can be kept.
  private func hasUnits(_ units: UnitTable) throws(PanelFileError) -> Bool {
    guard units.count == directory.unitCount, units.leafCount == directory.leafCount,
      let regions = directory.entries[PanelFile.Key(section: .unitRegions)],
      let kinds = directory.entries[PanelFile.Key(section: .unitKinds)]
    else { return false }
    return directory.file.has(units.regions.span, at: regions.offset, size: regions.size)
      && directory.file.has(units.kinds.span, at: kinds.offset, size: kinds.size)
  }
}

extension PanelFile {
  /// What a file may hold beyond twice its panel before it is written anew: padding, directories.
  fileprivate static let slack = 1 << 20
}

extension Panel {
  /// The bytes of all figures, marks and places as a file has them.
  fileprivate var storedBytes: Int {
    presentIndicators.reduce(0) { sum, indicator in
      years.reduce(sum) { sum, year in
        guard let column = column(indicator, year) else { return sum }
        return sum
          + NarrowVector.storedBytes(column.figures.form, count: units.count)
          + (column.storedMarks.count ?? 0) + 4 * (column.places?.count ?? 0)
      }
    }
  }
}
