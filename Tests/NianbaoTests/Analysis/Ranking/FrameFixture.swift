import Vectors

@testable import Nianbao

extension Frame {
  /// A frame of bodies in one county, with columns indicator by indicator, year by year from 2014 on.
  static func ofFigures(
    _ columns: [[[Double]?]], kinds: [Unit.Kind]? = nil, indicators: [IndicatorID]? = nil
  ) throws -> Frame {
    let catalog = try Catalog.builtIn()
    let count = columns.flatMap { $0.compactMap { $0?.count } }.max() ?? 0
    let known: [IndicatorID] = [
      "request.received", "request.closed", "disclosure.total", "capacity.staff",
      "response.press", "review.total",
    ]
    let ids = indicators ?? Array(known.prefix(columns.count))
    return Frame(
      catalog: catalog, subject: .units,
      bodies: (0..<count).map { body in
        let code = "110118\(String(1001 + body).dropFirst())"
        return Frame.Body(
          name: "单位\(body)", code: code, region: RegionCode(code), kind: kinds?[body] ?? .government
        )
      },
      years: (0..<(columns.first?.count ?? 0)).map { Year(2014 + $0) },
      indicators: try ids.map { id in
        guard let index = catalog.index(of: id) else { throw SelectionError.badYears(id.name) }
        return index
      },
      columns: columns.flatMap { $0.map { $0.map { Vector($0) } } })
  }
}

/// Whether two results are the same but for rounding, or both null.
func isClose(_ left: Double, _ right: Double, _ tolerance: Double = 1e-9) -> Bool {
  left.isNaN || right.isNaN
    ? left.isNaN && right.isNaN : abs(left - right) <= tolerance * max(1, abs(right))
}
