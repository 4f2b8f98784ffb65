@testable import Nianbao

/// Reports of single units made figure by figure.
struct TestReports {
  private var builder: PanelBuilder
  private let catalog: Catalog

  init(_ catalog: Catalog, regions: RegionTree = RegionTree([])) {
    self.catalog = catalog
    builder = PanelBuilder(catalog: catalog, regions: regions)
  }

  /// Adds a report; nil stands for a blank cell, what is not named is absent.
  mutating func add(
    _ code: String, _ year: Year, edition: EditionID = "2014",
    decimals: Int = 0, _ figures: [IndicatorID: Double?], claims: [Claim] = []
  ) {
    var reading = ReportReading(file: "\(code)-\(year).txt")
    reading.subject = .init(name: code, candidates: [Unit(name: code, region: RegionCode(code))])
    reading.year = year
    reading.edition = edition
    reading.cells = figures.compactMap { id, value in
      catalog.index(of: id).map { index in
        ReadCell(
          indicator: index, value: value,
          mark: value == nil ? CellMark(.blank) : CellMark(.reported, decimals: decimals),
          place: .line(1), text: "")
      }
    }
    reading.claims = claims
    _ = builder.add(reading)
  }

  var panel: Panel { builder.build().panel }

  /// A consistent report of the nine sections.
  static let consistent: [IndicatorID: Double?] = [
    "disclosure.total": 322, "disclosure.normative": 7, "normative.issued": 5,
    "disclosure.channel.gazette": 0, "disclosure.channel.website": 240,
    "disclosure.channel.weibo": 0, "disclosure.channel.wechat": 93, "disclosure.channel.other": 0,
    "response.hot": 6, "response.press": 1, "response.press.led": 1, "response.interview": 2,
    "response.interview.led": 0, "response.interpretation": 82, "response.social": 4,
    "response.other": 0, "request.received": 131, "request.received.inperson": 54,
    "request.received.fax": 2, "request.received.online": 60, "request.received.letter": 15,
    "request.closed": 131, "request.closed.ontime": 121, "request.closed.extended": 10,
    "request.answered": 131, "request.answered.alreadypublic": 20, "request.answered.granted": 70,
    "request.answered.partial": 12, "request.answered.refused": 9,
    "request.answered.refused.statesecret": 0, "request.answered.refused.tradesecret": 3,
    "request.answered.refused.privacy": 4, "request.answered.refused.stability": 0,
    "request.answered.refused.outofscope": 2, "request.answered.refused.otherlaw": 0,
    "request.answered.notauthority": 8, "request.answered.nonexistent": 6,
    "request.answered.supplement": 4, "request.answered.otherroute": 2, "review.total": 3,
    "review.upheld": 2, "review.corrected": 1, "review.other": 0, "litigation.total": 0,
    "litigation.upheld": 0, "litigation.corrected": 0, "litigation.other": 0, "complaint.total": 0,
    "fee.collected": 0, "capacity.office": 1, "capacity.readingpoint": 9, "capacity.staff": 5,
    "capacity.staff.fulltime": 2, "capacity.staff.parttime": 3, "capacity.budget": 1.5,
    "training.meeting": 3, "training.session": 2, "training.participant": 210,
  ]
}
