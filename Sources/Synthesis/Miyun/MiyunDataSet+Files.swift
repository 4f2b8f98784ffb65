import Nianbao

extension MiyunDataSet {
  static func files(
    _ townships: [RegionTree.Region], _ truths: [RegionCode: [[Double]]],
    _ errors: [(code: String, year: Year, error: PlantedError)], _ rows: FormRows, _ seed: UInt64
  ) -> [File] {
    let writer = ReportWriter(rows: rows)
    var figures = "unit_code,year,indicator,value,status\n"
    var files: [File] = []
    for township in townships {
      for (offset, truth) in (truths[township.code] ?? []).enumerated() {
        let year = Year(2014 + offset)
        let error = errors.first { $0.code == township.code.description && $0.year == year }?.error
        let isReal = township.code.description == "110118111" && year == 2017
        var numbers = SplitMix64(seed: seed, part: township.code.padded &+ UInt64(year.number))
        let style = isReal ? PrintedStyle() : PrintedStyle(&numbers)
        let report = printed(township, year, truth, error, rows, isReal: isReal, &numbers)
        let district = year == 2014 ? "密云县" : "密云区"
        files.append(
          File(
            path: "reports/\(year)_北京_\(district)\(township.name).txt",
            text: writer.text(report, style: style)))
        figures += table(report, township, rows)
      }
    }
    files.append(File(path: "figures.csv", text: figures))
    files.append(File(path: "truth.csv", text: truthTable(errors, townships, rows)))
    return files.sorted { $0.path < $1.path }
  }

  private static func printed(
    _ township: RegionTree.Region, _ year: Year, _ truth: [Double], _ error: PlantedError?,
    _ rows: FormRows, isReal: Bool, _ numbers: inout SplitMix64
  ) -> PrintedReport {
    let district = year == 2014 ? "密云县" : "密云区"
    let fullName = "北京市\(district)\(township.name)\(office(township.name))"
    var report = PrintedReport(
      unitName: township.name, fullName: fullName, year: year, figures: truth,
      prose: prose(township.name, fullName, year, truth, rows, isReal: isReal))
    // Some offices leave the zeros of reviews and litigation blank.
    if !isReal, numbers.happens(0.15) {
      for position in truth.indices where truth[position] == 0 {
        let id = rows.id(position).name
        if id.hasPrefix("review.") || id.hasPrefix("litigation.") { report.figures[position] = nil }
      }
    }
    for cell in error?.cells ?? [] {
      guard let position = rows.position(cell.indicator) else { continue }
      if let printed = cell.printed {
        report.figures[position] = printed
      } else {
        report.missingRows.insert(position)
      }
    }
    return report
  }

  /// The body that governs a unit, by the unit's name.
  private static func office(_ name: String) -> String {
    if name.hasSuffix("镇") || name.hasSuffix("乡") { return "人民政府" }
    return name.hasSuffix("园") ? "管理委员会" : "办事处"
  }

  private static func prose(
    _ name: String, _ fullName: String, _ year: Year, _ truth: [Double], _ rows: FormRows,
    isReal: Bool
  ) -> [String] {
    func figure(_ id: IndicatorID) -> String {
      rows.position(id).map { NumberText.text(truth[$0]) } ?? ""
    }
    let source =
      isReal
      ? "说明：本文件的统计表数字取自古北口镇公开发布的2017年度报告，文字为另行撰写。"
      : "说明：本文件由程序生成，数字并非真实，仅供演示和测试。"
    return [
      "\(fullName)\(year)年政府信息公开工作年度报告", source,
      "编制单位：\(fullName)。统计期限：\(year)年1月1日起至\(year)年12月31日止。",
      "一、概况",
      "全年主动公开政府信息\(figure("disclosure.total"))条，受理政府信息公开申请\(figure("request.received"))件。",
      "附件：",
    ]
  }

  /// The printed figures of a report as lines of `figures.csv`.
  private static func table(
    _ report: PrintedReport, _ township: RegionTree.Region, _ rows: FormRows
  )
    -> String
  {
    var lines = ""
    for position in report.figures.indices {
      let isMissing = report.missingRows.contains(position)
      let value = isMissing ? nil : report.figures[position]
      let status = isMissing ? "absent" : value == nil ? "blank" : "reported"
      let text = value.map { NumberText.text($0) } ?? ""
      lines += "\(township.code),\(report.year),\(rows.id(position)),\(text),\(status)\n"
    }
    return lines
  }

  private static func truthTable(
    _ errors: [(code: String, year: Year, error: PlantedError)],
    _ townships: [RegionTree.Region], _ rows: FormRows
  ) -> String {
    var lines = "error,unit,unit_code,year,type,indicator,label,true_value,printed_value,expected\n"
    for (number, entry) in errors.enumerated() {
      let name = townships.first { $0.code.description == entry.code }?.name ?? ""
      for cell in entry.error.cells {
        let label =
          rows.position(cell.indicator).map { rows.catalog[rows.indicators[$0]].label } ?? ""
        let quoted = label.contains(",") ? "\"\(label)\"" : label
        lines +=
          "\(number + 1),\(name),\(entry.code),\(entry.year),\(entry.error.kind.rawValue),"
          + "\(cell.indicator),\(quoted),\(NumberText.text(cell.truth)),"
          + "\(cell.printed.map { NumberText.text($0) } ?? ""),\(entry.error.expected ?? "")\n"
      }
    }
    return lines
  }
}

extension PrintedStyle {
  /// A style as offices have them: mostly the published form, some copied otherwise.
  fileprivate init(_ numbers: inout SplitMix64) {
    let choice = numbers.unit()
    layout = choice < 0.7 ? .closedCells : choice < 0.85 ? .tabs : choice < 0.93 ? .spaces : .bars
    hasWidePunctuation = numbers.happens(0.3)
    hasWideDigits = numbers.happens(0.06)
    hasSeparators = numbers.happens(0.2)
    hasMeasures = numbers.happens(0.1)
  }
}

extension FormRows {
  /// The figures by position, from figures by id; 0 where one is not named.
  func figures(of published: [IndicatorID: Double]) -> [Double] {
    indicators.indices.map { published[id($0)] ?? 0 }
  }
}
