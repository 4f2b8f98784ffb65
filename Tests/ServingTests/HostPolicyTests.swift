import Testing

@testable import Serving

@Suite struct HostPolicyTests {
  @Test(arguments: [
    "localhost", "localhost:8018", "LOCALHOST:1", "127.0.0.1", "127.0.0.1:8018", "[::1]",
    "[::1]:8018",
  ])
  func thisMachineIsAnswered(host: String) {
    #expect(HostPolicy.loopback.allows(host))
    #expect(HostPolicy.remote(names: []).allows(host))
  }

  @Test(arguments: [
    "evil.example", "evil.example:8018", "localhost.evil.example", "127.0.0.1.evil.example",
    "evil.example:127.0.0.1", "localhost:80:80", "localhost:8a", "[::1", "[::1]x", "", ":8018",
    "localhost@evil.example", "127.0.0.1 evil.example",
  ])
  func aNameOfAnotherSiteIsNot(host: String) {
    #expect(!HostPolicy.loopback.allows(host))
    #expect(!HostPolicy.remote(names: ["stats.example"]).allows(host))
  }

  @Test func aRequestWithoutAHostIsNot() {
    #expect(!HostPolicy.loopback.allows(nil))
  }

  @Test func othersComeByAddressOrByAGivenName() {
    let policy = HostPolicy.remote(names: ["Stats.Example"])
    #expect(policy.allows("10.1.2.3:8018") && policy.allows("[fe80::1]:8018"))
    #expect(policy.allows("stats.example:8018") && policy.allows("STATS.example"))
    #expect(!policy.allows("1.2.3.256") && !policy.allows("1.2.3") && !policy.allows("0x7f.1.1.1"))
    #expect(!HostPolicy.loopback.allows("10.1.2.3") && !HostPolicy.loopback.allows("[fe80::1]"))
  }
}
