/// Why a file, or a line of one, could not be read: the data to act on.
public enum ReadingError: DescribedError, Sendable, Hashable {
  /// There is nothing at the path.
  case notFound(file: String)
  /// The system refuses to open or read the file; with its error number and text.
  case refused(file: String, code: Int32, reason: String)
  /// The path is neither a file nor a folder: a pipe, a socket, a device.
  case notAFile(file: String)
  /// The name of a file in a folder is no text, such as one in GBK; shown as far as it can be.
  case nameIsNoText(file: String)
  /// A folder has no file of a kind that is read.
  case emptyFolder(folder: String)
  /// The file is larger than what is read at once.
  case tooLarge(file: String, bytes: Int, limit: Int)
  /// The file has no text.
  case empty(file: String)
  /// The file is no text.
  case binary(file: String, line: Int, kind: BinaryKind)
  /// An Office document is cut off, damaged, or unpacks to more than is read.
  case damagedArchive(file: String, reason: LocalizedText)
  /// The program that turns files of this kind into text is not installed.
  case converterMissing(file: String, program: String, package: String)
  /// A program could not turn the file into text; with what it said.
  case conversionFailed(file: String, program: String, reason: String)
  /// A line is longer than any report's.
  case lineTooLong(file: String, line: Int, bytes: Int, limit: Int)
  /// A quoted field of a comma-separated file is not closed.
  case unclosedQuote(file: String, line: Int)
  /// A line of a comma-separated file has not as many fields as its heading.
  case fieldCount(file: String, line: Int, found: Int, expected: Int)
  /// A field of a comma-separated file is not what its heading says.
  case badField(file: String, line: Int, column: String, found: String, expected: LocalizedText)
  /// A heading of a comma-separated file stands there twice, or names several rows of the form.
  case unclearHeading(file: String, line: Int, heading: String)
  /// A table lacks a column; with the headings that would do.
  case missingHeading(file: String, line: Int, expected: [String])
  /// More mistakes of the same file than are listed.
  case moreMistakes(file: String, count: Int)

  /// The file or folder that is meant.
  public var file: String {
    switch self {
    case .notFound(let file), .refused(let file, _, _), .notAFile(let file), .emptyFolder(let file),
      .nameIsNoText(let file),
      .tooLarge(let file, _, _), .empty(let file), .binary(let file, _, _),
      .lineTooLong(let file, _, _, _), .unclosedQuote(let file, _), .fieldCount(let file, _, _, _),
      .damagedArchive(let file, _), .converterMissing(let file, _, _),
      .conversionFailed(let file, _, _), .badField(let file, _, _, _, _),
      .unclearHeading(let file, _, _), .missingHeading(let file, _, _), .moreMistakes(let file, _):
      file
    }
  }

  /// The 1-based line; nil where the whole file is meant.
  public var line: Int? {
    switch self {
    case .notFound, .refused, .notAFile, .nameIsNoText, .emptyFolder, .tooLarge, .empty,
      .moreMistakes,
      .damagedArchive,
      .converterMissing, .conversionFailed:
      nil
    case .binary(_, let line, _), .lineTooLong(_, let line, _, _), .unclosedQuote(_, let line),
      .fieldCount(_, let line, _, _), .badField(_, let line, _, _, _),
      .unclearHeading(_, let line, _), .missingHeading(_, let line, _):
      line
    }
  }
}

extension ReadingError: CustomStringConvertible {
  /// The English sentence.
  public var description: String { message.english }

  /// One sentence: file and line, what was found, what was expected, what to do.
  public var message: LocalizedText {
    let place = line.map { "\(file):\($0)" } ?? file
    let text = explanation
    return LocalizedText(zh: "\(place)：\(text.chinese)", en: "\(place): \(text.english)")
  }

  private var explanation: LocalizedText {
    switch self {
    case .notFound:
      LocalizedText(
        zh: "没有这个文件或文件夹，请检查路径。",
        en: "there is no such file or folder; check the path.")
    case .refused(_, let code, let reason):
      LocalizedText(
        zh: "系统不允许读取(\(reason)，错误号 \(code))，请检查权限后再试。",
        en: "the system refuses to read it (\(reason), error \(code)); check its permissions.")
    case .notAFile:
      LocalizedText(
        zh: "既不是文件也不是文件夹，请给出报告文件或其所在文件夹。",
        en: "it is neither a file nor a folder; give a report's file or its folder.")
    case .nameIsNoText:
      LocalizedText(
        zh: "文件名不是 UTF-8 文字(可能是 GBK)，打不开；请改名后再试。",
        en:
          "the file's name is no UTF-8 text (it may be GBK), so that it cannot be opened; rename it."
      )
    case .emptyFolder:
      LocalizedText(
        zh: "文件夹里没有报告文件(\(InputFiles.listedExtensions))，请检查路径。",
        en: "the folder has no report files (\(InputFiles.listedExtensions)); check the path.")
    case .tooLarge(_, let bytes, let limit):
      LocalizedText(
        zh: "文件有 \(bytes) 字节，超过 \(limit) 字节的上限，请拆成几个文件。",
        en: "the file has \(bytes) bytes, more than the limit of \(limit); split it.")
    case .empty:
      LocalizedText(
        zh: "文件里没有文字，应为一份报告，请重新保存或下载。",
        en: "the file has no text where a report was expected; save or download it again.")
    case .binary(_, _, let kind):
      LocalizedText(
        zh: "这是\(kind.name.chinese)，不是文本;\(kind.advice.chinese)。",
        en: "this is \(kind.name.english), not text; \(kind.advice.english).")
    case .damagedArchive(_, let reason):
      LocalizedText(
        zh: "文档已损坏或不完整（\(reason.chinese)）；请重新下载，或用 Word、Excel 打开后另存。",
        en:
          "the document is damaged or not whole (\(reason.english)); download it again, or open it in Word "
          + "or Excel and save it anew.")
    case .converterMissing(_, let program, let package):
      LocalizedText(
        zh: "读取这种文件要用 \(program)，系统里没有；请安装 \(package)（如 apt-get install \(package)）后再试。",
        en: "files of this kind are read through \(program), which is not installed; install "
          + "\(package) (such as with apt-get install \(package)) and try again.")
    case .conversionFailed(_, let program, let reason):
      LocalizedText(
        zh: "\(program) 未能把文件转成文字（\(reason)）；请另存为 .docx 或 .txt 后再试。",
        en:
          "\(program) could not turn the file into text (\(reason)); save it as .docx or .txt and "
          + "try again.")
    case .lineTooLong(_, _, let bytes, let limit):
      LocalizedText(
        zh: "这一行有 \(bytes) 字节，报告的一行不应超过 \(limit) 字节，请检查它是不是一份报告。",
        en: "this line has \(bytes) bytes where a report's line has at most \(limit); "
          + "check that it is a report.")
    case .unclosedQuote:
      LocalizedText(
        zh: "这里开始的引号没有结束，应以 \" 结束，请补上。",
        en: "the quote that opens here is never closed; close it with \".")
    case .fieldCount(_, _, let found, let expected):
      LocalizedText(
        zh: "这一行有 \(found) 个字段，表头有 \(expected) 个，请改成一致。",
        en: "this line has \(found) fields where the heading has \(expected); make them agree.")
    case .badField(_, _, let column, let found, let expected):
      LocalizedText(
        zh: "“\(column)”一栏是“\(found)”，应为\(expected.chinese)，请更正。",
        en: "‘\(column)’ is ‘\(found)’ where \(expected.english) was expected; correct it.")
    case .unclearHeading(_, _, let heading):
      LocalizedText(
        zh: "表头“\(heading)”出现两次或对应表中几行，请改用指标编号，如 review.other。",
        en: "the heading ‘\(heading)’ stands there twice or names several rows of the form; "
          + "use the indicator's id, such as review.other.")
    case .missingHeading(_, _, let expected):
      LocalizedText(
        zh: "表头缺少“\(expected.joined(separator: "”或“"))”一栏，请补上。",
        en: "the heading has no ‘\(expected.joined(separator: "’ or ‘"))’; add the column.")
    case .moreMistakes(_, let count):
      LocalizedText(
        zh: "还有 \(count) 处同类错误未列出，请先更正以上各处。",
        en: "\(count) more mistakes are not listed; correct those above first.")
    }
  }
}
