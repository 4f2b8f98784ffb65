/// Tells which issue of the form a report follows by the rows that are the form's own.
enum FormDetection {
  /// At least this many of a form's rows must be printed.
  static let leastRows = 3

  /// The form with the most known rows among the printed ones, or nil where too few are known: at
  /// least three, and at least half of the printed rows, for local tables share some labels. Nil too
  /// where that form has tables with several columns, which are not read row by row.
  ///
  /// - Complexity: O(printed rows × forms).
  static func form(of keys: [LabelKey], among forms: [FormIndex]) -> FormIndex? {
    let printed = Set(keys)
    let counted = forms.map { form in
      (form: form, known: printed.count(where: { form.labels.contains($0) }))
    }
    // Of equals the form whose rows have one figure each.
    let best = counted.max { left, right in
      (left.known, left.form.isTabular ? 0 : 1) < (right.known, right.form.isTabular ? 0 : 1)
    }
    guard let best, best.known >= leastRows, best.known * 2 >= printed.count, !best.form.isTabular
    else { return nil }
    return best.form
  }
}
