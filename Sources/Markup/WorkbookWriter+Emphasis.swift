import CXlsxWriter

extension WorkbookWriter {
  /// How the cells of a column are set off by what they say; live, so that they follow a correction.
  public enum Emphasis: Hashable, Sendable {
    /// From white for the smallest to blue for the largest.
    case scale
    /// A bar as long as the cell's share of 100.
    case percentBar
    /// Cells that say one of some words, each with a colour of ink and of ground.
    case words([Word])
    /// Empty cells are yellow.
    case blanks
  }

  /// A word that is set off.
  public struct Word: Hashable, Sendable {
    /// What the cell says.
    public let text: String
    /// The colour of the text as 0xRRGGBB.
    public let ink: UInt32
    /// The colour behind it as 0xRRGGBB.
    public let ground: UInt32

    /// A word with its colours.
    public init(_ text: String, ink: UInt32, ground: UInt32) {
      self.text = text
      self.ink = ink
      self.ground = ground
    }
  }

  /// Sets off the columns of the sheet over all its rows but those of sums.
  func setEmphases() {
    guard dataEnd > 1 else { return }
    for (column, emphasis) in emphases.enumerated() {
      guard let emphasis else { continue }
      switch emphasis {
      case .scale:
        var format = lxw_conditional_format()
        format.type = UInt8(LXW_CONDITIONAL_2_COLOR_SCALE.rawValue)
        format.min_color = 0xFFFFFF
        format.max_color = 0x7FB2DD
        set(&format, column)
      case .percentBar:
        var format = lxw_conditional_format()
        format.type = UInt8(LXW_CONDITIONAL_DATA_BAR.rawValue)
        format.min_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_NUMBER.rawValue)
        format.min_value = 0
        format.max_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_NUMBER.rawValue)
        format.max_value = 100
        format.bar_color = 0x9CC3E6
        format.bar_solid = UInt8(LXW_TRUE.rawValue)
        set(&format, column)
      case .blanks:
        var format = lxw_conditional_format()
        format.type = UInt8(LXW_CONDITIONAL_TYPE_BLANKS.rawValue)
        format.format = ground(0xFFF2CC)
        set(&format, column)
      case .words(let words):
        for word in words { set(word, column) }
      }
    }
  }

  private func set(_ word: Word, _ column: Int) {
    var format = lxw_conditional_format()
    format.type = UInt8(LXW_CONDITIONAL_TYPE_CELL.rawValue)
    format.criteria = UInt8(LXW_CONDITIONAL_CRITERIA_EQUAL_TO.rawValue)
    let look = ground(word.ground)
    format_set_font_color(look, word.ink)
    format.format = look
    // The library copies the text.
    var text = Array("\"\(word.text)\"".utf8CString)
    text.withUnsafeMutableBufferPointer {
      format.value_string = $0.baseAddress
      set(&format, column)
    }
  }

  private func ground(_ colour: UInt32) -> UnsafeMutablePointer<lxw_format>? {
    let format = workbook_add_format(workbook)
    format_set_bg_color(format, colour)
    return format
  }

  private func set(_ format: inout lxw_conditional_format, _ column: Int) {
    let column = UInt16(clamping: column)
    worksheet_conditional_format_range(sheet, 1, column, dataEnd - 1, column, &format)
  }
}
