import CSodium
public import SecretModel

/// The key without which a fingerprint tells nothing.
public struct FingerprintKey: Sendable {
  /// The fewest characters that `OCTOSEAL_KEY` must have.
  public static let fewestCharacters = 32

  /// Tells this key from others; a hash that tells nothing of the key itself.
  public let check: String

  private let key: SecretValue

  /// Hashes a text into the key.
  ///
  /// - Throws: `SealingError` when it is shorter than 32 characters.
  public init(text: String) throws(SealingError) {
    guard text.count >= Self.fewestCharacters else { throw .shortFingerprintKey(minimum: Self.fewestCharacters) }
    var bytes = Array("octoseal key 1\n\(text)".utf8)
    defer { wipe(&bytes) }
    key = SecretValue(byteCount: hashLength) { key in
      guard let start = key.assumingMemoryBound(to: UInt8.self).baseAddress else { return }
      crypto_generichash(start, key.count, bytes, UInt64(bytes.count), nil, 0)
    }
    check = String(hexadecimal(keyedHash(Array("octoseal key check 1".utf8), key: key)).prefix(checkLength))
  }

  /// The fingerprint of a value at its place: BLAKE2b-256, keyed, so that the same value in two places has two.
  ///
  /// A value that was sealed beforehand is known by its ciphertext.
  public func fingerprint(of payload: SecretPayload, at address: SecretAddress) -> Fingerprint {
    let place = Array(canonical(address, kind: payload.kind).utf8)
    let hash = payload.withBytes { keyedHash(place, $0, key: key) }
    return Fingerprint(hexadecimal: hexadecimal(hash), keyCheck: check)
  }

  /// The place as text that no other place has: each part comes after its length.
  private func canonical(_ address: SecretAddress, kind: String) -> String {
    let parts = [
      "octoseal fingerprint 1", kind, address.store.id, address.scope.kind.rawValue, address.scope.owner.folded,
      address.scope.repository?.name.folded ?? "", address.scope.environment?.folded ?? "", address.name.rawValue,
    ]
    return parts.map { "\($0.utf8.count):\($0)" }.joined()
  }
}

extension SecretPayload {
  fileprivate var kind: String {
    switch self {
    case .plain: "plain"
    case .sealed: "sealed"
    }
  }

  fileprivate func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    switch self {
    case .plain(let value): value.withBytes(body)
    case .sealed(let box): Array(box.base64.utf8).withUnsafeBytes(body)
    }
  }
}

/// Enough digits to tell keys apart, too few to say which text one was made of.
private let checkLength = 8

/// BLAKE2b-256 with a key over two texts, one after the other.
private func keyedHash(
  _ first: [UInt8],
  _ second: UnsafeRawBufferPointer = UnsafeRawBufferPointer(start: nil, count: 0),
  key: SecretValue
) -> [UInt8] {
  var hash = [UInt8](repeating: 0, count: hashLength)
  // On the stack: a locked page for each fingerprint would take longer than the hash itself.
  withUnsafeTemporaryAllocation(byteCount: crypto_generichash_statebytes(), alignment: 64) { memory in
    // The state holds the key and the value, so it is wiped like them.
    defer { sodium_memzero(memory.baseAddress, memory.count) }
    guard let base = memory.baseAddress else { return }
    let state = OpaquePointer(base)
    key.withBytes { key in
      _ = crypto_generichash_init(state, key.assumingMemoryBound(to: UInt8.self).baseAddress, key.count, hashLength)
    }
    crypto_generichash_update(state, first, UInt64(first.count))
    crypto_generichash_update(state, second.assumingMemoryBound(to: UInt8.self).baseAddress, UInt64(second.count))
    crypto_generichash_final(state, &hash, hash.count)
  }
  return hash
}
