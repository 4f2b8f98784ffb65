/// The crosswalk of a catalogue as a table: one row an indicator and form.
public struct CrosswalkTable: TableSource {
  private let catalog: Catalog
  private let language: Language

  /// The table of a catalogue's crosswalk.
  ///
  /// - Parameter language: The language of the reasons.
  public init(_ catalog: Catalog, language: Language) {
    self.catalog = catalog
    self.language = language
  }

  /// The columns.
  public var headings: [TableHeading] {
    [
      .text("indicator", zh: "指标", en: "Indicator"), .text("label", zh: "指标名称", en: "Label"),
      .text("edition", zh: "表式", en: "Edition"),
      .text("expression", zh: "对应数字", en: "Counterpart"),
      .text("grade", zh: "口径", en: "Grade"), .text("reason", zh: "说明", en: "Reason"),
    ]
  }

  /// Hands the counterparts to a sink, in the order of the data file.
  public func write(to sink: inout some RowSink) {
    for counterpart in catalog.crosswalk.counterparts {
      sink.text(catalog[counterpart.indicator].id.name)
      sink.text(catalog[counterpart.indicator].label)
      sink.text(counterpart.edition?.name ?? Crosswalk.freeForm)
      sink.text(counterpart.expression)
      sink.text(counterpart.grade.rawValue)
      sink.text(counterpart.reason[language])
      sink.endRow()
    }
  }
}
