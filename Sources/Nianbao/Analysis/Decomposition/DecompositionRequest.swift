/// Why a change cannot be taken apart as asked.
public enum DecompositionError: UsageError, Sendable, Hashable {
  /// The panel has fewer than two years to compare.
  case noPeriod
  /// The earlier year is not before the later one.
  case emptyPeriod(from: Year, to: Year)
  /// The panel has no report of a year.
  case noYear(Year, years: [Year])
  /// None of the indicators is a total with parts.
  case noTotals([String])
  /// A chain has fewer than two indicators, or one of them twice.
  case badChain(String)
  /// A ratio, whose change is no sum of what bodies or parts add to it.
  case ratio([String])

  /// What was found, what was expected and what to do.
  public var message: LocalizedText {
    switch self {
    case .noPeriod:
      return LocalizedText(
        zh: "面板中没有两个年度可以比较", en: "the panel does not have two years to compare")
    case .emptyPeriod(let from, let to):
      return LocalizedText(
        zh: "起始年 \(from) 不早于终止年 \(to)",
        en: "\(from) is not before \(to); write --from EARLIER --to LATER")
    case .noYear(let year, let years):
      return LocalizedText(
        zh: "面板中没有 \(year) 年；有 \(years.map(\.description).joined(separator: "、"))",
        en: "the panel has no \(year); it has "
          + years.map(\.description).joined(separator: ", "))
    case .noTotals(let names):
      return LocalizedText(
        zh: "\(names.joined(separator: "、")) 在这两年的表式中没有分项",
        en: "\(names.joined(separator: ", ")): no parts on the forms of these years; "
          + "choose totals such as request.received")
    case .ratio(let names):
      let list = names.prefix(5).joined(separator: "、")
      return LocalizedText(
        zh: "\(list) 是比率，其变化不是各单位数字之和；请改用其分子、分母，或 --method lmdi --chain 分母,分子",
        en:
          "\(names.prefix(5).joined(separator: ", ")): the change of a ratio is no sum over units or "
          + "parts; name its numerator or its denominator, or take it apart with "
          + "--method lmdi --chain DENOMINATOR,NUMERATOR")
    case .badChain(let text):
      return LocalizedText(
        zh: "“\(text)”不是指标链；应写两个以上不同指标，如 request.received,request.answered",
        en: "‘\(text)’ is no chain; write two or more different indicators, such as "
          + "request.received,request.answered")
    }
  }
}

extension Panel {
  /// The two years that a change is explained between.
  ///
  /// - Parameters:
  ///   - from: The earlier year; nil for the panel's last one before the later.
  ///   - to: The later year; nil for the last one.
  ///   - wanted: The years that those not told are chosen from; nil for all.
  public func period(from: Year?, to: Year?, among wanted: Set<Year>? = nil)
    throws(DecompositionError) -> (from: Year, to: Year)
  {
    let candidates = years.filter { wanted?.contains($0) ?? true }
    guard let last = to ?? candidates.last,
      let first = from ?? candidates.last(where: { $0 < last })
    else { throw .noPeriod }
    guard first < last else { throw .emptyPeriod(from: first, to: last) }
    return (try check(first), try check(last))
  }

  /// A year that the panel has reports of.
  ///
  /// - Throws: `DecompositionError.noYear` where it has none.
  @discardableResult
  public func check(_ year: Year) throws(DecompositionError) -> Year {
    guard years.contains(year) else { throw .noYear(year, years: years) }
    return year
  }
}

extension Catalog {
  /// Refuses ratios, whose changes do not add up.
  ///
  /// - Throws: `DecompositionError.ratio` with those among the indicators.
  public func checkAdditive(_ indicators: [IndicatorIndex]) throws(DecompositionError) {
    let ratios = indicators.filter { self[$0].isRatio }.map { self[$0].id.name }
    guard ratios.isEmpty else { throw .ratio(ratios) }
  }

  /// Totals with all their parts.
  public struct Totals: Sendable {
    /// Totals and parts, in the order of the catalogue.
    public let withParts: [IndicatorIndex]
    /// Where the totals stand in `withParts`.
    public let positions: [Int]
  }

  /// Those of some indicators that have parts on the national forms of some years, with their parts.
  ///
  /// - Parameter indicators: Nil for every indicator that has parts.
  /// - Throws: `DecompositionError.noTotals` where none has.
  public func totals(_ indicators: [IndicatorIndex]?, in years: [Year])
    throws(DecompositionError) -> Totals
  {
    try totals(indicators, on: years.compactMap { edition(for: $0) })
  }

  /// Those of some indicators that have parts on some forms, with their parts.
  func totals(_ indicators: [IndicatorIndex]?, on editions: [Edition])
    throws(DecompositionError) -> Totals
  {
    let candidates = indicators ?? Set(editions.flatMap(\.indicators)).sorted()
    var totals: [IndicatorIndex] = []
    var all: Set<IndicatorIndex> = []
    for total in candidates {
      let parts = editions.flatMap { children(of: total, .part, in: $0).flatMap { $0 } }
      guard !parts.isEmpty else { continue }
      totals.append(total)
      all.formUnion([total] + parts)
    }
    guard !totals.isEmpty else { throw .noTotals(candidates.prefix(5).map { self[$0].id.name }) }
    let ordered = all.sorted()
    let chosen = Set(totals)
    return Totals(
      withParts: ordered, positions: ordered.indices.filter { chosen.contains(ordered[$0]) })
  }
}

extension Panel {
  /// Those of some indicators that have parts on the forms that reports of some years stand on, with
  /// their parts.
  ///
  /// - Parameter indicators: Nil for every indicator that has parts.
  /// - Throws: `DecompositionError.noTotals` where none has.
  public func totals(_ indicators: [IndicatorIndex]?, in years: [Year])
    throws(DecompositionError) -> Catalog.Totals
  {
    let used = reports.editions(in: years)
    return try catalog.totals(indicators, on: catalog.editions.filter { used.contains($0.id) })
  }
}

/// Indicators in the order of what there was to what came of it.
public struct IndicatorChain: Sendable {
  /// The indicators, in the order of the catalogue.
  public let indicators: [IndicatorIndex]
  /// The chain, as positions in `indicators`.
  public let positions: [Int]

  /// The chain that words parted by commas name.
  ///
  /// - Throws: `SelectionError` for an unknown indicator, `DecompositionError.badChain` for too few.
  public init(_ text: String, in catalog: Catalog) throws {
    let words = text.split(whereSeparator: { $0 == "," || $0 == "，" }).map(String.init)
    let chain = try words.flatMap { try Selection.indicators([$0], in: catalog) }
    guard chain.count == words.count, chain.count >= 2, Set(chain).count == chain.count else {
      throw DecompositionError.badChain(text)
    }
    let ordered = chain.sorted()
    indicators = ordered
    positions = chain.compactMap { ordered.firstIndex(of: $0) }
  }
}
