import CSodium

/// A key pair of one scope, as libsodium's sealed boxes use it.
struct KeyPair: Hashable, Sendable {
  let publicKey: [UInt8]
  let secretKey: [UInt8]

  init() {
    Sodium.start()
    var publicKey = [UInt8](repeating: 0, count: Int(crypto_box_PUBLICKEYBYTES))
    var secretKey = [UInt8](repeating: 0, count: Int(crypto_box_SECRETKEYBYTES))
    crypto_box_keypair(&publicKey, &secretKey)
    self.publicKey = publicKey
    self.secretKey = secretKey
  }

  /// Takes a pair from a state file; nil unless the halves belong together.
  init?(publicKey: [UInt8], secretKey: [UInt8]) {
    Sodium.start()
    var derived = [UInt8](repeating: 0, count: Int(crypto_box_PUBLICKEYBYTES))
    guard secretKey.count == Int(crypto_box_SECRETKEYBYTES), crypto_scalarmult_base(&derived, secretKey) == 0,
      derived == publicKey
    else { return nil }
    self.publicKey = publicKey
    self.secretKey = secretKey
  }

  /// The content of a sealed box, nil when it was not sealed for this pair.
  func open(_ sealed: [UInt8]) -> [UInt8]? {
    let overhead = crypto_box_sealbytes()
    guard sealed.count >= overhead else { return nil }
    var content = [UInt8](repeating: 0, count: sealed.count - overhead)
    let status = crypto_box_seal_open(&content, sealed, UInt64(sealed.count), publicKey, secretKey)
    return status == 0 ? content : nil
  }
}

/// libsodium, started once.
enum Sodium {
  private static let isReady = sodium_init() >= 0

  static func start() {
    precondition(isReady, "libsodium cannot start")
  }

  /// The BLAKE2b-256 hash in lower-case hexadecimal digits.
  static func digest(_ bytes: [UInt8]) -> String {
    start()
    var hash = [UInt8](repeating: 0, count: Int(crypto_generichash_BYTES))
    crypto_generichash(&hash, hash.count, bytes, UInt64(bytes.count), nil, 0)
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: hash.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}

/// Standard base64 with padding.
enum Base64 {
  /// GitHub's own pattern for `encrypted_value`, as its errors quote it.
  static let pattern = #"/^(?:[A-Za-z0-9+\/]{4})*(?:[A-Za-z0-9+\/]{2}==|[A-Za-z0-9+\/]{3}=|[A-Za-z0-9+\/]{4})$/"#

  /// Whether a text matches `pattern`; the empty text does not.
  static func matches(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty, bytes.count % 4 == 0 else { return false }
    let padding = bytes.suffix(2).count { $0 == UInt8(ascii: "=") }
    guard padding < 2 || bytes[bytes.count - 2] == UInt8(ascii: "=") else { return false }
    guard padding != 1 || bytes.last == UInt8(ascii: "=") else { return false }
    return bytes.dropLast(padding)
      .allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "/"):
          true
        default: false
        }
      }
  }

  static func encode(_ bytes: [UInt8]) -> String {
    let variant = Int32(sodium_base64_VARIANT_ORIGINAL)
    var text = [CChar](repeating: 0, count: sodium_base64_encoded_len(bytes.count, variant))
    sodium_bin2base64(&text, text.count, bytes, bytes.count, variant)
    return String(decoding: text.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  static func decode(_ text: String) -> [UInt8]? {
    guard !text.isEmpty else { return [] }
    let characters = text.utf8.map { CChar(bitPattern: $0) }
    var bytes = [UInt8](repeating: 0, count: characters.count)
    var count = 0
    let variant = Int32(sodium_base64_VARIANT_ORIGINAL)
    let status = sodium_base642bin(&bytes, bytes.count, characters, characters.count, nil, &count, nil, variant)
    return status == 0 ? Array(bytes.prefix(count)) : nil
  }
}
