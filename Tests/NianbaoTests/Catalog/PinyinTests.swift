import Synthesis
import Testing

@testable import Nianbao

/// Names found by their pinyin.
@Suite struct PinyinTests {
  private static let pinyin = Result { try Pinyin.builtIn() }

  @Test func everyCharacterOfNamesAndLabelsHasAReading() throws {
    let pinyin = try Self.pinyin.get()
    let catalog = try Catalog.builtIn()
    let tree = try RegionTree.builtIn().adding(RegionHistory.builtIn())
    let names = tree.regions.map(\.name) + catalog.indicators.map(\.label)
    let characters = Set(names.joined().unicodeScalars).filter {
      (0x3400...0x9FFF).contains($0.value)
    }
    #expect(characters.count > 2000)
    let unread = characters.filter { pinyin.spellings(of: String($0)).isEmpty }
    #expect(unread.isEmpty, "add them with Scripts/make-pinyin")
  }

  @Test(arguments: [
    ("gbkz", "古北口镇", Pinyin.Match.whole), ("gubeikouzhen", "古北口镇", .whole),
    ("Gu Bei Kou Zhen", "古北口镇", .whole), ("gubkz", "古北口镇", .whole),
    ("gbkzh", "古北口镇", .whole), ("gubeikouzhe", "古北口镇", .whole),
    ("gubei", "古北口镇", .beginning), ("gub", "古北口镇", .beginning),
    ("beikou", "古北口镇", .inside), ("chongqing", "重庆市", .beginning),
    ("cqs", "重庆市", .whole), ("cjz", "长江镇", .whole), ("xianshi", "西安市", .whole),
    ("lvliang", "吕梁市", .beginning), ("lüliang", "吕梁市", .beginning),
    ("sdsqs", "收到申请数", .whole), ("218tuan", "218团", .whole),
  ]) func typedLettersAreOfAName(letters: String, name: String, match: Pinyin.Match) throws {
    let typed = try #require(Pinyin.letters(of: letters))
    #expect(try Self.pinyin.get().match(typed, name) == match)
  }

  @Test(arguments: [
    ("gbzk", "古北口镇"), ("eikou", "古北口镇"), ("bkz", "古北口镇"), ("gubeikouzhenx", "古北口镇"),
    ("abc", "request.received"),
  ]) func otherLettersAreNot(letters: String, name: String) throws {
    let typed = try #require(Pinyin.letters(of: letters))
    #expect(try Self.pinyin.get().match(typed, name) == nil)
  }

  /// The slow twin: every way to type a name, spelt out.
  @Test func everyWayToTypeANameFindsIt() throws {
    let pinyin = try Self.pinyin.get()
    let regions = try RegionTree.builtIn().regions
    let seed: UInt64 = 20_261_126
    var random = SplitMix64(seed: seed)
    for _ in 0..<60 {
      let name = String(regions[Int.random(in: regions.indices, using: &random)].name.prefix(4))
      guard name.unicodeScalars.allSatisfy({ (0x4E00...0x9FFF).contains($0.value) }) else {
        continue
      }
      let spellings = pinyin.spellings(of: name)
      #expect(!spellings.isEmpty)
      for spelling in spellings {
        #expect(
          pinyin.match(Array(spelling.utf8), name) == .whole,
          "\(spelling) for \(name), seed \(seed)")
      }
    }
  }

  @Test func mistakesOfTheFileAreToldWithTheirLine() {
    let file = EmbeddedFile(path: "pinyin.tsv", text: "syllable\tcharacters\nbo\t伯\nb4\t八\nbo\t波\n")
    let error = #expect(throws: CatalogError.self) { try Pinyin(file: file) }
    #expect(error?.problems.map(\.line) == [3, 4])
  }

  @Test func nearNamesAreFoundByPartThenPinyinThenEdits() {
    let names = ["古北口镇", "高岭镇", "request.received", "收到申请数", "gbkz-archive"]
    #expect(NearestNames.of("gbkz", among: names) == ["gbkz-archive"])
    #expect(NearestNames.of("gbkz", among: names.prefix(4)) == ["古北口镇"])
    #expect(NearestNames.of("gaolz", among: names) == ["高岭镇"])
    #expect(NearestNames.of("古北口", among: names) == ["古北口镇"])
    #expect(NearestNames.of("request.recieved", among: names) == ["request.received"])
    #expect(NearestNames.of("qzqz", among: names).isEmpty)
    #expect(NearestNames.of("x", among: ["y", "ab"]).isEmpty)
  }
}

extension Pinyin {
  /// All that stands for a name: of each character a whole reading, its first letter, or zh, ch, sh.
  fileprivate func spellings(of name: String) -> [String] {
    name.unicodeScalars.reduce([""]) { begun, character in
      let parts = Set(
        syllables(of: character).flatMap { syllable in
          [syllable, String(syllable.prefix(1))]
            + (["zh", "ch", "sh"].contains(syllable.prefix(2)) ? [String(syllable.prefix(2))] : [])
        })
      return begun.flatMap { start in parts.map { start + $0 } }
    }
  }
}
