/// An immutable run of numbers in the narrowest form that loses nothing.
///
/// Each number is a *code*, a whole number of at most 32 bits, divided by a power of ten that all
/// numbers of the vector share: 3 is the code 3, and 0.25 beside 1.5 the code 25 over 10². The quotient
/// is rounded once, as a printed decimal is when it is read, so a code gives back the very bits that it
/// was made from. Numbers that have no such code, zero below zero among them, stay doubles. A vector
/// whose numbers are all the same, or all null, has no codes at all.
///
/// Beside the codes stand *zones*: for each `zoneLength` elements the least and greatest code and the
/// number of nulls. They prove how wide the lanes of a sum must be, and often decide without a look
/// at the codes.
///
/// Copying a vector copies references; it may be read from any number of threads. Memory is its own or
/// part of a `MappedFile`.
public struct NarrowVector: Sendable {
  /// How the numbers are stored.
  public enum Form: UInt8, Sendable, CaseIterable {
    /// Not at all: each is the same, or null.
    case constant = 0
    /// Codes from −127 to 127; −128 is null.
    case signed8 = 1
    /// Codes from 0 to 254; 255 is null.
    case unsigned8 = 2
    /// Codes from −32,767 to 32,767; −32,768 is null.
    case signed16 = 3
    /// Codes of 32 bits; the least is null.
    case signed32 = 4
    /// The numbers themselves; NaN is null.
    case double = 5

    /// The bytes of an element.
    public var width: Int {
      switch self {
      case .constant: 0
      case .signed8, .unsigned8: 1
      case .signed16: 2
      case .signed32: 4
      case .double: 8
      }
    }
  }

  /// What there is among some neighbouring elements.
  public struct Zone: BitwiseCopyable, Sendable, Hashable {
    /// The least code; above `greatest` where all are null.
    public let least: Int32
    /// The greatest code.
    public let greatest: Int32
    /// The number of nulls.
    public let nullCount: Int32
  }

  /// The elements of a zone; the last zone has what remains.
  public static let zoneLength = 4096

  /// The most decimals that codes have.
  public static let mostDecimals = 9

  /// The elements where they are stored.
  enum Codes: Sendable {
    /// The code of all elements, or null.
    case constant(Int32?)
    case signed8(Vector<Int8>)
    case unsigned8(Vector<UInt8>)
    case signed16(Vector<Int16>)
    case signed32(Vector<Int32>)
    case double(Vector<Double>)
  }

  /// The number of elements.
  public let count: Int
  /// The power of ten that codes are divided by, as its exponent; 0 in vectors of doubles.
  public let decimals: Int
  /// One zone for each `zoneLength` elements or part of it; none in vectors of doubles.
  public let zones: Vector<Zone>

  let codes: Codes
  private let widened = WidenedVector()

  /// A vector of parts that fit together.
  init(codes: Codes, count: Int, decimals: Int, zones: Vector<Zone>) {
    self.codes = codes
    self.count = count
    self.decimals = decimals
    self.zones = zones
  }

  /// How the elements are stored.
  public var form: Form {
    switch codes {
    case .constant: .constant
    case .signed8: .signed8
    case .unsigned8: .unsigned8
    case .signed16: .signed16
    case .signed32: .signed32
    case .double: .double
    }
  }

  /// The element at a position, NaN for null; checked. O(1).
  public subscript(position: Int) -> Double {
    precondition(
      position >= 0 && position < count, "position \(position) is outside a vector of \(count)")
    func quotient(_ code: Int32, _ null: Int32) -> Double {
      code == null ? .nan : Double(code) / power
    }
    return switch codes {
    case .constant(let code): code.map { Double($0) / power } ?? .nan
    case .signed8(let codes): quotient(Int32(codes[position]), Int32(Int8.min))
    case .unsigned8(let codes): quotient(Int32(codes[position]), Int32(UInt8.max))
    case .signed16(let codes): quotient(Int32(codes[position]), Int32(Int16.min))
    case .signed32(let codes): quotient(codes[position], .min)
    case .double(let values): values[position]
    }
  }

  /// The elements as doubles; NaN is null.
  ///
  /// - Complexity: O(count) at the first call, whose result is kept for the next ones; O(1) in vectors
  ///   of doubles.
  public var values: Vector<Double> {
    if case .double(let values) = codes { return values }
    return widened.vector { widening() }
  }

  /// The number of nulls. O(zones), in vectors of doubles O(count).
  public var nullCount: Int {
    var nulls = 0
    if case .double(let values) = codes {
      for position in 0..<count where values[position].isNaN { nulls += 1 }
      return nulls
    }
    for zone in 0..<zones.count { nulls += Int(zones[zone].nullCount) }
    return nulls
  }

  /// The bytes that the elements take; zones not counted.
  public var bytes: Int { form.width * count }

  /// What codes are divided by.
  var power: Double { Self.powers[decimals] }

  /// The powers of ten up to `mostDecimals`, all of them exact.
  static let powers: [Double] = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9]

  /// The number of zones of a number of elements.
  static func zoneCount(_ count: Int) -> Int { (count + zoneLength - 1) / zoneLength }

  /// The number of zones of a vector of a form.
  static func zoneCount(_ form: Form, count: Int) -> Int { form == .double ? 0 : zoneCount(count) }
}
