import ArgumentParser
import Nianbao
import Synthesis
import SystemPackage

/// The command `nianbao-synthesize`: makes the data sets.
@main
struct SynthesizeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nianbao-synthesize",
    abstract: "Make report files and panels with a seeded generator, for data sets and benchmarks.",
    subcommands: [
      MiyunCommand.self, FormatsCommand.self, NationalCommand.self, EvaluateCommand.self,
    ])
}

/// `nianbao-synthesize miyun`: the data set of the repository.
struct MiyunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "miyun",
    abstract:
      "Write the units of Miyun district for 2014–2018 as report files, with planted mistakes.")

  @Option(name: [.short, .long], help: "The folder to write to.")
  var output = "datasets/miyun"

  @Option(help: "The seed; the repository's data set has the default one.")
  var seed: UInt64 = 2017

  func run() async throws {
    let set = try MiyunDataSet(
      catalog: Catalog.builtIn(), regions: RegionTree.builtIn(), seed: seed)
    for file in set.files { try OutputFolder(output).write(file.path, file.text.utf8) }
    print(
      "\(EnglishCount.text(set.files.count, "file")), \(EnglishCount.text(set.errors.count, "planted mistake")), in \(output)"
    )
  }
}

/// `nianbao-synthesize formats`: reports in every format.
struct FormatsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "formats",
    abstract: "Write reports on the form of 2021 in every format that reports come in.")

  @Option(name: [.short, .long], help: "The folder to write to.")
  var output = "datasets/formats"

  @Option(help: "The seed; the repository's data set has the default one.")
  var seed: UInt64 = 2021

  func run() async throws {
    let set = try FormatsDataSet(
      catalog: Catalog.builtIn(), regions: RegionTree.builtIn(), seed: seed)
    for file in set.files { try OutputFolder(output).write(file.path, file.bytes) }
    print("\(EnglishCount.text(set.files.count, "file")) in \(output)")
  }
}

/// `nianbao-synthesize national`: a panel of the whole tree.
struct NationalCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "national",
    abstract: "Write figures of all townships of the tree as CSV.")

  @Option(help: "wide (a row a unit and year) or long (a row a cell).")
  var shape = NationalFigures.Shape.wide

  @Option(help: "The first report year.")
  var from = 2014

  @Option(help: "The last report year.")
  var to = 2025

  @Option(help: "The share of cells that are missing.")
  var missing = 0.02

  @Option(help: "The share of reports with a broken sum.")
  var errors = 0.0

  @Option(help: "The seed.")
  var seed: UInt64 = 1

  @Option(help: "Only the townships of a region, by code.")
  var within: String?

  @Option(name: [.short, .long], help: "The file to write; standard output where none is named.")
  var output: String?

  func validate() throws {
    guard from <= to else { throw ValidationError("--from is after --to.") }
    guard (0...1).contains(missing), (0...1).contains(errors) else {
      throw ValidationError("--missing and --errors are shares from 0 to 1.")
    }
    if let within, RegionCode(within) == nil {
      throw ValidationError("--within is a region's code, such as 110118.")
    }
  }

  func run() async throws {
    var options = NationalFigures.Options()
    options.years = Year(from)...Year(to)
    options.missing = missing
    options.errors = errors
    options.seed = seed
    options.region = within.flatMap { RegionCode($0) }
    let figures = try NationalFigures(
      catalog: Catalog.builtIn(), regions: RegionTree.builtIn(), options: options)
    let descriptor = try output.map {
      try FileDescriptor.open(
        FilePath($0), .writeOnly, options: [.create, .truncate],
        permissions: [.ownerReadWrite, .groupRead, .otherRead])
    }
    try await figures.writeCSV(shape) { bytes in
      try (descriptor ?? .standardOutput).writeAll(bytes)
    }
    try descriptor?.close()
  }
}

extension NationalFigures.Shape: ExpressibleByArgument {}
