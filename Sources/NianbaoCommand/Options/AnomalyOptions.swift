import ArgumentParser
import Nianbao

/// Whether and how readily unusual figures are looked for.
struct AnomalyOptions: ParsableArguments {
  @Flag(
    help: """
      Also look for unusual figures, jumps and repeated reports; they are infos, never errors.
      """)
  var anomalies = false

  @Option(
    help:
      "The share of false alarms among the anomalies that is allowed on average, above 0, below 1."
  )
  var falseDiscoveryRate: Double?

  func validate() throws {
    guard let falseDiscoveryRate else { return }
    guard anomalies else {
      throw ValidationError(
        "--false-discovery-rate says something about --anomalies; add that flag.")
    }
    guard falseDiscoveryRate > 0, falseDiscoveryRate < 1 else {
      throw ValidationError(
        "--false-discovery-rate is \(falseDiscoveryRate); expected a share such as 0.05.")
    }
  }

  /// The anomalies of a panel; nil where they were not asked for.
  func report(_ panel: Panel, _ selection: Selection) -> AnomalyReport? {
    guard anomalies else { return nil }
    var options = AnomalyDetection.Options()
    if let falseDiscoveryRate { options.falseDiscoveryRate = falseDiscoveryRate }
    return AnomalyDetection(panel, years: selection.years, options: options).findings()
  }
}
