extension ChartDocument {
  /// Why a chart could not be drawn as a picture.
  public enum PictureFailure: DescribedError, Equatable {
    /// The program that draws is not installed.
    case programMissing(program: String, package: String)
    /// No font has Chinese characters.
    case fontMissing(package: String)
    /// The program failed.
    case failed(program: String, reason: String)

    /// What happened and what to do.
    public var message: LocalizedText {
      switch self {
      case .programMissing(let program, let package):
        LocalizedText(
          zh: "画 PNG 需要 \(program)；请安装软件包 \(package)，或写成 .svg",
          en: "a PNG needs \(program); install the package \(package), or write a .svg")
      case .fontMissing(let package):
        LocalizedText(
          zh: "本机没有中文字体，PNG 里的汉字会是方框；请安装软件包 \(package)，或写成 .svg",
          en:
            "no font here has Chinese characters, which a PNG would show as boxes; install the package "
            + "\(package), or write a .svg")
      case .failed(let program, let reason):
        LocalizedText(
          zh: "\(program) 未能画出 PNG：\(reason)", en: "\(program) could not draw the PNG: \(reason)")
      }
    }
  }

  /// The drawing as a PNG picture at twice its size, through `rsvg-convert`.
  ///
  /// - Throws: `PictureFailure` where the program or a font with Chinese characters is missing.
  public func renderPNG() async throws -> [UInt8] {
    let fonts = ExternalProgram("fc-list", package: "fontconfig")
    if let list = try? await fonts.output([":lang=zh", "family"]), list.isEmpty {
      throw PictureFailure.fontMissing(package: "fonts-noto-cjk")
    }
    let folder = try TemporaryFolder(for: "chart.svg")
    defer { folder.remove() }
    let source = try folder.write(renderSVG(to: ByteBuffer()).pending, as: "chart.svg")
    let program = ExternalProgram("rsvg-convert", package: "librsvg2-bin")
    do {
      return try await program.output(["--zoom", "2", "--format", "png", source])
    } catch {
      switch error {
      case .missing:
        throw PictureFailure.programMissing(program: program.name, package: program.package)
      case .failed(let reason):
        throw PictureFailure.failed(program: program.name, reason: reason)
      }
    }
  }
}
