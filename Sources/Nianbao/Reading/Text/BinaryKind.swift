/// What a file is that is no text, told by its first bytes.
public enum BinaryKind: String, Sendable, Hashable, CaseIterable {
  /// A PDF document.
  case pdf
  /// A zip archive: DOCX, XLSX, WPS and others are such.
  case zip
  /// An OLE compound file: DOC, XLS and others are such.
  case ole
  /// A web page.
  case html
  /// A picture.
  case image
  /// A compressed file or another archive.
  case archive
  /// An executable file.
  case executable
  /// Bytes with NULs in between.
  case unknown

  /// The kind of some bytes, or nil where their beginning may be text. O(1).
  init?(magic bytes: some Collection<UInt8>) {
    let head = Array(bytes.prefix(64))
    func starts(_ magic: [UInt8]) -> Bool { head.starts(with: magic) }
    func starts(text: String) -> Bool { head.starts(with: Array(text.utf8)) }
    if starts(text: "%PDF-") {
      self = .pdf
    } else if starts(text: "PK\u{3}\u{4}") || starts(text: "PK\u{5}\u{6}") {
      self = .zip
    } else if starts([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) {
      self = .ole
    } else if starts([0x89, 0x50, 0x4E, 0x47]) || starts([0xFF, 0xD8, 0xFF])
      || starts(text: "GIF8") || starts([0x49, 0x49, 0x2A, 0]) || starts([0x4D, 0x4D, 0, 0x2A])
    {
      self = .image
    } else if starts([0x1F, 0x8B]) || starts(text: "Rar!") || starts([0x37, 0x7A, 0xBC, 0xAF])
      || starts([0xFD, 0x37, 0x7A, 0x58, 0x5A]) || starts(text: "BZh")
    {
      self = .archive
    } else if starts([0x7F, 0x45, 0x4C, 0x46]) {
      self = .executable
    } else if Self.startsLikeHTML(head) {
      self = .html
    } else {
      return nil
    }
  }

  private static func startsLikeHTML(_ head: [UInt8]) -> Bool {
    var head = head[...]
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { head = head.dropFirst(3) }
    let start = head.drop { $0 <= 0x20 }.prefix(14).map { $0 | 0x20 }
    return start.starts(with: Array("<!doctype html".utf8))
      || start.starts(with: Array("<html".utf8))
  }

  /// What it is called.
  public var name: LocalizedText {
    switch self {
    case .pdf: LocalizedText(zh: " PDF 文件", en: "a PDF document")
    case .zip: LocalizedText(zh: "压缩文档(DOCX、XLSX 等)", en: "a zip file (DOCX, XLSX and others)")
    case .ole: LocalizedText(zh: "旧版 Office 文件(DOC、XLS 等)", en: "an old Office file (DOC, XLS)")
    case .html: LocalizedText(zh: "网页(HTML)", en: "a web page (HTML)")
    case .image: LocalizedText(zh: "图片", en: "a picture")
    case .archive: LocalizedText(zh: "压缩包", en: "a compressed archive")
    case .executable: LocalizedText(zh: "程序文件", en: "an executable")
    case .unknown: LocalizedText(zh: "含有 NUL 字节的二进制文件", en: "a binary file (it has NUL bytes)")
    }
  }

  /// What to do about it.
  public var advice: LocalizedText {
    switch self {
    case .pdf, .zip, .ole, .html:
      LocalizedText(zh: "请另存为纯文本(.txt)再读入", en: "save it as plain text (.txt)")
    case .image:
      LocalizedText(zh: "请改用报告的文字版", en: "use the report's text")
    case .archive:
      LocalizedText(zh: "请先解压", en: "unpack it first")
    case .executable, .unknown:
      LocalizedText(zh: "请检查它是不是一份报告", en: "check that it is a report")
    }
  }
}
