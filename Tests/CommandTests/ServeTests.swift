import Foundation
import Testing

/// `nianbao serve` as others reach it: over a socket, with requests written by hand.
@Suite(.serialized) struct ServeTests {
  /// A running server on a port of its own choice.
  final class Server {
    let process = Process()
    let port: UInt16
    let address: String

    init() throws {
      process.executableURL = CommandRun.products.appending(path: "nianbao")
      process.currentDirectoryURL = CommandRun.root
      process.arguments = [
        "serve", "datasets/formats/reports/2023_北京_密云区鼓楼街道_html.html", "--port", "0",
        "--lang", "en", "--quiet",
      ]
      let pipe = Pipe()
      process.standardOutput = pipe
      try process.run()
      var line = Data()
      while line.last != UInt8(ascii: "\n") {
        let more = pipe.fileHandleForReading.availableData
        try #require(!more.isEmpty, "the server ended at once")
        line += more
      }
      address = String(decoding: line.dropLast(), as: UTF8.self)
      let digits = address.split(separator: ":").last?.prefix { $0 != "/" } ?? ""
      port = try #require(UInt16(digits))
    }

    deinit { if process.isRunning { process.terminate() } }

    /// What comes back for the bytes of a request that ends the connection.
    func answer(_ head: String) throws -> String {
      let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      try #require(socket >= 0)
      defer { close(socket) }
      var place = sockaddr_in()
      place.sin_family = sa_family_t(AF_INET)
      place.sin_port = port.bigEndian
      place.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
      let status = withUnsafePointer(to: &place) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
      try #require(status == 0)
      let request = Array((head + "\r\nConnection: close\r\n\r\n").utf8)
      try #require(write(socket, request, request.count) == request.count)
      var bytes: [UInt8] = []
      var part = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = read(socket, &part, part.count)
        if count <= 0 { break }
        bytes += part[..<count]
      }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  @Test func onlyThisMachineIsAnsweredAndOnlyToRead() throws {
    let server = try Server()
    #expect(server.address.hasPrefix("http://127.0.0.1:"))
    let page = try server.answer("GET / HTTP/1.1\r\nHost: localhost:\(server.port)")
    #expect(page.hasPrefix("HTTP/1.1 200") && page.contains("<h1>Disclosure reports: "))
    for line in [
      "Content-Security-Policy: default-src 'none'; style-src 'self'; script-src 'self';",
      "X-Content-Type-Options: nosniff", "Referrer-Policy: no-referrer", "Cache-Control: no-store",
    ] {
      #expect(page.contains("\r\n\(line)"), "\(line)")
    }
    let rebound = try server.answer("GET / HTTP/1.1\r\nHost: evil.example:\(server.port)")
    #expect(rebound.hasPrefix("HTTP/1.1 421") && !rebound.contains("<h1>"))
    #expect(try server.answer("GET / HTTP/1.1\r\nX: y").hasPrefix("HTTP/1.1 421"))
    for method in ["POST", "PUT", "DELETE", "OPTIONS"] {
      let answer = try server.answer("\(method) / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0")
      #expect(answer.hasPrefix("HTTP/1.1 405") && answer.contains("Allow: GET, HEAD"), "\(method)")
    }
    let head = try server.answer("HEAD / HTTP/1.1\r\nHost: localhost")
    #expect(head.hasPrefix("HTTP/1.1 200") && head.hasSuffix("\r\n\r\n"))
    #expect(!head.contains("Content-Length: 0"))
    let table = try server.answer(
      "GET /rank.csv?indicators=request.received:all&lang=zh HTTP/1.1\r\nHost: localhost")
    #expect(table.contains("attachment; filename=\"nianbao-rank.csv\""))
    #expect(table.contains("\u{FEFF}year,rank,of,unit,"))
    let encoded = "%E5%AF%86%E4%BA%91%E5%8C%BA"
    let region = try server.answer("GET /?within=\(encoded) HTTP/1.1\r\nHost: 127.0.0.1")
    #expect(region.contains("<h1>Disclosure reports: 密云区</h1>"))
    #expect(
      try server.answer("GET /%2e%2e/etc/passwd HTTP/1.1\r\nHost: localhost")
        .hasPrefix("HTTP/1.1 404"))
    let long = String(repeating: "x", count: 9_000)
    #expect(
      try server.answer("GET /?within=\(long) HTTP/1.1\r\nHost: localhost").hasPrefix(
        "HTTP/1.1 414")
    )
    server.process.interrupt()
    server.process.waitUntilExit()
    #expect(server.process.terminationReason == .exit && server.process.terminationStatus == 0)
  }
}
