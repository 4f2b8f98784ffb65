// swift-tools-version: 6.1
// Benchmarks are a package of their own, so that the product does not depend on what measures it.
import PackageDescription

let package = Package(
  name: "benchmarks",
  dependencies: [
    .package(name: "nianbao", path: ".."),
    // Without its traits: they count allocations, which these benchmarks do not look at.
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    // The kernels of `Vectors` at national size, beside plain loops.
    .executableTarget(
      name: "Kernels",
      dependencies: [
        .product(name: "Vectors", package: "nianbao"),
        .product(name: "Benchmark", package: "benchmark"),
      ],
      path: "Benchmarks/Kernels",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
    // The product's side of the comparison with DuckDB and Polars; see `peers/`.
    .executableTarget(
      name: "national-rules",
      dependencies: [
        .product(name: "Nianbao", package: "nianbao"),
        .product(name: "Synthesis", package: "nianbao"),
        .product(name: "Vectors", package: "nianbao"),
      ],
      path: "Benchmarks/NationalRules"),
    // The product's side of reading and writing CSV beside pyarrow, Polars and DuckDB.
    .executableTarget(
      name: "national-csv",
      dependencies: [
        .product(name: "Nianbao", package: "nianbao"),
        .product(name: "Synthesis", package: "nianbao"),
        .product(name: "Vectors", package: "nianbao"),
      ],
      path: "Benchmarks/NationalCSV"),
  ],
  swiftLanguageModes: [.v6]
)
