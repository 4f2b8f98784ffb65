/// Finds the cells of a panel that statements of corrections speak of, and holds each statement
/// against what the panel has.
struct CorrectionResolver {
  private let panel: Panel
  private let units: UnitDirectory
  private var corrected: [Cell: Correction.Origin] = [:]

  private struct Cell: Hashable {
    let unit: UnitIndex
    let year: Year
    let indicator: IndicatorIndex
  }

  init(_ panel: Panel) {
    self.panel = panel
    units = UnitDirectory(panel)
  }

  /// The correction that a statement means.
  ///
  /// - Throws: The first part of the statement that means nothing in the panel, is not what the panel
  ///   has, or speaks of a cell that an earlier statement has corrected.
  mutating func resolve(_ statement: CorrectionStatement) throws(CorrectionStatement.Mistake)
    -> Correction
  {
    let unit = try unit(statement)
    let year = try year(statement, unit)
    let indicator = try indicator(statement, unit, year)
    let figure = try figure(statement, indicator)
    try checkOld(statement, panel.value(indicator, year, unit))
    let cell = Cell(unit: unit, year: year, indicator: indicator)
    if let earlier = corrected.updateValue(statement.origin, forKey: cell) {
      corrected[cell] = earlier
      throw .init(
        column: "indicator", found: statement.indicator,
        expected: LocalizedText(
          zh: "每个单元格只更正一次（\(earlier) 已经更正了它）",
          en: "one correction of each cell (\(earlier) corrects it already)"))
    }
    return Correction(
      unit: unit, year: year, indicator: indicator, value: figure.value,
      decimals: figure.decimals, origin: statement.origin, note: statement.note)
  }

  private func unit(_ statement: CorrectionStatement) throws(CorrectionStatement.Mistake)
    -> UnitIndex
  {
    let isCode = !statement.unitCode.isEmpty
    let word = isCode ? statement.unitCode : statement.unit
    let column = isCode ? "unit_code" : "unit"
    let found: UnitIndex
    do {
      found = try units.unit(word)
    } catch {
      throw .init(column: column, found: word, expected: Self.expectedUnit(error))
    }
    // A slip in the code must not change another unit's report.
    let name = statement.unit.split(whereSeparator: { $0 == "/" || $0 == "／" }).last.map(
      String.init)
    if isCode, let name, name != panel.units.name(of: found) {
      throw .init(
        column: "unit", found: statement.unit,
        expected: LocalizedText(
          zh: "代码 \(word) 的单位“\(panel.units.name(of: found))”",
          en: "‘\(panel.units.name(of: found))’, the unit of the code \(word)"))
    }
    return found
  }

  private static func expectedUnit(_ error: SelectionError) -> LocalizedText {
    switch error {
    case .ambiguousUnit(_, let codes):
      return LocalizedText(
        zh: "其中一个单位的代码（\(codes.joined(separator: "、"))）",
        en: "the code of one of several units (\(codes.joined(separator: ", ")))")
    case .unknownUnit(_, let nearest) where !nearest.isEmpty:
      return LocalizedText(
        zh: "面板中的单位（是否指 \(nearest.joined(separator: "、"))）",
        en: "a unit of the panel (such as \(nearest.joined(separator: ", ")))")
    default:
      return LocalizedText(
        zh: "面板中单位的名称、路径或代码", en: "the name, path or code of a unit of the panel")
    }
  }

  private func year(_ statement: CorrectionStatement, _ unit: UnitIndex)
    throws(CorrectionStatement.Mistake) -> Year
  {
    let stated = Int(HalfWidth.trimmed(statement.year).text).map { Year($0) }
    if let year = stated, panel.reports.position(of: unit, in: year) != nil { return year }
    let years = panel.years.filter { panel.reports.position(of: unit, in: $0) != nil }
    let listed = years.map(\.description)
    throw .init(
      column: "year", found: statement.year,
      expected: LocalizedText(
        zh: "该单位有报告的年度（\(listed.joined(separator: "、"))）",
        en: "a year that the unit has a report for (\(listed.joined(separator: ", ")))"))
  }

  private func indicator(_ statement: CorrectionStatement, _ unit: UnitIndex, _ year: Year)
    throws(CorrectionStatement.Mistake) -> IndicatorIndex
  {
    func isThere(_ indicator: IndicatorIndex) -> Bool {
      panel.mark(indicator, year, unit).status != .notApplicable
    }
    let form = panel.reports.report(of: unit, in: year)?.edition?.name ?? ""
    let expected: LocalizedText
    do {
      let named = try Selection.indicators(named: statement.indicator, in: panel.catalog)
      if named.count == 1, isThere(named[0]) { return named[0] }
      expected = LocalizedText(
        zh: "该报告表式（\(form)）中的一行", en: "one row of the report's form (\(form))")
    } catch .ambiguousIndicator(_, let ids) {
      // A label that rows of several forms have is clear within one.
      let own = ids.compactMap { panel.catalog.index(of: IndicatorID($0)) }.filter(isThere)
      if own.count == 1 { return own[0] }
      let shown = own.isEmpty ? ids : own.map { panel.catalog[$0].id.name }
      expected = LocalizedText(
        zh: "其中一个指标的代号（\(shown.joined(separator: "、"))）",
        en: "the id of one of several indicators (\(shown.joined(separator: ", ")))")
    } catch {
      expected = LocalizedText(
        zh: "指标代号或名称（nianbao catalog indicators 列出全部）",
        en: "an indicator's id or label (nianbao catalog indicators lists all)")
    }
    throw .init(column: "indicator", found: statement.indicator, expected: expected)
  }

  private func figure(_ statement: CorrectionStatement, _ indicator: IndicatorIndex)
    throws(CorrectionStatement.Mistake) -> StatedFigure
  {
    let entry = panel.catalog[indicator]
    let expected: LocalizedText
    if let figure = StatedFigure(statement.value) {
      guard let value = figure.value else { return figure }
      if !entry.isSigned, value < 0 {
        expected = LocalizedText(zh: "不小于 0 的数", en: "a number from 0")
      } else if entry.measure.kind == .count, value != value.rounded() {
        expected = LocalizedText(
          zh: "整数（计量单位是\(entry.measure.name)）",
          en: "a whole number (counted in \(entry.measure.name))")
      } else {
        return figure
      }
    } else {
      expected = LocalizedText(
        zh: "不带分隔符的数字，或 blank、空白（清空）",
        en: "a number without separators, or blank to empty the cell")
    }
    throw .init(column: "value", found: statement.value, expected: expected)
  }

  private func checkOld(_ statement: CorrectionStatement, _ current: Double?)
    throws(CorrectionStatement.Mistake)
  {
    guard !statement.old.isEmpty else { return }
    if let old = StatedFigure(statement.old), old.value == current { return }
    let current = current.map { (NumberText.text($0), NumberText.text($0)) } ?? ("空白", "blank")
    throw .init(
      column: "old", found: statement.old,
      expected: LocalizedText(
        zh: "面板中现有的 \(current.0)（写下这一行以后数据变了，请重新核对）",
        en: "\(current.1), as the panel has it (the data has changed since the line was written)"))
  }
}
