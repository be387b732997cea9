import SecretModel
import Testing

@testable import GitHubAPI

/// Which proxy a connection goes through, as the variables say.
@Suite
struct ProxySettingsTests {
  @Test(
    "the first variable that is set names the proxy; plain HTTP's does not",
    arguments: [
      ([:], nil),
      (["HTTPS_PROXY": "http://a:1", "https_proxy": "http://b:2", "ALL_PROXY": "http://c:3"], "a:1"),
      (["https_proxy": "http://b:2", "ALL_PROXY": "http://c:3"], "b:2"),
      (["HTTPS_PROXY": "", "all_proxy": "http://d:4"], "d:4"),
      (["ALL_PROXY": "socks5://c"], "c:1080"),
      (["HTTP_PROXY": "http://a:1", "http_proxy": "http://b:2"], nil),
    ] as [([String: String], String?)]
  )
  func variables(environment: [String: String], proxy: String?) throws {
    #expect(try decision(environment) == proxy)
  }

  @Test(
    "a proxy is a host with or without scheme, port and credentials",
    arguments: [
      ("http://proxy.corp:3128", "proxy.corp:3128"), ("http://proxy.corp:3128/", "proxy.corp:3128"),
      ("HTTP://Proxy.Corp", "proxy.corp:80"), ("proxy.corp", "proxy.corp:80"), ("proxy.corp:8080", "proxy.corp:8080"),
      ("10.0.0.1:3128", "10.0.0.1:3128"), ("http://[2001:db8::1]:3128", "[2001:db8::1]:3128"),
      ("http://user:hunter2@proxy.corp:3128", "proxy.corp:3128"), ("user@proxy.corp", "proxy.corp:80"),
      ("http://a@b:c@proxy.corp", "proxy.corp:80"), ("socks5://proxy.corp", "proxy.corp:1080"),
      ("socks5h://proxy.corp:9050", "proxy.corp:9050"),
    ]
  )
  func spelling(text: String, proxy: String) throws {
    #expect(try decision(["HTTPS_PROXY": text]) == proxy)
  }

  @Test(
    "credentials are percent-decoded",
    arguments: [
      ("user:pass", "user", "pass"), ("us%40er:p%3Aa%2Fs%25s", "us@er", "p:a/s%s"), ("user", "user", ""),
      (":pass", "", "pass"), ("user:a:b", "user", "a:b"), ("user:w%C3%B6rd", "user", "wörd"),
    ]
  )
  func credentials(text: String, user: String, password: String) throws {
    let proxy = try ProxyServer("http://\(text)@proxy.corp:3128")
    #expect(proxy.credentials?.user == user)
    #expect(proxy.credentials?.password == password)
  }

  @Test(
    "what is no proxy, or none that can be used, is said by the name of its variable and never by its content",
    arguments: [
      ("https://user:hunter2@proxy.corp:3128", "names a proxy whose scheme is none of"),
      ("socks4://hunter2.corp", "names a proxy whose scheme is none of"),
      ("ftp://hunter2.corp", "names a proxy whose scheme is none of"),
      ("socks5://user:hunter2@proxy.corp", "for a SOCKS proxy"),
      ("http://", "is not the URL of a proxy"), ("http://hunter2:port", "is not the URL of a proxy"),
      ("http://hunter2:70000", "is not the URL of a proxy"), ("hunter2 proxy", "is not the URL of a proxy"),
      ("http://user:hunter2%4@proxy.corp", "not percent-encoded"),
      ("http://user:hunter2%FF@proxy.corp", "not percent-encoded"),
      ("http://user:hunter2/2@proxy.corp", "is not the URL of a proxy"),
    ]
  )
  func unusable(text: String, words: String) throws {
    let error = #expect(throws: InvalidProxy.self) { try decision(["ALL_PROXY": text]) }
    let diagnostic = try #require(error).diagnostic
    #expect(diagnostic.message.hasPrefix("ALL_PROXY \(diagnostic.message.dropFirst(10))"))
    #expect(diagnostic.message.contains(words))
    #expect(!"\(diagnostic)\(String(reflecting: error))".contains("hunter2"))
  }

  @Test("what no proxy is used for is not read")
  func unusedVariable() throws {
    let environment = ["HTTPS_PROXY": "ftp://proxy.corp", "NO_PROXY": "api.github.com"]
    #expect(try decision(environment) == nil)
  }

  @Test("a proxy cannot be printed with its password")
  func redaction() throws {
    let proxy = try ProxyServer("http://user:hunter2@proxy.corp:3128")
    var dumped = ""
    dump(proxy, to: &dumped)
    #expect(!"\(proxy)\(String(reflecting: proxy))\(dumped)".contains("hunter2"))
  }

  @Test(
    "this machine is never reached through a proxy",
    arguments: ["http://localhost:80", "http://127.0.0.1:8080", "https://127.9.9.9", "https://[::1]:8443"]
  )
  func loopback(url: String) throws {
    #expect(try decision(["HTTPS_PROXY": "http://a:1", "ALL_PROXY": "nonsense://"], for: url) == nil)
  }

  @Test("NO_PROXY is asked in upper case first, and an empty one says nothing")
  func noProxyNames() throws {
    let all = ["HTTPS_PROXY": "a:1", "NO_PROXY": "other.example", "no_proxy": "api.github.com"]
    #expect(try decision(all) == "a:1")
    #expect(try decision(["HTTPS_PROXY": "a:1", "NO_PROXY": "", "no_proxy": "api.github.com"]) == nil)
  }

  /// From the documentation of Go's `httpproxy` and of curl, and their tests.
  @Test(
    "an exception covers a host",
    arguments: [
      ("*", "https://api.github.com"), ("github.com", "https://github.com"), ("github.com", "https://api.github.com"),
      ("GitHub.COM", "https://api.github.com"), (".github.com", "https://api.github.com"),
      ("*.github.com", "https://api.github.com"), ("api.github.com", "https://api.github.com"),
      ("corp.example,github.com", "https://api.github.com"), (" corp.example , github.com ", "https://api.github.com"),
      ("corp.example github.com", "https://api.github.com"), (",,github.com,", "https://api.github.com"),
      ("github.com.", "https://api.github.com"), ("github.com", "https://api.github.com."),
      ("github.com:443", "https://api.github.com"), ("ghe.corp:8443", "https://ghe.corp:8443"),
      ("10.1.2.3", "https://10.1.2.3"), ("10.0.0.0/8", "https://10.200.3.4:8443"), ("10.1.2.3:443", "https://10.1.2.3"),
      ("10.1.2.128/25", "https://10.1.2.200"), ("0.0.0.0/0", "https://8.8.8.8"),
      ("2001:db8::1", "https://[2001:db8::1]"),
      ("[2001:db8::1]:8443", "https://[2001:db8::1]:8443"), ("2001:DB8::/32", "https://[2001:db8:ff::7]"),
    ]
  )
  func covered(list: String, url: String) throws {
    #expect(try decision(["HTTPS_PROXY": "http://a:1", "NO_PROXY": list], for: url) == nil)
  }

  @Test(
    "an exception does not cover a host",
    arguments: [
      ("", "https://api.github.com"), ("hub.com", "https://api.github.com"), ("github.com", "https://notgithub.com"),
      (".github.com", "https://github.com"), ("*.github.com", "https://github.com"),
      ("api.github.com", "https://github.com"), ("github.com", "https://github.com.evil.example"),
      ("github.com:8443", "https://api.github.com"), ("github.com:x", "https://api.github.com"),
      ("git*.com", "https://github.com"), (":443", "https://github.com"), (".", "https://github.com"),
      ("10.0.0.0/8", "https://10.example"), ("0.0.0.0/0", "https://api.github.com"),
    ]
  )
  func notCovered(list: String, url: String) throws {
    #expect(try decision(["HTTPS_PROXY": "http://a:1", "NO_PROXY": list], for: url) == "a:1")
  }

  @Test(
    "a server that is named by its address has no proxy, since its certificate could not be checked",
    arguments: [
      ("10.1.2.3", "https://10.1.2.30"), ("10.0.0.0/8", "https://11.0.0.1"), ("10.0.0.0/33", "https://10.0.0.1"),
      ("10.1.2.128/25", "https://10.1.2.100"), ("1.2.3", "https://10.1.2.3"), ("2.3", "https://10.1.2.3"),
      ("10.1.2.3:8443", "https://10.1.2.3"), ("::/0", "https://10.1.2.3"), ("2001:db8::/32", "https://[2001:db9::1]"),
    ]
  )
  func address(list: String, url: String) throws {
    #expect(throws: InvalidProxy(variable: "HTTPS_PROXY", reason: .serverIsAddress)) {
      try decision(["HTTPS_PROXY": "http://a:1", "NO_PROXY": list], for: url)
    }
  }

  private func decision(_ environment: [String: String], for url: String = "https://api.github.com") throws -> String? {
    try ProxySettings.proxy(for: try APIURL(url).origin, environment: environment)?.description
  }
}
