/// What must be said beside a figure that is not simply what one body reported on one form.
///
/// Notes travel with the figures of a `Frame`: what is computed from several figures carries the notes
/// of all of them. Outputs write their names into the column `note`.
public struct FigureNotes: OptionSet, Hashable, Sendable {
  /// One bit a note.
  public let rawValue: UInt16

  /// Notes from their bits.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  // The series: how the figure's form counts what the indicator means, by the crosswalk.

  /// The form counts less than the indicator means.
  public static let narrower = FigureNotes(rawValue: 1 << 0)
  /// The form counts more than the indicator means.
  public static let broader = FigureNotes(rawValue: 1 << 1)
  /// The figure follows from others of the form by a formula.
  public static let derived = FigureNotes(rawValue: 1 << 2)
  /// The form's figure cannot be compared with the indicator's of other forms.
  public static let notComparable = FigureNotes(rawValue: 1 << 3)

  /// The figures of units on forms that do not count alike are added up.
  public static let mixedForms = FigureNotes(rawValue: 1 << 11)

  /// The figure cannot be compared with the last one before it: they stand on different forms and one
  /// of them is not comparable.
  public static let seriesBreak = FigureNotes(rawValue: 1 << 15)

  // The boundaries: what became of regions between the figure's year and the one shown.

  /// The figures of bodies that were merged since are added up.
  public static let merged = FigureNotes(rawValue: 1 << 4)
  /// Null: the body was divided and nothing says how its figure is to be.
  public static let undivided = FigureNotes(rawValue: 1 << 5)
  /// A part of a divided body's figure, by the stated basis.
  public static let apportioned = FigureNotes(rawValue: 1 << 6)

  // The coverage: which figures went in.

  /// Null: too few of the expected units reported.
  public static let withheld = FigureNotes(rawValue: 1 << 7)
  /// Missing figures were estimated.
  public static let imputed = FigureNotes(rawValue: 1 << 8)

  // Rates: on how much they rest.

  /// Not ranked: the rate rests on too small a base.
  public static let smallBase = FigureNotes(rawValue: 1 << 9)
  /// The rate was drawn towards the mean of its group, for its base is small.
  public static let shrunk = FigureNotes(rawValue: 1 << 10)

  /// The notes about the series.
  public static let series: FigureNotes = [
    .narrower, .broader, .derived, .notComparable, .mixedForms, .seriesBreak,
  ]
  /// The notes about the boundaries.
  public static let boundaries: FigureNotes = [.merged, .undivided, .apportioned]

  /// Every note with its name in outputs and what it says, in the order of the bits.
  public static let all: [(note: FigureNotes, name: String, meaning: LocalizedText)] = [
    (.narrower, "narrower", LocalizedText(zh: "该表式口径较窄", en: "the form counts less")),
    (.broader, "broader", LocalizedText(zh: "该表式口径较宽", en: "the form counts more")),
    (.derived, "derived", LocalizedText(zh: "由该表式其他数字推算", en: "derived by a formula")),
    (
      .notComparable, "not-comparable",
      LocalizedText(zh: "与其他表式不可比", en: "not comparable with other forms")
    ),
    (.merged, "merged", LocalizedText(zh: "已合并单位之和", en: "sum of bodies merged since")),
    (
      .undivided, "undivided",
      LocalizedText(zh: "单位已拆分，无拆分依据", en: "divided since, without a basis for division")
    ),
    (.apportioned, "apportioned", LocalizedText(zh: "按依据拆分", en: "a part of a divided body's")),
    (.withheld, "withheld", LocalizedText(zh: "填报率不足，不予列示", en: "withheld for low coverage")),
    (.imputed, "imputed", LocalizedText(zh: "含推算值", en: "missing figures estimated")),
    (.smallBase, "small-base", LocalizedText(zh: "基数过小，不参加排名", en: "base too small to rank")),
    (.shrunk, "shrunk", LocalizedText(zh: "小基数已向均值收缩", en: "shrunk towards the mean")),
    (
      .mixedForms, "mixed-forms",
      LocalizedText(zh: "所含单位的表式不同", en: "units on forms that do not count alike")
    ),
    (
      .seriesBreak, "series-break",
      LocalizedText(zh: "与上一数值表式不同，不可比", en: "not comparable with the figure before")
    ),
  ]

  /// The names of the notes, parted by spaces; nil where there is none.
  public var names: String? {
    isEmpty
      ? nil : Self.all.lazy.filter { contains($0.note) }.map(\.name).joined(separator: " ")
  }
}
