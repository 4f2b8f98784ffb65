import Vectors

/// Figures that stand for an indicator only with a caveat, where only exact ones are wanted.
public struct SeriesError: DescribedError, Sendable, Hashable {
  /// One indicator on one form.
  public struct Caveat: Sendable, Hashable {
    /// The indicator.
    public let indicator: IndicatorID
    /// The years whose figures are such, ascending.
    public let years: [Year]
    /// The form; nil for none, before the first national one.
    public let edition: EditionID?
    /// How the form's figures stand to the indicator.
    public let grade: Crosswalk.Grade
    /// Why.
    public let reason: LocalizedText

    /// Caveats of one kind share all but the years.
    fileprivate func joining(_ year: Year) -> Caveat {
      Caveat(
        indicator: indicator, years: years + [year], edition: edition, grade: grade, reason: reason)
    }
  }

  /// The caveats in the order of the indicators; never empty.
  public let caveats: [Caveat]

  /// Which indicators, years and forms, and why.
  public var message: LocalizedText {
    let shown = caveats.prefix(Self.limit)
    let rest = caveats.count - shown.count
    func lines(_ language: Language, _ line: (Caveat) -> String) -> String {
      (shown.map(line)
        + (rest > 0 ? [language == .chinese ? "  另有 \(rest) 项" : "  and \(rest) more"] : []))
        .joined(separator: "\n")
    }
    return LocalizedText(
      zh: "--strict-series：以下数字与指标口径不完全一致；请去掉该选项、改选年度或指标（nianbao catalog crosswalk）\n"
        + lines(.chinese) { caveat in
          "  \(caveat.indicator) \(Self.text(caveat.years))年，\(Self.form(caveat).chinese)："
            + "\(caveat.grade.rawValue)，\(caveat.reason.chinese)"
        },
      en:
        "--strict-series: these figures do not mean exactly what the indicator does; leave the option "
        + "out, or choose other years or indicators (nianbao catalog crosswalk)\n"
        + lines(.english) { caveat in
          "  \(caveat.indicator) \(Self.text(caveat.years)), \(Self.form(caveat).english): "
            + "\(caveat.grade.rawValue), \(caveat.reason.english)"
        })
  }

  private static let limit = 8

  private static func form(_ caveat: Caveat) -> LocalizedText {
    guard let edition = caveat.edition else { return LocalizedText(zh: "无统一表式", en: "no form") }
    return LocalizedText(zh: "\(edition)表式", en: "form \(edition)")
  }

  /// `2012-2013,2015`.
  private static func text(_ years: [Year]) -> String {
    var runs: [ClosedRange<Year>] = []
    for year in years {
      if let last = runs.last, last.upperBound == year.previous {
        runs[runs.count - 1] = last.lowerBound...year
      } else {
        runs.append(year...year)
      }
    }
    return runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ",")
  }
}

extension Panel {
  /// Refuses series whose figures do not mean exactly what the indicator does.
  ///
  /// - Parameters:
  ///   - selection: The years and indicators that are shown.
  ///   - looksBack: Whether figures of the year before are compared with them.
  /// - Throws: `SeriesError` with every caveat of a figure that is there.
  /// - Complexity: Linear in the columns with notes.
  public func checkSeriesAreExact(_ selection: Selection, looksBack: Bool) throws(SeriesError) {
    guard hasNotes else { return }
    let forms = FormsInUse(self)
    var caveats: [SeriesError.Caveat] = []
    for indicator in selection.indicators ?? presentIndicators {
      var own: [SeriesError.Caveat] = []
      for (position, year) in years.enumerated() {
        guard
          selection.contains(year) || looksBack && selection.contains(year.advanced(by: 1)),
          let notes = notes(indicator, year), let column = column(indicator, year)
        else { continue }
        for group in forms.years[position] {
          guard let counterpart = catalog.crosswalk.counterpart(of: indicator, on: group.form),
            counterpart.grade != .exact,
            group.units.contains(where: { notes[$0] != 0 && !column.values[$0].isNaN })
          else { continue }
          let same = own.firstIndex {
            $0.edition == counterpart.edition && $0.grade == counterpart.grade
              && $0.reason == counterpart.reason
          }
          if let same {
            own[same] = own[same].joining(year)
          } else {
            own.append(
              SeriesError.Caveat(
                indicator: catalog[indicator].id, years: [year], edition: counterpart.edition,
                grade: counterpart.grade, reason: counterpart.reason))
          }
        }
      }
      caveats += own
    }
    guard caveats.isEmpty else { throw SeriesError(caveats: caveats) }
  }
}
