import FlyingFox
import FlyingSocks
import Foundation
import Nianbao

/// Serves an explorer over HTTP: on the loopback address of this machine unless others are let in.
///
/// It only reads: `GET` and `HEAD`. Each answer forbids a browser to load anything from elsewhere, to run
/// a script that is not a file of this server, and to be shown inside another page.
public struct ExplorerServer: Sendable {
  /// Where it is reached.
  public struct Place: Sendable {
    /// The address, such as `127.0.0.1`.
    public var address = "127.0.0.1"
    /// The port; 0 lets the system choose one.
    public var port: UInt16 = 8018
    /// Whether others than this machine may be let in.
    public var allowsRemote = false
    /// The names by which others reach it.
    public var names: [String] = []

    /// This machine alone.
    public init() {}
  }

  /// Why it does not serve at a place.
  public enum Misplaced: UsageError, Equatable {
    /// The address is not one of this machine's own, and others were not to be let in.
    case notLoopback(String)
    /// The address is none.
    case noAddress(String)

    /// What happened and what to do.
    public var message: LocalizedText {
      switch self {
      case .notLoopback(let address):
        LocalizedText(
          zh: "\(address) 不是本机回环地址；确需让其他机器访问时加 --allow-remote",
          en: "\(address) is not the loopback address; add --allow-remote to let other machines in")
      case .noAddress(let text):
        LocalizedText(
          zh: "“\(text)”不是地址；应为 127.0.0.1、::1 或 0.0.0.0 之类",
          en: "‘\(text)’ is no address; expected one such as 127.0.0.1, ::1 or 0.0.0.0")
      }
    }
  }

  /// Why it cannot serve: the port is taken, or not ours to take.
  public struct Failure: DescribedError, Equatable {
    /// The address.
    public let address: String
    /// The port.
    public let port: UInt16
    /// What the system said.
    public let reason: String

    /// What happened and what to do.
    public var message: LocalizedText {
      LocalizedText(
        zh: "无法在 \(address) 端口 \(port) 上提供服务：\(reason)；可用 --port 0 自动选择",
        en: "cannot serve on \(address), port \(port): \(reason); --port 0 takes a free one")
    }
  }

  private let place: Place
  private let server: HTTPServer

  /// A server of an explorer.
  ///
  /// - Throws: `Misplaced` for what is no address, or one that others reach where they are not let in.
  public init(_ explorer: Explorer, at place: Place) throws(Misplaced) {
    guard place.allowsRemote || Self.isLoopback(place.address) else {
      throw .notLoopback(place.address)
    }
    self.place = place
    let policy = place.allowsRemote ? HostPolicy.remote(names: place.names) : .loopback
    server = try Self.server(at: place) { try Self.respond($0, explorer, policy) }
  }

  private static func isLoopback(_ address: String) -> Bool {
    address == "::1" || address.hasPrefix("127.") || address == "localhost"
  }

  /// Serves until the process is told to end (SIGINT, SIGTERM); requests under way are answered first.
  ///
  /// - Parameter announce: Gets the address to open once the server listens.
  /// - Throws: `Failure` where it cannot listen.
  public func run(announce: @escaping @Sendable (String) -> Void) async throws(Failure) {
    let server = server
    let failure = await withTaskGroup(of: Outcome.self) { group -> String? in
      group.addTask {
        do {
          try await server.run()
          return .ended(nil)
        } catch {
          return .ended(Self.reason(error))
        }
      }
      group.addTask {
        guard (try? await server.waitUntilListening(timeout: 10)) != nil else {
          return .ended("it does not begin to listen")
        }
        if let address = await server.listeningAddress { announce(Self.url(address)) }
        await EndSignals.first()
        return .toldToEnd
      }
      defer { group.cancelAll() }
      switch await group.next() {
      case .ended(let reason): return reason
      case .toldToEnd, nil:
        await server.stop(timeout: 2)
        return nil
      }
    }
    if let failure {
      throw Failure(address: place.address, port: place.port, reason: failure)
    }
  }

  /// What ends the serving.
  private enum Outcome {
    /// The server ended by itself, and why.
    case ended(String?)
    /// The process was told to end.
    case toldToEnd
  }

  private static func server(
    at place: Place, _ respond: @escaping @Sendable (HTTPRequest) throws -> HTTPResponse
  ) throws(Misplaced) -> HTTPServer {
    let handler = ClosureHTTPHandler { request in try respond(request) }
    // Answers take well under a second; a file with all rows of a large panel longer.
    let (timeout, logger) = (120.0, DisabledLogger.disabled)
    let address = place.address == "localhost" ? "127.0.0.1" : place.address
    if address.contains(":") {
      guard let socket = try? sockaddr_in6.inet6(ip6: address, port: place.port) else {
        throw .noAddress(place.address)
      }
      return HTTPServer(address: socket, timeout: timeout, logger: logger, handler: handler)
    }
    guard let socket = try? sockaddr_in.inet(ip4: address, port: place.port) else {
      throw .noAddress(place.address)
    }
    return HTTPServer(address: socket, timeout: timeout, logger: logger, handler: handler)
  }

  private static func reason(_ error: any Error) -> String {
    if case .failed(_, _, let message) = error as? SocketError { return message }
    return error.localizedDescription
  }

  private static func url(_ address: Socket.Address) -> String {
    switch address {
    case .ip4(let address, let port): "http://\(address):\(port)/"
    case .ip6(let address, let port): "http://[\(address)]:\(port)/"
    case .unix(let path): path
    }
  }
}
