extension NarrowVector {
  /// What a vector is made of, as it is written to a file and read back.
  public struct Parts: Sendable {
    /// The form of the elements.
    public var form: Form
    /// The exponent of the power of ten that codes are divided by.
    public var decimals: Int
    /// The code of all elements of a constant; nil where they are null.
    public var constant: Int32?

    /// Parts.
    public init(form: Form, decimals: Int, constant: Int32? = nil) {
      self.form = form
      self.decimals = decimals
      self.constant = constant
    }
  }

  /// The parts beside elements and zones.
  public var parts: Parts {
    guard case .constant(let code) = codes else { return Parts(form: form, decimals: decimals) }
    return Parts(form: .constant, decimals: decimals, constant: code)
  }

  /// The bytes of the elements and zones as they stand in a file: the elements, zeros up to a multiple
  /// of 64 bytes, the zones. A constant has neither.
  public static func storedBytes(_ form: Form, count: Int) -> Int {
    form == .constant
      ? 0
      : zoneOffset(form, count: count)
        + zoneCount(form, count: count) * MemoryLayout<Zone>.stride
  }

  /// Where the zones begin.
  private static func zoneOffset(_ form: Form, count: Int) -> Int {
    (form.width * count + 63) / 64 * 64
  }

  /// A vector over part of a file, as `write` wrote it; nil where the part is not inside the file or
  /// the parts make no vector.
  ///
  /// - Complexity: O(1) but for constants; nothing is read.
  public init?(_ parts: Parts, in file: MappedFile, at offset: Int, count: Int) {
    guard (0...Self.mostDecimals).contains(parts.decimals),
      parts.form != .double || parts.decimals == 0
    else { return nil }
    if parts.form == .constant {
      self.init(
        codes: .constant(parts.constant), count: count, decimals: parts.decimals,
        zones: Self.zones(repeating: parts.constant, count: count))
      return
    }
    func vector<Element>(_: Element.Type) -> Vector<Element>? {
      file.vector(of: Element.self, at: offset, count: count)
    }
    let codes: Codes? =
      switch parts.form {
      case .constant: nil
      case .signed8: vector(Int8.self).map { .signed8($0) }
      case .unsigned8: vector(UInt8.self).map { .unsigned8($0) }
      case .signed16: vector(Int16.self).map { .signed16($0) }
      case .signed32: vector(Int32.self).map { .signed32($0) }
      case .double: vector(Double.self).map { .double($0) }
      }
    guard let codes,
      let zones = file.vector(
        of: Zone.self, at: offset + Self.zoneOffset(parts.form, count: count),
        count: Self.zoneCount(parts.form, count: count))
    else { return nil }
    self.init(codes: codes, count: count, decimals: parts.decimals, zones: zones)
  }

  /// The bytes of elements and zones as they stand in a file. O(bytes).
  public var stored: Vector<UInt8> {
    let size = Self.storedBytes(form, count: count)
    return Vector(repeating: 0, count: size) { bytes in
      guard size > 0 else { return }
      let start = UnsafeMutableRawPointer(bytes.mutablePointer)
      if let (codes, form) = kernelCodes {
        start.copyMemory(from: codes, byteCount: form.width * count)
      } else if case .double(let values) = codes {
        start.copyMemory(from: values.storage.start, byteCount: 8 * count)
      }
      (start + Self.zoneOffset(form, count: count)).copyMemory(
        from: zones.storage.start, byteCount: zones.count * MemoryLayout<Zone>.stride)
    }
  }
}
