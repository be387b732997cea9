import SecretModel
import Testing

@testable import GitHubAPI

/// What GitHub repeats of a request must not come back out, in whatever form it repeats it.
struct RedactionTests {
  private static let marker = "TUFSS0VS+MARKER/marker=="

  @Test(
    "nothing of a submitted value appears in an error",
    arguments: [
      #"Invalid request.\n\n\#(marker) does not match /^(?:[A-Za-z0-9+\\/]{4})*(?:[A-Za-z0-9+\\/]{2}==|[A-Za-z0-9+\\/]{3}=|[A-Za-z0-9+\\/]{4})$/."#,
      "The value '\(marker)' is too large",
      "\(marker)",
      "value:\(marker)",
      "value TUFSS0VS was cut",
      "Bad request - \(marker) validation failed due to an improperly encrypted secret",
      "MARKER marker",
      #"\u001b]8;;\#(marker)\u0007"#,
    ],
    [400, 403, 409, 422, 500]
  )
  func echo(message: String, status: Int) async throws {
    let target = "/orgs/acme/actions/secrets/TOKEN"
    let answer = #"{"message":"\#(message)","errors":[{"message":"\#(Self.marker)"}]}"#
    let exchanges = Array(
      repeating: exchange(.put, target, status: status, answer: answer),
      count: status == 500 ? 4 : 1
    )
    try await withStubs(exchanges) { client in
      let value = SecretWrite.Value(encryptedValue: Self.marker, keyID: "1")
      let error = try await failure { () async throws(GitHubError) in
        try await client.putSecret(secret("TOKEN"), SecretWrite(value: value, access: .all))
      }
      var shown = "\(error.diagnostic) \(error) \(String(reflecting: error))"
      dump(error, to: &shown)
      for part in ["MARKER", "marker", "TUFSS0VS", "\u{1B}"] { #expect(!shown.contains(part)) }
    }
  }

  @Test(
    "a known message is said in our words",
    arguments: [
      (
        #"Invalid request.\n\nx== does not match /^(?:[A-Za-z0-9+\\/]{4})*"#,
        "the encrypted value is not base64 of the form that GitHub takes"
      ),
      (
        "Bad request - validation failed due to an improperly encrypted secret",
        "the value is not sealed with the public key that belongs to the 'key_id'"
      ),
      (#"Invalid request.\n\n\"key_id\" wasn't supplied."#, "the field 'key_id' is missing"),
      (#"Invalid request.\n\n\"visibility\" wasn't supplied."#, "the field 'visibility' is missing"),
      ("Secret names must not start with GITHUB_.", "the name starts with 'GITHUB_'"),
      (
        "Secret names can only contain alphanumeric characters ([a-z], [A-Z], [0-9])",
        "the name has characters that secret names cannot have"
      ),
    ]
  )
  func known(message: String, words: String) {
    #expect(read(message, submittedBody: true) == words)
  }

  @Test(
    "of an unknown message to a write only words that cannot have been submitted are left",
    arguments: [
      (
        "You have reached the maximum number of secrets (100) for this repository.",
        "You have reached the maximum number of secrets (100) for this repository."
      ),
      ("Value hunter2 is too long", "Value … is too long"),
      ("hunter2 swordfish", nil),
      ("", nil),
    ]
  )
  func unknown(message: String, shown: String?) {
    #expect(read(message, submittedBody: true) == shown)
  }

  @Test("a message to a read is one line of bounded length without control characters")
  func plainMessage() {
    #expect(read(#"a\u001b[2Jb\tc\r\nd\u2028e\u200ff"#, submittedBody: false) == "a [2Jb c d e f")
    #expect(read("x \(String(repeating: "y", count: 81))", submittedBody: false) == "x …")
    #expect(read(String(repeating: "word ", count: 1_000), submittedBody: false)?.count == 299)
    #expect(read("holds \(exampleToken)", submittedBody: false) == nil)
  }

  @Test(
    "a body of any other kind has no message",
    arguments: ["", "<html>502</html>", "[]", "null", "7", #"{"message":7}"#, #"{"message":null}"#, "\u{0}\u{1}"]
  )
  func noMessage(body: String) throws {
    let response = HTTPResponse(status: 422, body: Array(body.utf8))
    #expect(ServerMessage(response, submittedBody: false, token: try Token(exampleToken)).text == nil)
  }

  private func read(_ message: String, submittedBody: Bool) -> String? {
    let response = HTTPResponse(status: 422, body: Array(#"{"message":"\#(message)"}"#.utf8))
    guard let token = try? Token(exampleToken) else { return nil }
    return ServerMessage(response, submittedBody: submittedBody, token: token).text
  }
}
