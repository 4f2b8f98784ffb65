import Markup

/// The parts that make a zip archive an Office document (ECMA-376 part 2): the list of content types
/// and the relationship to the main part.
struct OfficePackage {
  /// The path of the main part.
  let main: String
  /// Its content type.
  let type: String
  /// Further parts and their content types.
  var others: [String: String] = [:]

  /// The bytes of the document with its parts in order.
  func archive(_ parts: [(path: String, xml: String)]) throws -> [UInt8] {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let overrides = ([(key: main, value: type)] + others.sorted { $0.key < $1.key })
      .map { "<Override PartName=\"/\($0.key)\" ContentType=\"\($0.value)\"/>" }
    let types =
      "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
      + "<Default Extension=\"rels\" "
      + "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
      + overrides.joined() + "</Types>"
    let leading = [
      ("[Content_Types].xml", types),
      ("_rels/.rels", Self.relationships([("\(office)/officeDocument", main)])),
    ]
    return try ZipWriter.archive(
      (leading + parts).map { path, xml in (path, Array((Self.declaration + xml).utf8)) })
  }

  /// The relationships of a part to others, numbered from `rId1`.
  static func relationships(_ targets: [(type: String, target: String)]) -> String {
    let entries = targets.enumerated().map { position, entry in
      "<Relationship Id=\"rId\(position + 1)\" Type=\"\(entry.type)\" "
        + "Target=\"\(entry.target)\"/>"
    }
    return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
      + entries.joined() + "</Relationships>"
  }

  private static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
}
