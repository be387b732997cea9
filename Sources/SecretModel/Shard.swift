/// One of several parts of a manifest, each carried out by a run of its own: `2/5`.
///
/// What shares a ledger is never torn apart: an organization's own secrets, or a repository with its environments.
public struct Shard: Hashable, Sendable {
  /// Which part, the first being 1.
  public let index: Int
  /// How many parts there are.
  public let count: Int

  /// The most parts into which a manifest can be split.
  public static let largestCount = 1_000

  /// Names a part; nil when there is no such part, or too many.
  public init?(index: Int, count: Int) {
    guard (1...Self.largestCount).contains(count), (1...count).contains(index) else { return nil }
    self.index = index
    self.count = count
  }

  /// Reads the form that `description` writes; nil for every other text.
  public init?(parsing text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let index = Int(parts[0]), let count = Int(parts[1]) else { return nil }
    self.init(index: index, count: count)
    guard description == text else { return nil }
  }

  /// Whether a scope belongs to this part.
  ///
  /// A function of the name alone: neither another manifest nor `--only` moves a scope, which its ledger relies on. The
  /// price is that parts are equal only on average; placing by weight would move others whenever a scope came or went.
  public func contains(_ scope: Scope) -> Bool {
    jumpHash(mixed(fowlerNollVoHash(scope.ledgerHome.foldedText)), buckets: count) == index - 1
  }
}

extension Shard: CustomStringConvertible {
  /// `2/5`.
  public var description: String { "\(index)/\(count)" }
}

extension Scope {
  /// The organization or repository that keeps what is remembered of this scope.
  public var ledgerHome: Scope { environment == nil ? self : repository.map(Scope.repository) ?? self }

  /// The name of an organization or repository in the one form in which GitHub compares it.
  fileprivate var foldedText: String {
    repository.map { "\($0.owner.folded)/\($0.name.folded)" } ?? owner.folded
  }
}

/// FNV-1a with 64 bits: Swift's own hash differs in every process.
private func fowlerNollVoHash(_ text: String) -> UInt64 {
  text.utf8.reduce(0xCBF2_9CE4_8422_2325) { hash, byte in (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
}

/// Spreads names that differ in their last letters over all bits (the last step of SplitMix64).
private func mixed(_ hash: UInt64) -> UInt64 {
  var hash = hash
  hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
  hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
  return hash ^ (hash >> 31)
}

/// The bucket of a key, such that one more bucket moves only the keys that go into it.
///
/// Source: Lamping and Veach, "A Fast, Minimal Memory, Consistent Hash Algorithm", arXiv 1406.2294.
private func jumpHash(_ key: UInt64, buckets: Int) -> Int {
  var key = key
  var bucket = 0
  var next = 0
  while next < buckets {
    bucket = next
    key = key &* 2_862_933_555_777_941_757 &+ 1
    next = Int(Double(bucket + 1) * (Double(1 << 31) / Double((key >> 33) + 1)))
  }
  return bucket
}
