import Nianbao

/// Makes consistent figures of one township over years: every relation of the form holds in every
/// report, and what is closed was received that year or the year before.
///
/// The figures are plausible, not real: size and habits of the township are drawn once, then each
/// year moves a little.
struct TownshipModel {
  private let rows: FormRows
  private var numbers: SplitMix64
  private let size: Double
  private let requestRate: Double
  private let readingPoints: Int
  private var staff: (fulltime: Int, parttime: Int)
  private var growth = 1.0
  private var open = 0

  /// A township.
  ///
  /// - Parameter scale: How much larger its figures are than a township's: about 20 for a district.
  init(rows: FormRows, numbers: SplitMix64, scale: Double = 1) {
    var numbers = numbers
    self.rows = rows
    size = scale * (0.4 + 2.2 * numbers.unit() * numbers.unit())
    requestRate = scale * (60 * numbers.unit() * numbers.unit() * numbers.unit())
    readingPoints = numbers.integer(in: 1...14)
    staff = (numbers.integer(in: 0...2), numbers.integer(in: 1...5))
    self.numbers = numbers
  }

  /// The figures of the next year, one a row of the form.
  mutating func nextYear() -> [Double] {
    var figures = [Double](repeating: 0, count: rows.count)
    growth *= 0.9 + 0.28 * numbers.unit()
    disclose(&figures)
    respond(&figures)
    answer(&figures)
    dispute("review", &figures)
    dispute("litigation", &figures)
    equip(&figures)
    train(&figures)
    return figures
  }

  private func set(_ id: IndicatorID, _ value: Int, _ figures: inout [Double]) {
    if let position = rows.position(id) { figures[position] = Double(value) }
  }

  private mutating func disclose(_ figures: inout [Double]) {
    let total = 12 + numbers.count(of: 210 * size * growth)
    let normative = numbers.count(of: 2.5 * size)
    set("disclosure.total", total, &figures)
    set("disclosure.normative", min(normative, total), &figures)
    set(
      "normative.issued", normative == 0 ? 0 : max(1, normative + numbers.integer(in: -1...2)),
      &figures)
    if rows.position("disclosure.key") != nil {
      let key = Int(Double(total) * (0.08 + 0.2 * numbers.unit()))
      set("disclosure.key", key, &figures)
      share(key, among: Self.keyAreas, favouring: 0.45, &figures)
    }
    let gazette = numbers.happens(0.1) ? numbers.integer(in: 1...min(20, total)) : 0
    let weibo = numbers.happens(0.25) ? Int(Double(total) * 0.2 * numbers.unit()) : 0
    let wechat = Int(Double(total) * 0.6 * numbers.unit())
    let other = numbers.happens(0.4) ? numbers.integer(in: 0...min(30, total)) : 0
    // Everything went out through some channel: the website carries at least the rest.
    let rest = max(0, total - gazette - weibo - wechat - other)
    let website = min(total, max(rest, Int(Double(total) * (0.6 + 0.4 * numbers.unit()))))
    set("disclosure.channel.gazette", gazette, &figures)
    set("disclosure.channel.website", website, &figures)
    set("disclosure.channel.weibo", weibo, &figures)
    set("disclosure.channel.wechat", wechat, &figures)
    set("disclosure.channel.other", other, &figures)
  }

  private static let keyAreas: [IndicatorID] = [
    "disclosure.key.finance", "disclosure.key.housing", "disclosure.key.food",
    "disclosure.key.environment", "disclosure.key.bidding", "disclosure.key.safety",
    "disclosure.key.land", "disclosure.key.pricing", "disclosure.key.credit",
    "disclosure.key.audit", "disclosure.key.publicservice", "disclosure.key.other",
  ]

  private mutating func respond(_ figures: inout [Double]) {
    let hot = numbers.happens(0.6) ? numbers.integer(in: 1...9) : 0
    let press = numbers.happens(0.08) ? numbers.integer(in: 1...2) : 0
    let interview = numbers.happens(0.15) ? numbers.integer(in: 1...3) : 0
    let social = hot > 0 ? numbers.integer(in: 1...hot) : 0
    set("response.hot", hot, &figures)
    set("response.press", press, &figures)
    set("response.press.led", press == 0 ? 0 : numbers.integer(in: 0...press), &figures)
    set("response.interview", interview, &figures)
    set("response.interview.led", interview == 0 ? 0 : numbers.integer(in: 0...interview), &figures)
    set("response.interpretation", numbers.count(of: 18 * size), &figures)
    set("response.social", social, &figures)
    set("response.other", hot - social, &figures)
  }

  private mutating func answer(_ figures: inout [Double]) {
    let received = numbers.count(of: requestRate * growth)
    set("request.received", received, &figures)
    share(
      received,
      among: [
        "request.received.inperson", "request.received.online", "request.received.letter",
        "request.received.fax",
      ], favouring: 0.55, &figures)
    // What stays open at the end of a year was received in it.
    let nowOpen = received > 3 && numbers.happens(0.35) ? numbers.integer(in: 1...2) : 0
    let closed = received + open - nowOpen
    open = nowOpen
    set("request.closed", closed, &figures)
    let extended = closed > 4 && numbers.happens(0.3) ? numbers.integer(in: 1...2) : 0
    set("request.closed.ontime", closed - extended, &figures)
    set("request.closed.extended", extended, &figures)
    set("request.answered", closed, &figures)
    share(closed, among: Self.answers, favouring: 0.4, &figures)
    let refused = rows.position("request.answered.refused").map { Int(figures[$0]) } ?? 0
    share(refused, among: Self.refusals, favouring: 0.4, &figures)
    let fee = received > 5 && numbers.happens(0.04) ? numbers.integer(in: 1...60) : 0
    if let position = rows.position("fee.collected") { figures[position] = Double(fee) / 100 }
  }

  private static let answers: [IndicatorID] = [
    "request.answered.granted", "request.answered.alreadypublic", "request.answered.partial",
    "request.answered.nonexistent", "request.answered.notauthority", "request.answered.refused",
    "request.answered.otherroute", "request.answered.supplement",
  ]

  private static let refusals: [IndicatorID] = [
    "request.answered.refused.outofscope", "request.answered.refused.privacy",
    "request.answered.refused.otherlaw", "request.answered.refused.tradesecret",
    "request.answered.refused.stability", "request.answered.refused.statesecret",
  ]

  private mutating func dispute(_ kind: String, _ figures: inout [Double]) {
    let total = requestRate > 3 && numbers.happens(0.25) ? numbers.integer(in: 1...4) : 0
    set(IndicatorID("\(kind).total"), total, &figures)
    share(
      total,
      among: ["upheld", "other", "corrected"].map { IndicatorID("\(kind).\($0)") },
      favouring: 0.6, &figures)
  }

  private mutating func equip(_ figures: inout [Double]) {
    let complaints = numbers.happens(0.08) ? numbers.integer(in: 1...3) : 0
    set("complaint.total", complaints, &figures)
    set("capacity.office", numbers.happens(0.85) ? 1 : 0, &figures)
    set("capacity.readingpoint", readingPoints, &figures)
    if numbers.happens(0.3) {
      staff = (numbers.integer(in: 0...2), numbers.integer(in: 1...5))
    }
    set("capacity.staff", staff.fulltime + staff.parttime, &figures)
    set("capacity.staff.fulltime", staff.fulltime, &figures)
    set("capacity.staff.parttime", staff.parttime, &figures)
    let budget = numbers.happens(0.45) ? numbers.integer(in: 20...900) : 0
    if let position = rows.position("capacity.budget") { figures[position] = Double(budget) / 100 }
  }

  private mutating func train(_ figures: inout [Double]) {
    let sessions = numbers.happens(0.8) ? numbers.integer(in: 1...6) : 0
    set("training.meeting", numbers.integer(in: 0...6), &figures)
    set("training.session", sessions, &figures)
    let participants = sessions == 0 ? 0 : sessions * numbers.integer(in: 12...60)
    set("training.participant", participants, &figures)
  }

  /// Deals a number out among some rows: each takes a share of what is left, the last one the rest.
  private mutating func share(
    _ total: Int, among ids: [IndicatorID], favouring share: Double, _ figures: inout [Double]
  ) {
    var left = total
    for (offset, id) in ids.enumerated() {
      let part =
        offset == ids.count - 1
        ? left : min(left, Int((Double(left) * share * 2 * numbers.unit()).rounded()))
      set(id, part, &figures)
      left -= part
    }
  }
}
