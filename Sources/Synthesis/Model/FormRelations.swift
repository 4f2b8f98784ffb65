import Nianbao

/// The totals of a form with their parts and shares, looked up once for many reports.
struct FormRelations: Sendable {
  /// A figure that others are parts or shares of.
  struct Relation: Sendable {
    let cell: IndicatorIndex
    /// Its parts: one group along the rows, one along the columns.
    let parts: [[IndicatorIndex]]
    /// The figures that count some of what it counts.
    let shares: [IndicatorIndex]
  }

  /// The relations in printed order.
  let relations: [Relation]
  /// The figures that are the sum of others.
  let totals: Set<IndicatorIndex>

  init(_ edition: Edition, of catalog: Catalog) {
    relations = edition.indicators.map { cell in
      Relation(
        cell: cell, parts: catalog.children(of: cell, .part, in: edition),
        shares: catalog.children(of: cell, .ofWhich, in: edition).flatMap(\.self))
    }.filter { !$0.parts.isEmpty || !$0.shares.isEmpty }
    totals = Set(relations.filter { !$0.parts.isEmpty }.map(\.cell))
  }
}
