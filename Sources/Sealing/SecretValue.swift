import CSodium

/// A value that cannot be printed, in memory that is kept out of swap and dumps and wiped when it is let go.
///
/// Locking can fail quietly where the system allows little locked memory (`ulimit -l`); wiping cannot.
public final class SecretValue: Sendable {
  nonisolated(unsafe) private let base: UnsafeMutableRawPointer
  private let memory: LockedMemory

  /// The length in bytes.
  public let byteCount: Int

  /// Copies bytes; wiping the source is the caller's.
  public convenience init(copying bytes: UnsafeRawBufferPointer) {
    self.init(byteCount: bytes.count) { $0.copyMemory(from: bytes) }
  }

  /// Makes a value of so many bytes, which are filled in before anybody sees it.
  ///
  /// - Throws: whatever `fill` throws; the memory is wiped then too.
  public init<Failure: Error>(
    byteCount: Int,
    filledBy fill: (UnsafeMutableRawBufferPointer) throws(Failure) -> Void
  ) throws(Failure) {
    (memory, base) = LockedMemory.reserve(byteCount)
    self.byteCount = byteCount
    try fill(UnsafeMutableRawBufferPointer(start: base, count: byteCount))
  }

  /// Encodes bytes in base64, straight into memory that is wiped.
  public convenience init(base64Of bytes: UnsafeRawBufferPointer) {
    let capacity = sodium_base64_encoded_len(bytes.count, sodium_base64_VARIANT_ORIGINAL)
    let (memory, scratch) = LockedMemory.reserve(capacity)
    defer { sodium_memzero(scratch, capacity) }
    sodium_bin2base64(
      scratch.assumingMemoryBound(to: CChar.self),
      capacity,
      bytes.assumingMemoryBound(to: UInt8.self).baseAddress,
      bytes.count,
      sodium_base64_VARIANT_ORIGINAL
    )
    // The capacity includes the NUL that C wants at the end.
    self.init(copying: UnsafeRawBufferPointer(start: scratch, count: capacity - 1))
    withExtendedLifetime(memory) {}
  }

  // The stretch may live on for the sake of other values.
  deinit { sodium_memzero(base, byteCount) }

  /// Lends the bytes; they must not leave the closure.
  public func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    defer { withExtendedLifetime(self) {} }
    return try body(UnsafeRawBufferPointer(start: base, count: byteCount))
  }
}

extension SecretValue: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// `<secret>`, always.
  public var description: String { "<secret>" }

  /// `<secret>`, always.
  public var debugDescription: String { description }

  /// No children, so that `dump` finds nothing.
  public var customMirror: Mirror { Mirror(self, children: []) }
}
