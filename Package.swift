// swift-tools-version: 6.1
// The targets stand in the order of the layers: each one knows only those above it.
import PackageDescription

// Scripts/install and Scripts/package-deb say which commit they build; `nianbao version` tells it.
let commit = Context.environment["NIANBAO_COMMIT"] ?? ""

let package = Package(
  name: "nianbao",
  products: [
    .library(name: "Nianbao", targets: ["Nianbao"]),
    .library(name: "Vectors", targets: ["Vectors"]),
    .library(name: "Synthesis", targets: ["Synthesis"]),
    .executable(name: "nianbao", targets: ["NianbaoCommand"]),
    .executable(name: "nianbao-synthesize", targets: ["NianbaoSynthesize"]),
    .executable(name: "nianbao-manual", targets: ["NianbaoManual"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
  ],
  targets: [
    // 1. OpenBLAS as the system has it: the module map and nothing else.
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),

    // Beside it, reductions in C: the compiler's clones for each level of vector instructions.
    .target(name: "CKernels"),

    // 2. Kernels over contiguous vectors; all unsafe code of the project. Knows nothing of reports.
    .target(
      name: "Vectors", dependencies: ["COpenBLAS", "CKernels"],
      swiftSettings: [.enableExperimentalFeature("Lifetimes")]),

    // Beside them, edits: relations between numbers, and the smallest change that satisfies them.
    .target(name: "Edits"),

    // 3. Web pages, XML, zip archives and workbooks, through libxml2, libzip and libxlsxwriter.
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CLibZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CXlsxWriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .target(name: "Markup", dependencies: ["CLibXML2", "CLibZip", "CXlsxWriter"]),

    // 4. What the product knows, as data files; the C file only puts their bytes into the binary.
    .target(
      name: "CatalogData",
      exclude: [
        "measures.tsv", "slips.tsv", "derived.yaml", "pinyin.tsv", "editions", "rules", "regions",
        "reading", "briefing", "exploring", "word",
      ],
      cSettings: [.define("NIANBAO_COMMIT", to: "\"\(commit)\"")]),

    // 5. The library: catalogue, regions, panel, reading, analysis, rendering.
    .target(
      name: "Nianbao",
      dependencies: [
        "Vectors", "Edits", "Markup", "CatalogData",
        .product(name: "SystemPackage", package: "swift-system"),
        .product(name: "Yams", package: "Yams"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ]),

    // 6. Reports and panels made by a seeded generator, for the data sets, tests and benchmarks.
    .target(
      name: "Synthesis", dependencies: ["Nianbao", "Vectors", "Markup"],
      resources: [.embedInCode("Evaluation/mistakes.tsv"), .embedInCode("Evaluation/prose.tsv")]),

    // 7. What is explored, over HTTP on this machine; the pages are the library's.
    .target(
      name: "Serving",
      dependencies: [
        "Nianbao", .product(name: "FlyingFox", package: "FlyingFox"),
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ]),

    // 8. The commands: argument parsing and nothing else.
    .executableTarget(
      name: "NianbaoCommand",
      dependencies: [
        "Nianbao", "Serving", .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    .executableTarget(
      name: "NianbaoSynthesize",
      dependencies: [
        "Synthesis", .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    // Manual pages, made of the help that the command has.
    .executableTarget(
      name: "NianbaoManual",
      dependencies: [.product(name: "SystemPackage", package: "swift-system")]),

    .testTarget(name: "VectorsTests", dependencies: ["Vectors"]),
    .testTarget(name: "EditsTests", dependencies: ["Edits"]),
    .testTarget(name: "MarkupTests", dependencies: ["Markup"]),
    .testTarget(
      name: "NianbaoTests", dependencies: ["Nianbao", "Synthesis"], exclude: ["Oracles"]),
    .testTarget(
      name: "SynthesisTests", dependencies: ["Synthesis"], exclude: ["Anomalies/national-1309.csv"]),
    .testTarget(name: "ServingTests", dependencies: ["Serving"]),
    .testTarget(
      name: "CommandTests",
      dependencies: ["NianbaoCommand", "NianbaoManual", "Nianbao", "panel-writer"],
      exclude: ["Expectations"]),
    // Changes a panel file until the tests kill it.
    .executableTarget(
      name: "panel-writer", dependencies: ["Nianbao", "Vectors"], path: "Tests/PanelWriter"),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .gnu2x
)
