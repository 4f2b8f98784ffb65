import Vectors

extension PanelFileDirectory {
  /// The column of an indicator in a year; nil where the file has none.
  ///
  /// - Parameters:
  ///   - indicator: The indicator's position in the file's list.
  ///   - name: What a message calls it.
  ///   - isVerified: Whether checksums are compared, which reads the chunks.
  func column(_ indicator: Int, _ year: Int, name: String, isVerified: Bool)
    throws(PanelFileError) -> Column?
  {
    func key(_ section: PanelFile.Section) -> PanelFile.Key {
      PanelFile.Key(section: section, indicator: indicator, year: year)
    }
    let part = "\(name) \(year)"
    func chunk<Element>(_ section: PanelFile.Section, _: Element.Type) throws(PanelFileError)
      -> Vector<Element>
    {
      let vector = try vector(key(section), of: Element.self, isVerified: isVerified, part: part)
      guard vector.count == unitCount else { throw .damaged(path: path, part: part) }
      return vector
    }
    let figures: NarrowVector
    if let entry = entries[key(.figures)] {
      figures = try self.figures(entry, part, isVerified)
    } else if entries[key(.values)] != nil {
      figures = NarrowVector(asDoubles: try chunk(.values, Double.self))
    } else {
      return nil
    }
    let marks: Marks
    if let entry = entries[key(.marksByPresence)] {
      let word = entry.details.form
      marks = .byPresence(
        figure: UInt8(truncatingIfNeeded: word), null: UInt8(truncatingIfNeeded: word >> 8))
    } else {
      marks = .each(try chunk(.marks, UInt8.self))
    }
    return Column(
      figures: figures, storedMarks: marks,
      places: entries[key(.places)] == nil ? nil : try chunk(.places, UInt32.self))
  }

  private func figures(_ entry: PanelFile.Entry, _ part: String, _ isVerified: Bool)
    throws(PanelFileError) -> NarrowVector
  {
    guard let parts = NarrowVector.Parts(entry.details),
      NarrowVector.storedBytes(parts.form, count: unitCount) == entry.size,
      let figures = NarrowVector(parts, in: file, at: entry.offset, count: unitCount),
      !isVerified || parts.form == .constant || isSound(entry)
    else { throw .damaged(path: path, part: part) }
    return figures
  }

  private func isSound(_ entry: PanelFile.Entry) -> Bool {
    file.vector(of: UInt8.self, at: entry.offset, count: entry.size).map {
      Checksum.of($0.span) == entry.checksum
    } ?? false
  }
}

extension NarrowVector.Parts {
  /// The parts that an entry of the directory states; nil for a form that is not known.
  init?(_ details: PanelFile.Details) {
    guard let form = NarrowVector.Form(rawValue: UInt8(truncatingIfNeeded: details.form)) else {
      return nil
    }
    let hasConstant = details.form >> 16 & 1 == 1
    self.init(
      form: form, decimals: Int(details.form >> 8 & 0xFF),
      constant: hasConstant ? Int32(truncatingIfNeeded: details.constant) : nil)
  }

  /// The parts as an entry of the directory states them.
  var details: PanelFile.Details {
    let hasConstant: UInt64 = constant == nil ? 0 : 1
    return PanelFile.Details(
      form: UInt64(form.rawValue) | UInt64(decimals) << 8 | hasConstant << 16,
      constant: UInt64(UInt32(bitPattern: constant ?? 0)))
  }
}
