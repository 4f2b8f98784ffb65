extension FindingsReport {
  /// A printed row that a finding rests on.
  struct Evidence: Hashable {
    let file: String
    let place: Place
    let text: String
  }

  /// The printed rows of a finding's figures, each once.
  ///
  /// A figure of the prose is quoted with its clause. Where the file has no such row any more, or the
  /// figure is added up from several reports, label and figure stand as the panel has them.
  func evidence(_ finding: Finding) -> [Evidence] { evidence([finding]) }

  /// The printed rows of some findings' figures, each once.
  func evidence(_ findings: [Finding]) -> [Evidence] {
    var seen: Set<Evidence> = []
    return findings.flatMap(\.cells).compactMap { evidence($0) }.filter { evidence in
      let row = Evidence(file: evidence.file, place: evidence.place.row, text: evidence.text)
      return seen.insert(row).inserted
    }
  }

  private func evidence(_ cell: Finding.Cell) -> Evidence? {
    guard let report = panel.reports.report(of: cell.unit, in: cell.year) else { return nil }
    switch cell.source {
    case .table:
      guard cell.mark.status != .absent, cell.mark.status != .notApplicable else { return nil }
      let place = panel.place(cell.indicator, cell.year, cell.unit)
      let row = source.row(
        in: report.file, at: place, isOfMatrix: catalog[cell.indicator].id.column != nil)
      return Evidence(file: report.file, place: place, text: row ?? text(of: cell))
    case .prose:
      let claim = panel.claims.claims(of: cell.unit, in: cell.year).first {
        $0.indicator == cell.indicator && !$0.isShare && $0.value == cell.value
      }
      guard let claim else { return nil }
      return Evidence(file: report.file, place: claim.place, text: claim.text)
    case .below:
      guard cell.value != nil else { return nil }
      return Evidence(file: report.file, place: .unknown, text: "Σ \(text(of: cell))")
    }
  }

  /// `label | measure | figure` as the panel has them.
  private func text(of cell: Finding.Cell) -> String {
    let indicator = catalog[cell.indicator]
    let figure = cell.value.map { NumberText.text($0, decimals: cell.mark.decimals) } ?? ""
    return "\(indicator.printed) | \(indicator.measure.name) | \(figure)"
  }
}
