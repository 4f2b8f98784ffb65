import Foundation
import Nianbao
import Vectors

/// Changes a panel file without end, as fast as it can, until it is killed: `panel-writer FILE SEED`.
///
/// State `n` of the file has `n` modulo 7 and one more years; the figures of the last one are `n`, those of
/// a year before are the year, and all places are `n`. So a mixture of states can be told from each.
@main
struct PanelWriter {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3, let seed = Int(arguments[2]) else {
      print("panel-writer FILE SEED")
      return
    }
    let maker = try StateMaker()
    if !PanelFile.isPanelFile(arguments[1]) {
      try PanelFile.write(maker.panel(seed), to: arguments[1])
    }
    print("ready")
    fflush(nil)
    var state = seed
    while true {
      state += 1
      if state % 5 == 0 {
        try PanelFile.write(maker.panel(state), to: arguments[1])
      } else {
        _ = try PanelFile.update(arguments[1], with: maker.panel(state))
      }
    }
  }
}

/// Makes the panels that the file goes through.
private struct StateMaker {
  let catalog: Catalog
  let units = UnitTable(
    (1...200).map { Unit(name: "单位\($0)", region: RegionCode("\(110_118_000 + $0)")) })

  init() throws { catalog = try Catalog.builtIn() }

  func panel(_ state: Int) -> Panel {
    let years = (0...(state % 7)).map { Year(2010 + $0) }
    let reported = Vector(repeating: CellMark(.reported).byte, count: units.count)
    var columns = [Column?](repeating: nil, count: catalog.indicators.count * years.count)
    for indicator in catalog.indicators.indices.prefix(12) {
      for (position, year) in years.enumerated() {
        let value = Double(position == years.count - 1 ? state : year.number)
        // One unit differs, so that the column is not a constant that takes no memory.
        let values = Vector((0..<units.count).map { $0 == 0 ? -value : value })
        columns[indicator * years.count + position] = Column(
          values: values, marks: reported,
          places: Vector(repeating: UInt32(state), count: units.count))
      }
    }
    let reports = ReportTable(
      reports: [Report(file: "state", edition: "2014", unitName: "")], unitCount: units.count,
      positions: Dictionary(
        uniqueKeysWithValues: years.map { ($0, Vector(repeating: Int32(0), count: units.count)) }))
    return Panel(
      catalog: catalog, regions: RegionTree([]), units: units, years: years, reports: reports,
      unrecognised: [], columns: columns)
  }
}
