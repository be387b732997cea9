import Sealing
import SecretModel
import Testing

/// The expected values were computed with Python's `hashlib.blake2b`, from the key's text
/// `0123456789abcdef0123456789abcdef` and the encoding that `FingerprintKey` describes.
@Suite("Fingerprints")
struct FingerprintTests {
  let key: FingerprintKey
  let acme: Scope
  let web: Scope

  init() throws {
    key = try FingerprintKey(text: "0123456789abcdef0123456789abcdef")
    acme = .organization(try OwnerName("acme"))
    web = .repository(try RepositoryFullName("acme/web"))
  }

  private func fingerprint(_ text: String, _ scope: Scope, _ name: String) throws -> String {
    try fingerprint(.plain(SecretValue(text)), scope, name)
  }

  private func fingerprint(_ payload: SecretPayload, _ scope: Scope, _ name: String) throws -> String {
    key.fingerprint(of: payload, at: SecretAddress(store: .actions, scope: scope, name: try SecretName(name)))
      .hexadecimal
  }

  @Test("fingerprints stay what they are, since ledgers keep them")
  func vectors() throws {
    let production = Scope.environment(try RepositoryFullName("acme/web"), try EnvironmentName("production/eu"))
    #expect(
      try fingerprint("hunter2", acme, "NPM_TOKEN")
        == "a474bb81e2bf3249b901419a8a8c5eb2a660da94da1f727f921bd77b64f54ed8"
    )
    #expect(
      try fingerprint("", acme, "NPM_TOKEN") == "b2a1eb84dffd65370139c07e880b53bdc3b72d8a535ae28ed815b5af1c813823"
    )
    #expect(
      try fingerprint("hunter2", web, "NPM_TOKEN")
        == "ed68f5691aa6198ab62275559792c2787b89b99bef52e20e967f0c85a939a65d"
    )
    #expect(
      try fingerprint("pässword\n", production, "DB_PASSWORD")
        == "c62c2d979458b504b9370391c2e5a2afa5240db59dbfab43151447f2d8b56f39"
    )
    #expect(
      try fingerprint(String(repeating: "x", count: 49_152), web, "BIG")
        == "a704b1c24eb337eccd79b26e449427740060b59acee028f5b150d4539a8cbf67"
    )
  }

  @Test("each key has a check value that tells it from others, and every fingerprint carries it")
  func checkValue() throws {
    #expect(key.check == "d23dc1e2")
    #expect(try FingerprintKey(text: "0123456789abcdef0123456789abcdeF").check != key.check)
    let address = SecretAddress(store: .actions, scope: acme, name: try SecretName("A"))
    #expect(key.fingerprint(of: .plain(SecretValue("hunter2")), at: address).keyCheck == key.check)
  }

  @Test("a sealed value is known by its ciphertext, and is not taken for a plain one with the same bytes")
  func sealed() throws {
    let box = SealedBox(base64: "aGVsbG8=", key: PublicKeyReference(keyID: "1", key: nil))
    #expect(
      try fingerprint(.sealed(box), acme, "NPM_TOKEN")
        == "da851c745754f22faeb885f9c765c637495ab72987a1f58663858ea120e93e33"
    )
    #expect(
      try fingerprint("aGVsbG8=", acme, "NPM_TOKEN")
        == "c12c5661f5519872ad9640dd1bfe2f6f252032e081a80225df3e29ef7ea8b579"
    )
  }

  @Test("the spelling of names does not matter, as it does not matter to GitHub")
  func folding() throws {
    let lower = Scope.environment(try RepositoryFullName("acme/web"), try EnvironmentName("prod"))
    let mixed = Scope.environment(try RepositoryFullName("Acme/WEB"), try EnvironmentName("Prod"))
    #expect(try fingerprint("hunter2", lower, "token") == fingerprint("hunter2", mixed, "TOKEN"))
  }

  @Test("the same value has another fingerprint at every place")
  func binding() throws {
    let places: [(Scope, String)] = [
      (acme, "A"), (acme, "B"), (web, "A"), (.organization(try OwnerName("acmeweb")), "A"),
      (.repository(try RepositoryFullName("acm/eweb")), "A"),
      (.environment(try RepositoryFullName("acme/web"), try EnvironmentName("a")), "A"),
      (.environment(try RepositoryFullName("acme/web"), try EnvironmentName("a1:A")), "A"),
      (.environment(try RepositoryFullName("acme/weba"), try EnvironmentName("a")), "A"),
    ]
    let fingerprints = try places.map { try fingerprint("hunter2", $0.0, $0.1) }
    #expect(Set(fingerprints).count == places.count)
  }

  @Test("another key gives another fingerprint")
  func keys() throws {
    let other = try FingerprintKey(text: "0123456789abcdef0123456789abcdeF")
    let address = SecretAddress(store: .actions, scope: acme, name: try SecretName("A"))
    let payload = SecretPayload.plain(SecretValue("hunter2"))
    #expect(key.fingerprint(of: payload, at: address) != other.fingerprint(of: payload, at: address))
  }

  @Test("a key needs 32 characters, however many bytes they are", arguments: [0, 1, 31])
  func shortKey(count: Int) {
    #expect(throws: SealingError.shortFingerprintKey(minimum: 32)) {
      try FingerprintKey(text: String(repeating: "é", count: count))
    }
  }

  @Test("a key is not printed")
  func printing() throws {
    #expect(!"\(key) \(String(reflecting: key))".contains("0123456789"))
  }

  @Test("a digest is BLAKE2b-256 in hexadecimal digits")
  func digests() {
    #expect(digest(of: []) == "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8")
    #expect(digest(of: Array("abc".utf8)) == "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319")
  }

  @Test("a random key is as long as asked for, and never the same")
  func randomness() {
    let first = randomHexadecimal(byteCount: 32)
    #expect(first.wholeMatch(of: #/[0-9a-f]{64}/#) != nil)
    #expect(first != randomHexadecimal(byteCount: 32))
  }
}
