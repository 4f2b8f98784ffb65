/// A row that some reports print beside the form's: a province's or an office's own figure.
///
/// Its id is made of its label, so that it is the same in every report that prints it.
public struct LocalIndicator: Hashable, Sendable {
  /// The id: `local.` and the label without numbering, note and marks.
  public let id: IndicatorID
  /// The label as printed, without numbering and note.
  public let label: String
  /// The printed unit of measure; often empty.
  public let measure: String

  /// The prefix of all ids.
  public static let prefix = "local."

  /// The indicator of a printed row, or nil where the label has nothing to tell it by.
  public init?(label: String, measure: String) {
    let key = LabelKey(label).scalars.filter { !",.*()[]?:".unicodeScalars.contains($0) }
    guard key.count >= 2, key.count <= 80, key.contains(where: HalfWidth.isHan) else { return nil }
    id = IndicatorID(Self.prefix + key.text)
    self.label = label.split(whereSeparator: \.isNewline).joined(separator: " ").trimmingBlanks
    self.measure = measure
  }

  /// An indicator that a panel file lists.
  init(id: IndicatorID, label: String, measure: String) {
    self.id = id
    self.label = label
    self.measure = measure
  }
}

extension Catalog {
  /// This catalogue with further indicators behind its own; those that it has already are not added.
  ///
  /// - Complexity: O(indicators).
  public func adding(_ locals: some Sequence<LocalIndicator>) -> Catalog {
    var all = indicators
    var seen: Set<IndicatorID> = []
    for local in locals where index(of: local.id) == nil && seen.insert(local.id).inserted {
      all.append(
        Indicator(
          id: local.id, label: local.label, number: "", note: "",
          measure: measures[local.measure]
            ?? Measure(name: local.measure, kind: .count, conversion: nil),
          nature: .flow, isSigned: true, scope: nil, parents: [:]))
    }
    guard !seen.isEmpty else { return self }
    return extended(to: all)
  }

  /// The indicators that no form has.
  public var localIndicators: [LocalIndicator] {
    indicators.filter { $0.id.name.hasPrefix(LocalIndicator.prefix) }.map {
      LocalIndicator(id: $0.id, label: $0.label, measure: $0.measure.name)
    }
  }
}
