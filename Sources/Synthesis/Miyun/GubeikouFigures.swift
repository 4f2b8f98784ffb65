import Nianbao

/// The figures that the town of Gubeikou published for 2017; the figures not named are 0.
///
/// Source: 古北口镇政府信息公开情况统计表（2017年度）. Figures only, no text.
enum GubeikouFigures {
  static let published: [IndicatorID: Double] = [
    "disclosure.total": 322, "disclosure.normative": 7, "disclosure.key": 54,
    "disclosure.key.finance": 38, "disclosure.key.housing": 1, "disclosure.key.food": 5,
    "disclosure.key.environment": 3, "disclosure.key.audit": 1,
    "disclosure.key.publicservice": 3, "disclosure.key.other": 3,
    "disclosure.channel.website": 238, "disclosure.channel.wechat": 93, "response.hot": 6,
    "response.interpretation": 82, "request.received": 3, "request.received.inperson": 3,
    "request.closed": 3, "request.closed.ontime": 3, "request.answered": 3,
    "request.answered.granted": 1, "request.answered.partial": 1, "request.answered.refused": 1,
    "request.answered.refused.outofscope": 1, "capacity.office": 1, "capacity.readingpoint": 9,
    "capacity.staff": 1, "capacity.staff.parttime": 1, "training.meeting": 3,
    "training.participant": 210,
  ]
}
