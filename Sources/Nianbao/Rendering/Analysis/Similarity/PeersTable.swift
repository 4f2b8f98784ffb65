/// The bodies most like one, as a table: one row a year and peer, the most similar first.
public struct PeersTable: TableSource {
  private let frame: Frame
  private let years: [Peers]
  private let excerpt: FrameExcerpt

  /// The table of the peers of some years.
  public init(_ years: [Peers], of frame: Frame) {
    self.years = years
    self.frame = frame
    excerpt = FrameExcerpt(frame, Selection())
  }

  /// The columns.
  public var headings: [TableHeading] {
    [excerpt.yearHeading] + excerpt.bodyHeadings + [
      .number("place", zh: "次序", en: "Place"), .text("peer", zh: "相似单位", en: "Peer"),
      .text("peer_code", zh: "相似单位代码", en: "Peer code"),
      .number("similarity", zh: "相似度", en: "Similarity"),
      .number("n", zh: "共有指标数", en: "Common indicators"),
      .text("alike", zh: "最相近", en: "Most alike in"),
      .text("different", zh: "最不同", en: "Most different in"),
    ]
  }

  /// Hands the rows to a sink, year by year.
  public func write(to sink: inout some RowSink) {
    for peers in years {
      for (place, peer) in peers.peers.enumerated() {
        sink.number(frame.years[peers.year].number)
        excerpt.writeBody(peers.body, to: &sink)
        sink.number(place + 1)
        sink.text(frame.bodies[peer.body].name)
        sink.text(frame.bodies[peer.body].code)
        sink.number(peer.similarity, as: .rounded(decimals: 3))
        sink.number(peer.common)
        sink.text(names(peer.alike))
        sink.text(names(peer.different))
        sink.endRow()
      }
    }
  }

  private func names(_ indicators: [Int]) -> String? {
    indicators.isEmpty
      ? nil : indicators.map { frame.catalog[frame.indicators[$0]].id.name }.joined(separator: " ")
  }
}
