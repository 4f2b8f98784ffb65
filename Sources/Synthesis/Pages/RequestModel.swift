import Nianbao

/// Figures of a report on the form of 2019 or 2021 that hold all of the form's relations.
public struct RequestModel: Sendable {
  /// The figures by indicator.
  public private(set) var figures: [IndicatorIndex: Double] = [:]

  /// Figures of an edition from a seed.
  ///
  /// - Parameters:
  ///   - scale: The requests of a busy column; small for a township, large for a city.
  ///   - previous: The figures of the year before, whose open requests are carried in.
  public init(
    _ edition: Edition, of catalog: Catalog, seed: UInt64, scale: Int,
    after previous: RequestModel? = nil
  ) {
    self.init(
      edition, FormRelations(edition, of: catalog), seed: seed, scale: scale, after: previous)
  }

  /// Figures of an edition whose relations are known already, for those who make many reports.
  init(
    _ edition: Edition, _ relations: FormRelations, seed: UInt64, scale: Int,
    after previous: RequestModel? = nil
  ) {
    var random = SplitMix64(seed: seed)
    for case .matrix(let matrix) in edition.rows {
      for row in matrix.rows {
        for (cell, column) in zip(row.cells, matrix.columns)
        where !relations.totals.contains(cell) {
          let isBusy = column.id == "natural" || matrix.id != "request"
          // Most cells of the request matrix are zero in most reports.
          let isZero = matrix.id == "request" && random.next() % (isBusy ? 3 : 8) != 0
          let limit = UInt64(max(isBusy ? scale : scale / 4, 1) + 1)
          figures[cell] = isZero ? 0 : Double(random.next() % limit)
        }
      }
    }
    carryDocuments(edition, previous)
    addUp(edition, relations, previous)
  }

  /// Totals from their parts, and what was received from what was done with it.
  private mutating func addUp(
    _ edition: Edition, _ relations: FormRelations, _ previous: RequestModel?
  ) {
    // Totals of totals need a second pass, and those of what was received a third.
    for pass in 0..<3 {
      for relation in relations.relations {
        for parts in relation.parts {
          figures[relation.cell] = parts.reduce(0) { $0 + (figures[$1] ?? 0) }
        }
        for share in relation.shares {
          figures[relation.cell] = max(figures[relation.cell] ?? 0, figures[share] ?? 0)
        }
      }
      if pass == 0 { balance(edition, previous) }
    }
  }

  /// What is in force is what was last year, with what was issued, without what was repealed.
  private mutating func carryDocuments(_ edition: Edition, _ previous: RequestModel?) {
    for case .matrix(let matrix) in edition.rows {
      let columns = Dictionary(
        matrix.columns.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
      guard let issued = columns["issued"], let repealed = columns["repealed"],
        let valid = columns["valid"]
      else { continue }
      for row in matrix.rows {
        let before = previous?.figures[row.cells[valid]] ?? figures[row.cells[valid]] ?? 0
        let all = before + (figures[row.cells[issued]] ?? 0)
        let gone = min(figures[row.cells[repealed]] ?? 0, all)
        figures[row.cells[repealed]] = gone
        figures[row.cells[valid]] = all - gone
      }
    }
  }

  private mutating func balance(_ edition: Edition, _ previous: RequestModel?) {
    for case .matrix(let matrix) in edition.rows where matrix.id == "request" {
      let rows = Dictionary(
        matrix.rows.map { ($0.id, $0.cells) }, uniquingKeysWith: { first, _ in first })
      guard let received = rows["request.received"], let carriedIn = rows["request.carriedin"],
        let carriedOut = rows["request.carriedout"], let total = rows["request.result.total"]
      else { return }
      for position in matrix.columns.indices {
        if let open = previous?.figures[carriedOut[position]] {
          figures[carriedIn[position]] = open
          // What cannot be done this year is carried on.
          let done = figures[total[position]] ?? 0
          figures[carriedOut[position]] = max(figures[carriedOut[position]] ?? 0, open - done)
        }
        let done = (figures[total[position]] ?? 0) + (figures[carriedOut[position]] ?? 0)
        figures[carriedIn[position]] = min(figures[carriedIn[position]] ?? 0, done)
        figures[received[position]] = done - (figures[carriedIn[position]] ?? 0)
      }
    }
  }
}
