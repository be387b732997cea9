import SecretModel
import Testing

@testable import GitHubAPI

struct APIURLTests {
  @Test(
    "a URL to which a token may go is taken",
    arguments: [
      ("https://api.github.com", "https://api.github.com"),
      ("https://api.github.com/", "https://api.github.com"),
      ("HTTPS://GHE.Example.com/api/v3/", "https://ghe.example.com/api/v3"),
      ("https://ghe.example.com:8443/api/v3", "https://ghe.example.com:8443/api/v3"),
      ("https://ghe.example.com:443", "https://ghe.example.com"),
      ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
      ("http://127.8.9.10/api/v3", "http://127.8.9.10/api/v3"),
      ("http://localhost:80", "http://localhost"),
      ("http://[::1]:8080/x", "http://[::1]:8080/x"),
    ]
  )
  func legal(spelling: String, shown: String) throws {
    #expect(try APIURL(spelling).description == shown)
  }

  @Test("host and port are told apart")
  func parts() throws {
    let url = try APIURL("https://GHE.example.com/api/v3")
    #expect(url.host == "ghe.example.com")
    #expect(url.port == 443)
    #expect(url.path == "/api/v3")
    #expect(try APIURL("http://[::1]:8080").host == "::1")
  }

  @Test(
    "any other is refused with its reason",
    arguments: [
      ("", InvalidAPIURL.notAURL), ("api.github.com", .notAURL), ("https://", .notAURL), ("https:///x", .notAURL),
      ("https://a b", .notAURL), ("https://h:0", .notAURL), ("https://h:99999", .notAURL), ("https://h:", .notAURL),
      ("https://hö.example", .notAURL), ("https://h\n.example", .notAURL), ("https://[x]", .notAURL),
      ("ftp://api.github.com", .unsupportedScheme), ("file:///etc/passwd", .unsupportedScheme),
      ("http://api.github.com", .plainHTTP(host: "api.github.com")),
      ("http://127.0.0.1.evil.example", .plainHTTP(host: "127.0.0.1.evil.example")),
      ("http://localhost.evil.example", .plainHTTP(host: "localhost.evil.example")),
      ("http://128.0.0.1", .plainHTTP(host: "128.0.0.1")), ("http://127.0.0.256", .plainHTTP(host: "127.0.0.256")),
      ("http://127.1", .plainHTTP(host: "127.1")), ("http://[::2]", .plainHTTP(host: "::2")),
      ("https://user:password@api.github.com", .userInformation), ("http://localhost@evil.example", .userInformation),
      ("https://api.github.com?x=1", .queryOrFragment), ("https://api.github.com/#x", .queryOrFragment),
      ("https://h/../x", .illegalPath), ("https://h/a%2Fb", .illegalPath), ("https://h/{x}", .illegalPath),
    ]
  )
  func illegal(spelling: String, reason: InvalidAPIURL) {
    #expect(throws: reason) { try APIURL(spelling) }
  }

  @Test("the message says what to do and repeats no password")
  func message() {
    #expect(
      InvalidAPIURL.plainHTTP(host: "h").diagnostic.description
        == "error: the API URL sends the token to 'h' without encryption; write 'https://'; plain HTTP is for loopback only"
    )
    #expect(!InvalidAPIURL.userInformation.diagnostic.text.contains("@"))
  }

  @Test("a token of any length is taken, and one that would break the header is not")
  func tokens() throws {
    _ = try Token("t")
    _ = try Token(String(repeating: "a", count: 5_000))
    #expect(throws: InvalidToken.empty) { try Token("") }
    #expect(throws: InvalidToken.empty) { try Token("\n") }
    for text in ["a b", "a\nb", "a\r\nX-Evil: 1", "tökén", "a\u{0}"] {
      #expect(throws: InvalidToken.illegalCharacter) { try Token(text) }
    }
    var shown = "\(try Token(exampleToken))"
    dump(try Token(exampleToken), to: &shown)
    #expect(!shown.contains(exampleToken))
  }
}
