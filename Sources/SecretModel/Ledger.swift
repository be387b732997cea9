/// What octoseal remembers of the secrets it wrote: no value, and nothing from which one could be guessed.
public struct Ledger: Hashable, Sendable {
  /// One entry for each secret.
  public var entries: [SecretAddress: LedgerEntry]

  /// Collects entries.
  public init(entries: [SecretAddress: LedgerEntry] = [:]) { self.entries = entries }
}

/// What is remembered of one secret.
public struct LedgerEntry: Hashable, Sendable {
  /// What is known of the value; nil when octoseal does not vouch for it (an external one, say).
  public var value: ValueRecord?
  /// The `updated_at` that GitHub showed after the last write.
  public var updatedAt: Timestamp
  /// The access that was last seen; `updated_at` moves with it too.
  public var access: AccessState
  /// Whether the last applied manifest protected it.
  public var isProtected: Bool

  /// Describes an entry.
  public init(value: ValueRecord?, updatedAt: Timestamp, access: AccessState, isProtected: Bool) {
    self.value = value
    self.updatedAt = updatedAt
    self.access = access
    self.isProtected = isProtected
  }

  /// Whether octoseal itself wrote the value, rather than taking what it found for right.
  public var isOwned: Bool { value?.keyID != nil }
}

extension LedgerEntry {
  /// Whether a live secret has the access that was last seen; a selection that was too long to keep counts as seen.
  public func hasSeen(_ access: AccessState) -> Bool {
    guard self.access.visibility == access.visibility else { return false }
    return self.access.repositories.map { $0 == access.repositories } ?? true
  }
}

/// What is remembered of a value.
public struct ValueRecord: Hashable, Sendable {
  /// The keyed fingerprint; nil when there was no key to make it with.
  public var fingerprint: Fingerprint?
  /// The id of the public key that it was sealed with; nil when `--trust-live` adopted it.
  public var keyID: String?

  /// Joins fingerprint and key id.
  public init(fingerprint: Fingerprint?, keyID: String?) {
    self.fingerprint = fingerprint
    self.keyID = keyID
  }
}

/// A keyed hash of a value, bound to the secret's address; useless without the key.
public struct Fingerprint: Hashable, Sendable {
  /// The hash in lower-case hexadecimal digits.
  public let hexadecimal: String
  /// Tells keys apart without telling anything of the key.
  public let keyCheck: String

  /// Joins a hash and the check value of its key, both in hexadecimal digits.
  public init(hexadecimal: String, keyCheck: String) {
    self.hexadecimal = hexadecimal
    self.keyCheck = keyCheck
  }

  /// Whether both were made with one key, so that they are equal exactly when the values are.
  public func isComparable(with other: Fingerprint) -> Bool { keyCheck == other.keyCheck }
}
