/// The indicators of a catalogue as a table.
public struct IndicatorTable: TableSource {
  private let catalog: Catalog
  private let indicators: [IndicatorIndex]

  /// A table of some indicators.
  public init(_ catalog: Catalog, indicators: [IndicatorIndex]) {
    self.catalog = catalog
    self.indicators = indicators
  }

  /// The columns.
  public var headings: [TableHeading] {
    [
      .text("indicator", zh: "指标", en: "Indicator"), .text("label", zh: "指标名称", en: "Label"),
      .text("measure", zh: "计量单位", en: "Measure"),
      .text("editions", zh: "表式", en: "Editions"), .text("parent", zh: "上级指标", en: "Parent"),
      .text("relation", zh: "关系", en: "Relation"), .text("scope", zh: "适用地区", en: "Scope"),
      .text("note", zh: "说明", en: "Note"), .text("formula", zh: "公式", en: "Formula"),
      .text("better", zh: "越…越好", en: "Better"), .number("base", zh: "最小基数", en: "Smallest base"),
      .text("label_en", zh: "英文名称", en: "English label"),
    ]
  }

  /// Hands the indicators to a sink in the order of the catalogue.
  public func write(to sink: inout some RowSink) {
    for index in indicators {
      let indicator = catalog[index]
      let editions = catalog.editions.filter {
        $0.contains(index) || indicator.derivation?.holds(on: $0) ?? false
      }.map(\.id.name)
      sink.text(indicator.id.name)
      sink.text(indicator.label)
      sink.text(indicator.measure.name)
      sink.text(editions.joined(separator: " "))
      let parents = Set(indicator.parents.values.joined()).sorted { $0.indicator < $1.indicator }
      sink.text(parents.map { catalog[$0.indicator].id.name }.joined(separator: " "))
      sink.text(parents.map(\.relation.rawValue).joined(separator: " "))
      sink.text(indicator.scope?.description ?? "")
      sink.text(indicator.note)
      sink.text(indicator.derivation?.text)
      sink.text(indicator.derivation?.direction.rawValue)
      sink.number(indicator.derivation?.smallestBase)
      sink.text(indicator.derivation?.englishLabel)
      sink.endRow()
    }
  }
}

extension Derivation {
  /// Whether an edition's reports have the figures of one of the formulas.
  fileprivate func holds(on edition: Edition) -> Bool {
    formulas.contains { formula in
      formula.editions?.contains(edition.id)
        ?? formula.cells.allSatisfy { edition.contains($0.indicator) }
    }
  }

  /// The formulas, each behind its editions where it is not for all: `2014: a / b; 2019 2021: c / d`.
  fileprivate var text: String {
    formulas.map { formula in
      let editions = formula.editions.map { $0.map(\.name).sorted().joined(separator: " ") + ": " }
      return (editions ?? "") + formula.text
    }.joined(separator: "; ")
  }
}

/// The editions of a catalogue as a table.
public struct EditionTable: TableSource {
  private let catalog: Catalog

  /// A table of all editions.
  public init(_ catalog: Catalog) { self.catalog = catalog }

  /// The columns.
  public var headings: [TableHeading] {
    [
      .text("edition", zh: "表式", en: "Edition"), .text("title", zh: "名称", en: "Title"),
      .number("first_year", zh: "首用年度", en: "First year"),
      .number("last_year", zh: "末用年度", en: "Last year"),
      .number("indicators", zh: "指标数", en: "Indicators"),
      .number("national", zh: "其中全国统一", en: "National"),
    ]
  }

  /// Hands the editions to a sink in the order of their years.
  public func write(to sink: inout some RowSink) {
    for edition in catalog.editions {
      sink.text(edition.id.name)
      sink.text(edition.title.chinese)
      sink.number(edition.years.lowerBound.number)
      sink.number(edition.lastYear.map { Double($0.number) })
      sink.number(edition.indicators.count)
      sink.number(edition.indicators.count { catalog[$0].scope == nil })
      sink.endRow()
    }
  }
}
