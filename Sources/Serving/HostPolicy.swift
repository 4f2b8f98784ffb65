/// Which requests are answered, by the `Host` that they are addressed to.
///
/// A page of another site could have its own name resolve to this machine's loopback address and then
/// read what is served here as if it were its own (DNS rebinding). It cannot choose the name that the
/// browser sends, which is that of the site: so only this machine's names and addresses are answered.
struct HostPolicy: Sendable {
  /// Further names that are answered, in small letters.
  private let names: Set<String>
  /// Whether any address, as digits, is answered: of those no site can be the owner.
  private let allowsAddresses: Bool

  /// The policy of a server on the loopback address alone.
  static let loopback = HostPolicy(names: [], allowsAddresses: false)

  /// The policy of a server that others reach, by an address or by some names.
  static func remote(names: [String]) -> HostPolicy {
    HostPolicy(names: Set(names.map { $0.lowercased() }), allowsAddresses: true)
  }

  private init(names: Set<String>, allowsAddresses: Bool) {
    self.names = names
    self.allowsAddresses = allowsAddresses
  }

  /// Whether a request with a `Host` is answered; one without is not.
  func allows(_ host: String?) -> Bool {
    guard let host, let name = Self.name(host.lowercased()) else { return false }
    if ["localhost", "127.0.0.1", "[::1]"].contains(name) || names.contains(name) { return true }
    return allowsAddresses && Self.isAddress(name)
  }

  /// The name or address of a `Host` without its port; nil where it is none.
  private static func name(_ host: String) -> String? {
    let name: Substring
    let rest: Substring
    if host.first == "[" {
      guard let end = host.firstIndex(of: "]") else { return nil }
      name = host[...end]
      rest = host[host.index(after: end)...]
    } else {
      let end = host.firstIndex(of: ":") ?? host.endIndex
      name = host[..<end]
      rest = host[end...]
    }
    let isPort = rest.isEmpty || rest.first == ":" && rest.dropFirst().allSatisfy(\.isASCIIDigit)
    return isPort && !name.isEmpty ? String(name) : nil
  }

  private static func isAddress(_ name: String) -> Bool {
    if name.first == "[" {
      let inner = name.dropFirst().dropLast()
      return inner.contains(":") && inner.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
    }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        part.allSatisfy(\.isASCIIDigit) && part.count <= 3 && UInt8(part) != nil
      }
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
