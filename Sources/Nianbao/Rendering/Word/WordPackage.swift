import Markup

/// A Word document as the zip archive that it is (Office Open XML, ISO/IEC 29500): the text and the parts
/// that set how it looks, which are data files under `word/`.
struct WordPackage {
  let body: WordBody
  let title: String
  let language: Language

  static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  private static let schemas = "http://schemas.openxmlformats.org"
  private static let documents = "\(schemas)/officeDocument/2006/relationships"
  private static let contentType = "application/vnd.openxmlformats-officedocument"

  /// A part of the package that the text refers to.
  private struct Part {
    let id: String
    /// Its path below `word/`.
    let path: String
    /// The kind of the reference, and of the content.
    let relation: String
    let content: String
    let bytes: [UInt8]
  }

  /// The bytes of the file. The same document makes the same bytes.
  func bytes() throws -> [UInt8] {
    let parts = try parts()
    return try ZipWriter.archive(
      [
        ("[Content_Types].xml", contentTypes(parts)),
        ("_rels/.rels", packageRelations()),
        ("docProps/core.xml", properties()),
        ("word/document.xml", document()),
        ("word/_rels/document.xml.rels", relations(parts)),
      ] + parts.map { ("word/\($0.path)", $0.bytes) })
  }

  private func parts() throws(CatalogError) -> [Part] {
    func data(_ id: String, _ file: String, as path: String, _ kind: String) throws(CatalogError)
      -> Part
    {
      Part(
        id: id, path: path, relation: "\(Self.documents)/\(kind)",
        content: "\(Self.contentType).wordprocessingml.\(kind)+xml",
        bytes: Array(try EmbeddedFile.required("word/\(file)").text.utf8))
    }
    let numbering = language == .chinese ? "numbering-zh.xml" : "numbering-en.xml"
    return [
      try data("styles", "styles.xml", as: "styles.xml", "styles"),
      try data("settings", "settings.xml", as: "settings.xml", "settings"),
      try data("fonts", "fontTable.xml", as: "fontTable.xml", "fontTable"),
      try data("numbering", numbering, as: "numbering.xml", "numbering"),
      try data("footerOdd", "footer-odd.xml", as: "footer1.xml", "footer"),
      try data("footerEven", "footer-even.xml", as: "footer2.xml", "footer"),
    ]
      + body.charts.enumerated().map { position, chart in
        Part(
          id: WordBody.chartID(position), path: "charts/\(WordBody.chartID(position)).xml",
          relation: "\(Self.documents)/chart", content: "\(Self.contentType).drawingml.chart+xml",
          bytes: WordChart(chart: chart).markup())
      }
  }

  private func part(_ write: (inout MarkupWriter) -> Void) -> [UInt8] {
    var page = MarkupWriter(ByteBuffer())
    page.raw(Self.declaration)
    write(&page)
    return page.output.pending
  }

  private func contentTypes(_ parts: [Part]) -> [UInt8] {
    part { page in
      page.element("Types", ["xmlns": "\(Self.schemas)/package/2006/content-types"]) { page in
        page.shape(
          "Default",
          [
            "Extension": "rels",
            "ContentType": "application/vnd.openxmlformats-package.relationships+xml",
          ])
        page.shape("Default", ["Extension": "xml", "ContentType": "application/xml"])
        let own = [
          ("word/document.xml", "\(Self.contentType).wordprocessingml.document.main+xml"),
          ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        ]
        for (path, type) in own + parts.map({ ("word/\($0.path)", $0.content) }) {
          page.shape("Override", ["PartName": "/\(path)", "ContentType": type])
        }
      }
    }
  }

  private func relations(_ targets: [(id: String, type: String, target: String)]) -> [UInt8] {
    part { page in
      page.element("Relationships", ["xmlns": "\(Self.schemas)/package/2006/relationships"]) {
        page in
        for entry in targets {
          page.shape(
            "Relationship", ["Id": entry.id, "Type": entry.type, "Target": entry.target])
        }
      }
    }
  }

  private func packageRelations() -> [UInt8] {
    relations([
      ("document", "\(Self.documents)/officeDocument", "word/document.xml"),
      (
        "properties", "\(Self.schemas)/package/2006/relationships/metadata/core-properties",
        "docProps/core.xml"
      ),
    ])
  }

  private func relations(_ parts: [Part]) -> [UInt8] {
    relations(parts.map { ($0.id, $0.relation, $0.path) })
  }

  private func properties() -> [UInt8] {
    part { page in
      page.element(
        "cp:coreProperties",
        [
          "xmlns:cp": "\(Self.schemas)/package/2006/metadata/core-properties",
          "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        ]
      ) { page in
        page.element("dc:title", text: title)
        page.element("dc:language", text: language == .chinese ? "zh-CN" : "en")
      }
    }
  }

  private func document() -> [UInt8] {
    part { page in
      page.element(
        "w:document",
        [
          "xmlns:w": "\(Self.schemas)/wordprocessingml/2006/main", "xmlns:r": Self.documents,
          "xmlns:wp": "\(Self.schemas)/drawingml/2006/wordprocessingDrawing",
          "xmlns:a": "\(Self.schemas)/drawingml/2006/main", "xmlns:c": WordChart.namespace,
        ]
      ) { page in
        page.element("w:body") { page in
          page.append(body.markup)
          writePage(to: &page)
        }
      }
    }
  }

  /// A4 with the margins of official documents (GB/T 9704-2012): 37 mm above, 28 mm at the binding, a
  /// text of 156 by 225 mm; page numbers outside.
  private func writePage(to page: inout MarkupWriter) {
    page.element("w:sectPr") { page in
      page.shape("w:footerReference", ["w:type": "default", "r:id": "footerOdd"])
      page.shape("w:footerReference", ["w:type": "even", "r:id": "footerEven"])
      page.shape("w:pgSz", ["w:w": "11906", "w:h": "16838"])
      page.shape(
        "w:pgMar",
        [
          "w:top": "2098", "w:right": "1474", "w:bottom": "1984", "w:left": "1588",
          "w:header": "851", "w:footer": "1247", "w:gutter": "0",
        ])
    }
  }
}
