import ArgumentParser
import Nianbao

/// Which regions there are, and what became of them.
struct RegionOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The region tree: a table of codes and names, or a folder of such tables.",
      discussion: """
        Further columns, where there: parent, from, until, and kind (department for a body that hangs \
        under its parent).
        """), completion: .file())
  var regions: String?

  @Option(
    help: "A table of renamed, transferred, merged and divided regions beside the shipped one.",
    completion: .file())
  var regionChanges: String?

  /// The tree without the regions of the past, and what became of them.
  func treeAndHistory(_ catalog: Catalog) throws -> (tree: RegionTree, history: RegionHistory) {
    let tree = try regions.map { try RegionTree(path: $0) } ?? RegionTree.builtIn()
    let history = try RegionHistory.builtIn()
    return (
      tree,
      try regionChanges.map { try history.adding(path: $0, tree: tree, catalog: catalog) }
        ?? history
    )
  }
}
