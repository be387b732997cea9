import JWTKit

/// What a GitHub App proves itself with: its id and its private key; cannot be printed.
public struct AppCredentials: Sendable {
  /// The App's number, or its client id.
  let id: String
  private let key: Insecure.RSA.PrivateKey

  /// Takes both as environment variables and files hold them.
  ///
  /// - Parameters:
  ///   - id: the App's number or its client id.
  ///   - privateKey: a PEM, PKCS#1 as GitHub gives it or PKCS#8; `\n` may stand for each line break, as it does where a
  ///     variable can hold one line only.
  /// - Throws: `InvalidAppCredentials`.
  public init(id: String, privateKey: String) throws(InvalidAppCredentials) {
    let id = String(id.trimmingPrefix { $0.isWhitespace }.prefix { !$0.isWhitespace })
    let isPlain = id.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."): true
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
      default: false
      }
    }
    guard !id.isEmpty, isPlain else { throw .illegalID }
    self.id = id
    key = try Self.key(inPEM: privateKey)
  }

  private static func key(inPEM text: String) throws(InvalidAppCredentials) -> Insecure.RSA.PrivateKey {
    let pem = text.replacing("\\r", with: "").replacing("\\n", with: "\n").replacing("\r\n", with: "\n")
    // A PEM may have anything before its first line.
    guard let start = pem.firstRange(of: "-----BEGIN ") else { throw .notPEM }
    let block = String(pem[start.lowerBound...])
    guard !block.contains("ENCRYPTED") else { throw .encryptedKey }
    let label = block.dropFirst("-----BEGIN ".count).prefix { $0 != "-" }
    guard label.hasSuffix("PRIVATE KEY") else { throw .notAPrivateKey(String(label.prefix(40))) }
    do {
      return try Insecure.RSA.PrivateKey(pem: block)
    } catch {
      throw .unusableKey
    }
  }

  /// A JSON Web Token that is good for a few minutes.
  ///
  /// - Throws: what the library throws when it cannot sign, which no key that could be read makes it do.
  func assertion(_ claims: AppClaims) async throws -> String {
    let keys = await JWTKeyCollection().add(rsa: key, digestAlgorithm: .sha256)
    return try await keys.sign(claims)
  }
}

extension AppCredentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// `<credentials of App ID>`; never the key.
  public var description: String { "<credentials of App \(id)>" }

  /// The same as the description.
  public var debugDescription: String { description }

  /// No children, so that `dump` and string interpolation find no key.
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Why texts cannot be an App's credentials.
public enum InvalidAppCredentials: Error, Hashable, Sendable {
  /// The id is neither a number nor a client id.
  case illegalID
  /// There is no PEM.
  case notPEM
  /// The PEM is something else, such as `CERTIFICATE`.
  case notAPrivateKey(String)
  /// The PEM needs a password.
  case encryptedKey
  /// The PEM holds no RSA key, or one of less than 2,048 bits, or is damaged.
  case unusableKey

  /// Whether it is about the id, and not about the key.
  public var isAboutID: Bool { self == .illegalID }

  /// What is wrong, to be read after where it was found; says nothing of the key itself.
  public var reason: String {
    switch self {
    case .illegalID: "is neither the number nor the client id of a GitHub App"
    case .notPEM: "is not a key in PEM"
    case .notAPrivateKey(let label): "holds a PEM of the kind '\(label)', not a private key"
    case .encryptedKey: "is encrypted, and there is nobody to ask for its password"
    case .unusableKey: "is no RSA key of at least 2,048 bits, or is damaged"
    }
  }

  /// What to do about it.
  public var remedy: String {
    switch self {
    case .illegalID: "copy the App ID or the client ID from the App's settings"
    case .encryptedKey: "decrypt it with 'openssl rsa -in KEY.pem -out DECRYPTED.pem'"
    case .notPEM, .notAPrivateKey, .unusableKey:
      "give it as it was downloaded from the App's settings, from '-----BEGIN' to 'KEY-----'"
    }
  }
}
