/// Keeps spreadsheets from taking a text of a CSV for a formula (CSV injection, CWE-1236).
public enum FormulaGuard {
  /// Whether a spreadsheet would take a text for a formula: it begins with `=`, `+`, `-`, `@`, a tab or
  /// a carriage return, and is neither one sign alone nor a plain number.
  public static func isNeeded(_ text: some StringProtocol) -> Bool {
    let bytes = text.utf8
    guard let first = bytes.first, bytes.count > 1 else { return false }
    switch first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "@"), 0x09, 0x0D: return true
    case UInt8(ascii: "-"): return PlainNumber.figure(bytes) == nil
    default: return false
    }
  }

  /// A text with the apostrophe that makes it a text.
  static func guarded(_ text: String) -> String { "'\(text)" }

  /// A text without the apostrophe that `guarded` put before it; any other text as it is.
  public static func unguarded(_ text: String) -> String {
    guard text.utf8.first == UInt8(ascii: "'"), isNeeded(text.dropFirst()) else { return text }
    return String(text.dropFirst())
  }
}
