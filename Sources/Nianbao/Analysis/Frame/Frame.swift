import Vectors

/// Figures of some bodies over years: what changes and rankings are computed from, whether the bodies
/// are the units of a panel or the regions of a roll-up.
///
/// Like a panel it has one vector over the bodies for each (indicator, year) that occurs.
public struct Frame: Sendable {
  /// One body: a unit or a region.
  public struct Body: Sendable, Hashable {
    /// Its name.
    public let name: String
    /// Its code; empty where none is known.
    public let code: String
    /// The region it is or lies in, where one is known.
    public let region: RegionCode?
    /// Government or department; nil for a region of a roll-up.
    public let kind: Unit.Kind?

    /// A body.
    public init(name: String, code: String, region: RegionCode?, kind: Unit.Kind? = nil) {
      self.name = name
      self.code = code
      self.region = region
      self.kind = kind
    }
  }

  /// What kind of bodies a frame is about.
  public enum Subject: Sendable, Hashable {
    /// Units that report.
    case units
    /// Regions that units were rolled up to.
    case regions
  }

  /// What the indicators mean.
  public let catalog: Catalog
  /// Units or regions.
  public let subject: Subject
  /// The bodies, in the order of every vector.
  public let bodies: [Body]
  /// How many of the bodies stand for themselves alone: the units behind them cover others, and are
  /// ranked apart. All of them in a roll-up.
  public let leafCount: Int
  /// The years, ascending.
  public let years: [Year]
  /// The indicators, in the order of the catalogue.
  public let indicators: [IndicatorIndex]
  /// The regions that lie elsewhere than their codes say, in some years or in all.
  let parents: RegionParents
  /// The forms that the reports behind the figures stand on; nil where they are not known.
  let forms: BodyForms?

  /// Indicator by indicator, within one indicator year by year.
  private let columns: [Vector<Double>?]
  /// The notes beside the figures, as bits of `FigureNotes`; nil where a column has none.
  private let notes: [Vector<UInt16>?]
  /// What the figures of ratios were divided of; nil where a column is no ratio.
  private let sides: [FigureSides?]

  /// A frame of columns, each as long as `bodies`, years running fastest.
  ///
  /// - Parameter notes: For each column the bits of its `FigureNotes`, as long as `bodies`, or nil; an
  ///   empty array for no notes at all.
  /// - Parameter sides: For each column of a ratio its sides, or nil; an empty array for none at all.
  init(
    catalog: Catalog, subject: Subject, bodies: [Body], leafCount: Int? = nil, years: [Year],
    indicators: [IndicatorIndex], columns: [Vector<Double>?], notes: [Vector<UInt16>?] = [],
    sides: [FigureSides?] = [], parents: RegionParents = RegionParents(), forms: BodyForms? = nil
  ) {
    precondition(
      columns.count == years.count * indicators.count
        && columns.allSatisfy { $0.map { $0.count == bodies.count } ?? true },
      "a frame's columns do not fit its bodies, years and indicators")
    precondition(
      (notes.isEmpty || notes.count == columns.count)
        && notes.allSatisfy { $0.map { $0.count == bodies.count } ?? true },
      "a frame's notes do not fit its columns")
    precondition(
      sides.isEmpty || sides.count == columns.count, "a frame's sides do not fit its columns")
    self.catalog = catalog
    self.subject = subject
    self.bodies = bodies
    self.leafCount = leafCount ?? bodies.count
    self.years = years
    self.indicators = indicators
    self.columns = columns
    self.notes = notes
    self.sides = sides
    self.parents = parents
    self.forms = forms
  }

  /// A frame of the same bodies with other columns.
  ///
  /// - Parameters: As of a new frame; what is not told is this one's.
  func with(
    catalog: Catalog? = nil, years: [Year]? = nil, indicators: [IndicatorIndex]? = nil,
    columns: [Vector<Double>?], notes: [Vector<UInt16>?] = [], sides: [FigureSides?] = []
  ) -> Frame {
    Frame(
      catalog: catalog ?? self.catalog, subject: subject, bodies: bodies, leafCount: leafCount,
      years: years ?? self.years, indicators: indicators ?? self.indicators, columns: columns,
      notes: notes, sides: sides, parents: parents, forms: forms)
  }

  /// The region of a level that a body is or lies in, in a year; nil where it stands above the level.
  ///
  /// - Parameters: Positions in `bodies` and `years`.
  func region(of body: Int, at level: RegionCode.Level, in year: Int) -> RegionCode? {
    bodies[body].region.flatMap { parents.region($0, at: level, in: years[year]) }
  }

  /// The figures of an indicator in a year, or nil where no body has one. NaN is null.
  ///
  /// - Parameters:
  ///   - indicator: A position in `indicators`.
  ///   - year: A position in `years`.
  public func column(_ indicator: Int, _ year: Int) -> Vector<Double>? {
    columns[indicator * years.count + year]
  }

  /// The notes beside a column's figures as bits of `FigureNotes`, or nil where it has none.
  ///
  /// - Parameters: Positions in `indicators` and `years`.
  public func notes(_ indicator: Int, _ year: Int) -> Vector<UInt16>? {
    notes.isEmpty ? nil : notes[indicator * years.count + year]
  }

  /// What must be said beside one figure.
  ///
  /// - Parameters: Positions in `indicators`, `years` and `bodies`.
  public func notes(_ indicator: Int, _ year: Int, _ body: Int) -> FigureNotes {
    FigureNotes(rawValue: notes(indicator, year).map { $0[body] } ?? 0)
  }

  /// The numerators and denominators of a column of a derived ratio; nil for every other column.
  ///
  /// - Parameters: Positions in `indicators` and `years`.
  public func sides(_ indicator: Int, _ year: Int) -> FigureSides? {
    sides.isEmpty ? nil : sides[indicator * years.count + year]
  }

  /// The position of a year, or nil where the frame does not have it. O(years).
  public func position(of year: Year) -> Int? { years.firstIndex(of: year) }
}

extension Panel {
  /// The panel's units as a frame; no figure is copied, those of derived indicators are computed.
  ///
  /// - Parameter indicators: The indicators wanted; nil for all that occur.
  public func frame(indicators: [IndicatorIndex]? = nil) -> Frame {
    let indicators = indicators ?? presentIndicators
    let figures = indicators.flatMap { indicator in years.map { self.figures(indicator, $0) } }
    return Frame(
      catalog: catalog, subject: .units,
      bodies: units.map {
        Frame.Body(name: $0.name, code: $0.code, region: $0.region, kind: $0.kind)
      },
      leafCount: units.leafCount, years: years, indicators: indicators,
      columns: figures.map { $0?.values },
      notes: hasNotes
        ? indicators.flatMap { indicator in years.map { figureNotes(indicator, $0) } } : [],
      sides: figures.map { $0?.sides }, parents: parents, forms: BodyForms(reports))
  }
}
