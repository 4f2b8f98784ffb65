import Synchronization

/// The account of an import: one entry a report, in the order of the files.
///
/// The reports of an exported panel are kept in columns; an entry is made when it is asked for.
public struct ReadingSummaries: RandomAccessCollection, Sendable {
  private var segments: [Segment] = []
  /// The first position of each segment, and behind the last one the number of all.
  private var starts = [0]
  /// Reports whose unit and year another report fills.
  private var superseded: Set<Int> = []
  /// What is to be told of reports beside what was read.
  private var furtherNotes: [Int: [ReadingNote]] = [:]

  private enum Segment: Sendable {
    case single(ReadingSummary)
    case batch(ReportBatch, LazyTally, encoding: TextEncoding?, format: ReportFormat)
  }

  /// An empty account.
  init() {}

  /// The first position.
  public var startIndex: Int { 0 }

  /// The position past the last one.
  public var endIndex: Int { starts[starts.count - 1] }

  /// The entry at a position. O(log segments), and O(1) within one.
  public subscript(position: Int) -> ReadingSummary {
    let number = segment(of: position)
    var summary: ReadingSummary
    switch segments[number] {
    case .single(let single): summary = single
    case .batch(let batch, let tally, let encoding, let format):
      summary = ReadingSummary(
        batch, position - starts[number], tally.value, encoding: encoding, format: format)
    }
    summary.isSuperseded = superseded.contains(position)
    if let further = furtherNotes[position] { summary.notes += further }
    return summary
  }

  /// The reports without a place in a panel.
  public var unplaced: [ReadingSummary] {
    segments.compactMap { segment in
      guard case .single(let single) = segment, !single.isPlaced else { return nil }
      return single
    }
  }

  /// The number of cells with a figure in all reports. Linear in the reports.
  public var figureCount: Int {
    segments.reduce(0) { sum, segment in
      switch segment {
      case .single(let single): sum + single.read
      case .batch(_, let tally, _, _): sum + tally.value.read.reduce(0) { $0 + Int($1) }
      }
    }
  }

  // MARK: Making

  mutating func append(_ summary: ReadingSummary) {
    segments.append(.single(summary))
    starts.append(endIndex + 1)
  }

  mutating func append(
    _ batch: ReportBatch, catalog: Catalog, encoding: TextEncoding?, format: ReportFormat
  ) {
    segments.append(
      .batch(batch, LazyTally(batch, catalog: catalog), encoding: encoding, format: format))
    starts.append(endIndex + batch.count)
  }

  /// Notes that another report fills the place of one.
  mutating func supersede(_ loser: Int, note: ReadingNote, by winner: Int, note kept: ReadingNote) {
    furtherNotes[winner, default: []].append(kept)
    furtherNotes[loser, default: []].append(note)
    superseded.insert(loser)
  }

  private func segment(of position: Int) -> Int {
    precondition(position >= 0 && position < endIndex, "there is no report \(position)")
    var (low, high) = (0, segments.count - 1)
    while low < high {
      let middle = (low + high + 1) / 2
      if starts[middle] <= position { low = middle } else { high = middle - 1 }
    }
    return low
  }
}

extension ReadingSummaries {
  /// How many reports a reader should look at, and why.
  struct Concerns {
    var unclear = 0
    var lackingRows = 0
    var unreadable = 0
    var unknownRows = 0
    var nearMatches = 0
  }

  /// How many reports a reader should look at. Linear in the reports.
  var concerns: Concerns {
    var concerns = Concerns()
    for segment in segments {
      switch segment {
      case .single(let one):
        if one.isPlaced, one.needsStatement { concerns.unclear += 1 }
        if one.absent > 0 { concerns.lackingRows += 1 }
        if one.unreadable > 0 { concerns.unreadable += 1 }
        if one.unknownRows > 0 { concerns.unknownRows += 1 }
        if one.nearMatches > 0 { concerns.nearMatches += 1 }
      case .batch(let batch, let tally, _, _):
        let isUnclear = batch.subjects.map { $0.candidates.count > 1 }
        concerns.unclear += batch.reports.subjects.count { isUnclear[Int($0)] }
        concerns.lackingRows += tally.value.absent.count { $0 > 0 }
        concerns.unreadable += tally.value.unreadable.count { $0 > 0 }
        concerns.unknownRows += batch.unrecognised.count { !$0.value.isEmpty }
      }
    }
    return concerns
  }
}

/// A tally that is made when it is first asked for.
private final class LazyTally: Sendable {
  private let batch: ReportBatch
  private let catalog: Catalog
  private let made = Mutex<BatchTally?>(nil)

  init(_ batch: ReportBatch, catalog: Catalog) {
    self.batch = batch
    self.catalog = catalog
  }

  var value: BatchTally {
    made.withLock { made in
      if let made { return made }
      let tally = BatchTally(batch, catalog: catalog)
      made = tally
      return tally
    }
  }
}
