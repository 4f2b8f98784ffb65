import Nianbao

/// The figures of the nine-section form as positions in an array: the form's rows in printed order.
struct FormRows: Sendable {
  /// The indicator of each position.
  let indicators: [IndicatorIndex]
  /// What the positions mean.
  let catalog: Catalog
  private let positions: [IndicatorID: Int]

  /// The rows of the 2014 form.
  ///
  /// - Parameter region: The region whose own rows are kept; nil for the national rows alone.
  init(catalog: Catalog, region: RegionCode?) throws(SynthesisError) {
    guard let edition = catalog.edition("2014") else { throw .missingEdition("2014") }
    self.catalog = catalog
    indicators = edition.indicators.filter { indicator in
      guard let scope = catalog[indicator].scope else { return true }
      return region.map(scope.contains) ?? false
    }
    positions = Dictionary(
      uniqueKeysWithValues: indicators.enumerated().map { (catalog[$1].id, $0) })
  }

  /// The number of rows with a figure.
  var count: Int { indicators.count }

  /// The position of an indicator, or nil where the form lacks it.
  func position(_ id: IndicatorID) -> Int? { positions[id] }

  /// The indicator's id at a position.
  func id(_ position: Int) -> IndicatorID { catalog[indicators[position]].id }
}

/// Why figures or files could not be made.
public enum SynthesisError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The catalogue lacks an edition.
  case missingEdition(String)
  /// The region tree lacks a region.
  case missingRegion(String)
  /// A file could not be written, and why.
  case unwritable(path: String, reason: String)

  /// What happened.
  public var description: String {
    switch self {
    case .missingEdition(let name): "the catalogue has no edition ‘\(name)’"
    case .missingRegion(let code): "the region tree has no region ‘\(code)’"
    case .unwritable(let path, let reason): "cannot write ‘\(path)’: \(reason)"
    }
  }
}
