import FlyingFox
import Foundation
import Nianbao

extension ExplorerServer {
  /// What every answer says to the browser: nothing from elsewhere, no script but ours, no frame around.
  private static let guards: [(String, String)] = [
    (
      "Content-Security-Policy",
      "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
        + "img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cache-Control", "no-store"),
  ]

  /// The longest address that is looked at.
  private static let addressLimit = 8_192

  /// The answer to a request.
  static func respond(_ request: HTTPRequest, _ explorer: Explorer, _ policy: HostPolicy) throws
    -> HTTPResponse
  {
    let isHead = request.method == .HEAD
    guard policy.allows(request.headers[.host]) else {
      return words(.misdirectedRequest, "This server does not answer to that host.", isHead)
    }
    guard request.method == .GET || isHead else {
      var response = words(.methodNotAllowed, "This server is only read: GET and HEAD.", isHead)
      response.headers[HTTPHeader("Allow")] = "GET, HEAD"
      return response
    }
    guard request.target.rawValue.utf8.count <= addressLimit else {
      return words(.uriTooLong, "The address is too long.", isHead)
    }
    let answer = try explorer.answer(
      path: request.path.isEmpty ? "/" : request.path, query: query(of: request))
    let status: HTTPStatusCode =
      switch answer.outcome {
      case .found: .ok
      case .noSuchPage: .notFound
      case .badRequest: .badRequest
      }
    var response = response(status, answer.type, answer.bytes, isHead)
    if let name = answer.fileName {
      response.headers[.contentDisposition] = "attachment; filename=\"\(name)\""
    }
    return response
  }

  /// The names and values of a form's address, in which `+` is a space.
  private static func query(of request: HTTPRequest) -> [(name: String, value: String)] {
    request.target.query(percentEncoded: true).split(separator: "&").map { field in
      let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      func decoded(_ text: Substring) -> String {
        let spaced = text.replacing("+", with: " ")
        return String(spaced).removingPercentEncoding ?? String(spaced)
      }
      return (decoded(parts[0]), parts.count > 1 ? decoded(parts[1]) : "")
    }
  }

  private static func words(_ status: HTTPStatusCode, _ text: String, _ isHead: Bool)
    -> HTTPResponse
  {
    response(status, "text/plain; charset=utf-8", Array("\(text)\n".utf8), isHead)
  }

  private static func response(
    _ status: HTTPStatusCode, _ type: String, _ bytes: [UInt8], _ isHead: Bool
  ) -> HTTPResponse {
    var headers = HTTPHeaders()
    headers[.contentType] = type
    // Said for a HEAD too, whose answer has no body.
    headers[.contentLength] = "\(bytes.count)"
    for (name, value) in guards { headers[HTTPHeader(name)] = value }
    return HTTPResponse(
      statusCode: status, headers: headers, body: isHead ? Data() : Data(bytes))
  }
}
