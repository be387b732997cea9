import Foundation
import SecretModel
import TestSupport
import Testing

@testable import GitHubAPI

/// The id and the private key of a GitHub App, and what is signed with them.
struct AppCredentialsTests {
  private static let key = Result { try AppKey() }

  private static let now = Timestamp(secondsSinceEpoch: 1_800_000_000)

  @Test(
    "a key is read in the forms in which people have it",
    arguments: ["PKCS#1", "PKCS#8", "one line", "Windows line ends", "text before it"]
  )
  func forms(form: String) async throws {
    let key = try Self.key.get()
    let text =
      switch form {
      case "PKCS#8": key.privatePKCS8
      case "one line": key.privatePEM.replacing("\n", with: "\\n")
      case "Windows line ends": key.privatePEM.replacing("\n", with: "\r\n")
      case "text before it": "Bag Attributes\n\(key.privatePEM)"
      default: key.privatePEM
      }
    let credentials = try AppCredentials(id: " 7\n", privateKey: text)
    #expect(try await !credentials.assertion(AppClaims(issuer: "7", at: Self.now)).isEmpty)
  }

  @Test(
    "what is no private key is said to be none, without its text",
    arguments: [
      ("", InvalidAppCredentials.notPEM), ("hunter2", .notPEM),
      ("-----BEGIN CERTIFICATE-----\nhunter2\n-----END CERTIFICATE-----", .notAPrivateKey("CERTIFICATE")),
      ("-----BEGIN PUBLIC KEY-----\nhunter2\n-----END PUBLIC KEY-----", .notAPrivateKey("PUBLIC KEY")),
      ("-----BEGIN ENCRYPTED PRIVATE KEY-----\nhunter2\n-----END ENCRYPTED PRIVATE KEY-----", .encryptedKey),
      (
        "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nhunter2\n-----END RSA PRIVATE KEY-----", .encryptedKey
      ),
      ("-----BEGIN RSA PRIVATE KEY-----\nhunter2\n-----END RSA PRIVATE KEY-----", .unusableKey),
      ("-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----", .unusableKey),
    ]
  )
  func refusals(text: String, reason: InvalidAppCredentials) {
    #expect(throws: reason) { try AppCredentials(id: "7", privateKey: text) }
    #expect(!"\(reason.reason) \(reason.remedy)".contains("hunter2"))
  }

  @Test("an id is a number or a client id", arguments: ["", "  ", "acme/app", "https://github.com/apps/x"])
  func ids(id: String) throws {
    let pem = try Self.key.get().privatePEM
    #expect(throws: InvalidAppCredentials.illegalID) { try AppCredentials(id: id, privateKey: pem) }
    #expect(throws: Never.self) { try AppCredentials(id: "Iv23liABC.x", privateKey: pem) }
  }

  @Test("credentials cannot be printed")
  func notPrintable() throws {
    let credentials = try AppCredentials(id: "7", privateKey: try Self.key.get().privatePEM)
    var shown = "\(credentials) \(String(reflecting: credentials))"
    dump(credentials, to: &shown)
    #expect(shown.replacing("<credentials of App 7>", with: "").allSatisfy { $0.isWhitespace || $0 == "-" })
  }

  /// GitHub refuses fractions, which the library writes for dates.
  @Test("the claims are whole numbers: issued a minute ago, over in nine")
  func claims() async throws {
    let credentials = try AppCredentials(id: "7", privateKey: try Self.key.get().privatePEM)
    let assertion = try await credentials.assertion(AppClaims(issuer: "7", at: Self.now))
    let payload = try #require(Data(base64Encoded: padded(String(assertion.split(separator: ".")[1]))))
    let text = String(decoding: payload, as: UTF8.self)
    let members = Set(text.dropFirst().dropLast().split(separator: ",").map(String.init))
    #expect(members == [#""iat":1799999940"#, #""exp":1800000540"#, #""iss":"7""#])
  }

  @Test(
    "another implementation verifies the signature",
    .enabled(if: Python.hasJWT, "the interpreter for tests has no PyJWT")
  )
  func verifiedElsewhere() async throws {
    let key = try Self.key.get()
    let assertion = try await AppCredentials(id: "7", privateKey: key.privatePEM)
      .assertion(AppClaims(issuer: "7", at: Self.now))
    let program = """
      import jwt, sys
      token, key = open(0).read().split("|")
      options = {"verify_exp": False, "verify_iat": False, "require": ["iat", "exp", "iss"]}
      claims = jwt.decode(token, key, algorithms=["RS256"], options=options, issuer="7")
      print(jwt.get_unverified_header(token)["alg"], sorted(type(claims[name]).__name__ for name in claims))
      """
    let output = try Python.run(program, input: "\(assertion)|\(key.publicPEM)")
    #expect(output == "RS256 ['int', 'int', 'str']\n")
  }

  private func padded(_ text: String) -> String {
    let standard = text.replacing("-", with: "+").replacing("_", with: "/")
    return standard + String(repeating: "=", count: (4 - standard.count % 4) % 4)
  }
}

extension Python {
  fileprivate static let hasJWT: Bool = (try? run("import jwt, cryptography", input: "")) != nil
}
