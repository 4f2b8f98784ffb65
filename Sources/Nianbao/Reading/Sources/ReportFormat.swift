import Markup

/// The formats that reports are kept in, told by the content and not by the name.
public enum ReportFormat: String, Sendable, Hashable, CaseIterable {
  /// Plain text, or a comma-separated file.
  case text
  /// A web page.
  case html
  /// A Word document of 2007 and later.
  case docx
  /// An Excel workbook of 2007 and later.
  case xlsx
  /// A PDF document; read through `pdftotext`.
  case pdf
  /// An older Word document; read through LibreOffice or `antiword`.
  case doc
  /// An older Excel workbook or another file that LibreOffice opens.
  case office

  /// The ends of names, in lower case, by format.
  static let byExtension: [String: ReportFormat] = [
    "txt": .text, "text": .text, "csv": .text, "tsv": .text, "html": .html,
    "htm": .html, "docx": .docx, "xlsx": .xlsx, "xlsm": .xlsx, "pdf": .pdf, "doc": .doc,
    "wps": .doc, "xls": .office, "et": .office, "rtf": .office, "odt": .office, "ods": .office,
  ]

  /// The format of some bytes.
  ///
  /// - Parameter path: The name, which tells apart what the content does not: DOC from XLS.
  /// - Complexity: O(1); for zip archives linear in the list of entries.
  init(_ bytes: [UInt8], path: String) {
    let named = Self.byExtension[InputFiles.fileExtension(path)]
    switch BinaryKind(magic: bytes) {
    case .pdf: self = .pdf
    case .ole: self = named == .office ? .office : .doc
    case .html: self = .html
    case .zip:
      guard let archive = try? ZipArchive(bytes) else {
        // The reader of either kind says what is wrong with the archive.
        self = named == .xlsx ? .xlsx : .docx
        return
      }
      let names = Set(archive.entryNames)
      if names.contains("word/document.xml") {
        self = .docx
      } else if names.contains("xl/workbook.xml") {
        self = .xlsx
      } else {
        // Some formats that LibreOffice opens are zip archives too; a PDF or a page is none.
        switch named {
        case .docx, .xlsx, .doc, .office: self = named ?? .text
        case .text, .html, .pdf, nil: self = .text
        }
      }
    case .image, .archive, .executable, .unknown: self = .text
    case nil:
      if bytes.starts(with: Array("{\\rtf".utf8)) {
        self = .office
      } else {
        self = named == .html || Self.looksLikeHTML(bytes) ? .html : .text
      }
    }
  }

  /// Whether a text without declaration is a page all the same: it begins with a tag, or has the
  /// tags of a table near its beginning.
  private static func looksLikeHTML(_ bytes: [UInt8]) -> Bool {
    let head = bytes.prefix(4096).map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    let text = String(decoding: head, as: UTF8.self)
    let start = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    let opening = [
      "<table", "<div", "<p>", "<p ", "<body", "<head", "<!--", "<meta", "<span", "<h1",
    ]
    return opening.contains { start.hasPrefix($0) }
      || text.contains("<table") && (text.contains("<td") || text.contains("<tr"))
  }
}
