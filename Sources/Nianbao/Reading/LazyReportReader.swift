import Synchronization

/// A reader that is made when the first report is read: its vocabulary of names and patterns takes longer
/// to load than a panel file to open, and who opens one often reads no report.
final class LazyReportReader: Sendable {
  private let catalog: Catalog
  private let regions: RegionTree
  private let history: RegionHistory
  private let made = Mutex<ReportReader?>(nil)

  init(catalog: Catalog, regions: RegionTree, history: RegionHistory) {
    self.catalog = catalog
    self.regions = regions
    self.history = history
  }

  /// The reader. O(1) but for the first call.
  var reader: ReportReader {
    made.withLock { made in
      if let made { return made }
      do {
        let reader = try ReportReader(catalog: catalog, regions: regions, history: history)
        made = reader
        return reader
      } catch {
        // What can be wrong are data files in the binary, all of which a test reads.
        preconditionFailure("\(error)")
      }
    }
  }
}
