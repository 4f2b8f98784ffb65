import ArgumentParser
import Nianbao

/// Which part of the panel a command is about.
struct SelectionOptions: ParsableArguments {
  @Option(
    parsing: .singleValue, help: "Units by name, code or pattern, separated by commas.",
    completion: Completions.units)
  var units: [String] = []

  @Option(
    help: "Only units in a region: a name, a code, or a path such as 北京市/密云区.",
    completion: Completions.region)
  var within: String?

  @Option(help: "Years such as 2014-2018,2021.", completion: Completions.years)
  var years: String?

  @Option(
    parsing: .singleValue,
    help: "Indicators by id, label or pattern such as request.*, separated by commas.",
    completion: Completions.indicators)
  var indicators: [String] = []

  /// The whole panel, of a command that selects later.
  static var everything: SelectionOptions {
    var options = SelectionOptions()
    (options.units, options.indicators) = ([], [])
    (options.within, options.years) = (nil, nil)
    return options
  }

  /// The selection in a panel, and the panel of the selected units.
  func apply(to panel: Panel) throws -> (panel: Panel, Selection) {
    var selection = try Selection(
      units: units, within: within, years: years, indicators: indicators, of: panel)
    guard let chosen = selection.units else { return (panel, selection) }
    selection.units = nil
    return (panel.selecting(chosen), selection)
  }
}
